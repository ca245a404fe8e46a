import { useState } from 'react'
import { client } from '../../app/api.ts'
import { said } from '../../app/toasts.tsx'
import { Field } from '../../parts/field.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { moment } from '../../parts/format.ts'
import { t } from '../../texts/outbound-texts.ts'
import type { Service } from './service-query.ts'

type Pace = { startsPerSecond: number | null; concurrency: number | null }
type Props = { service: Service; pace: Pace; onClose: () => void }

const HOUR = 3_600_000
const two = (value: number): string => String(value).padStart(2, '0')

/** As a field of a date and a time wants it, in the zone of who reads. */
function localText(at: Date): string {
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`
}

const limitOf = (text: FormDataEntryValue | null): number | null => (text === null || text === '' ? null : Number(text))

/** Another pace from an instant on. */
export function ChangeDialog({ service: { id, name }, pace, onClose }: Props) {
  const [next] = useState(() => localText(new Date(Math.ceil((Date.now() + 1) / HOUR) * HOUR)))
  async function plan(form: FormData): Promise<void> {
    const at = new Date(String(form.get('at'))).toISOString()
    const { outboundScheduledChanges: planned } = client
    const { id: changeId } = await planned.create(id, {
      at,
      startsPerSecond: limitOf(form.get('startsPerSecond')),
      concurrency: limitOf(form.get('concurrency')),
    })
    said(t.outbound.isPlanned(name, moment(at)), () => planned.remove(id, changeId))
  }
  return (
    <FormDialog title={t.outbound.atATimeOf(name)} submit={t.outbound.plan} onSubmit={plan} onClose={onClose}>
      <Field label={t.outbound.at} name="at" type="datetime-local" required defaultValue={next} />
      <Field
        label={t.outbound.perSecond}
        hint={t.outbound.emptyIsNoLimit}
        name="startsPerSecond"
        inputMode="decimal"
        pattern="\d*\.?\d+"
        defaultValue={pace.startsPerSecond ?? ''}
      />
      <Field
        label={t.outbound.atOnce}
        hint={t.outbound.emptyIsNoLimit}
        name="concurrency"
        inputMode="numeric"
        pattern="\d+"
        defaultValue={pace.concurrency ?? ''}
      />
    </FormDialog>
  )
}
