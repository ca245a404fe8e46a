import type { OutboundCallingWindow } from '@provisor/client'
import { useId, useState } from 'react'
import { Check, Field } from '../../parts/field.tsx'
import { t } from '../../texts/outbound-texts.ts'
import { DAYS } from './service-form.ts'

const { fields } = t.outbound
const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri']

/** When calls may begin, or at any time. */
export function WindowFields({ window }: { window: OutboundCallingWindow | null }) {
  const [isOn, setOn] = useState(window !== null)
  return (
    <fieldset className="form tight">
      <legend>{fields.window}</legend>
      <Check label={fields.onlyThen} name="hasWindow" checked={isOn} onChange={({ target }) => setOn(target.checked)} />
      {isOn && <Times window={window} />}
    </fieldset>
  )
}

function Times({ window }: { window: OutboundCallingWindow | null }) {
  const zones = useId()
  const days: readonly string[] = window?.days ?? WEEK
  return (
    <>
      <div className="days">
        {DAYS.map((day) => (
          <Check key={day} label={fields.days[day]} name="windowDays" value={day} defaultChecked={days.includes(day)} />
        ))}
      </div>
      <div className="row3">
        <Field
          label={fields.from}
          name="windowFrom"
          required
          pattern="([01]\d|2[0-3]):[0-5]\d"
          defaultValue={window?.from ?? '09:00'}
        />
        <Field
          label={fields.until}
          name="windowUntil"
          required
          pattern="([01]\d|2[0-3]):[0-5]\d|24:00"
          defaultValue={window?.until ?? '18:00'}
        />
        <Field
          label={fields.zone}
          name="windowZone"
          required
          list={zones}
          defaultValue={window?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone}
        />
      </div>
      <small className="qq">{fields.untilHint}</small>
      <datalist id={zones}>
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  )
}
