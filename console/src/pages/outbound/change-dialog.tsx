import { useState } from 'react'
import { client } from '../../app/api.ts'
import { said } from '../../app/toasts.tsx'
import { Field } from '../../parts/field.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { moment } from '../../parts/format.ts'
import { MomentField } from '../../parts/moment-field.tsx'
import { instantOf, localOf } from '../../parts/zoned.ts'
import { t } from '../../texts/outbound-texts.ts'
import type { Service } from './service-query.ts'

type Pace = { startsPerSecond: number | null; concurrency: number | null }
type Props = { service: Service; pace: Pace; onClose: () => void }

const HOUR = 3_600_000
const limitOf = (text: FormDataEntryValue | null): number | null => (text === null || text === '' ? null : Number(text))

/** Another pace from an instant on. */
export function ChangeDialog({ service: { id, name }, pace, onClose }: Props) {
  const [next] = useState(() => localOf(Math.ceil((Date.now() + 1) / HOUR) * HOUR))
  async function plan(form: FormData): Promise<void> {
    const at = instantOf(String(form.get('at')))
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
      <MomentField label={t.outbound.at} name="at" required defaultValue={next} />
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
