import type { LaneDetail } from '@provisor/client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../app/api.ts'
import { said } from '../../app/toasts.tsx'
import { Field } from '../../parts/field.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { count, length, moment } from '../../parts/format.ts'
import { heldBackBy } from '../../parts/held-back-by.ts'
import { MomentField } from '../../parts/moment-field.tsx'
import { instantOf } from '../../parts/zoned.ts'
import { t } from '../../texts/operate-texts.ts'
import { nameOf } from './lane-verbs.ts'
import '../../style/outbound.page.css'

const numberOf = (text: string): number | null => (text.trim() === '' ? null : Number(text))
const textOf = (value: number | null): string => (value === null ? '' : String(value))

/** Other limits, with when the lane would be empty then; from now on, or its pace from a time on. */
export function LimitsDialog({ lane, onClose }: { lane: LaneDetail; onClose: () => void }) {
  const { name, concurrency, startsPerSecond, breakAfter, breakForMs } = lane
  const [atOnce, setAtOnce] = useState(textOf(concurrency))
  const [rate, setRate] = useState(textOf(startsPerSecond))
  const pace = { concurrency: numberOf(atOnce), startsPerSecond: numberOf(rate) }
  async function set(form: FormData): Promise<void> {
    const from = String(form.get('from'))
    if (from !== '') {
      const at = instantOf(from)
      const { id } = await client.laneScheduledChanges.create(name, { at, ...pace })
      said(t.lanes.isPlanned(nameOf(lane), moment(at)), () => client.laneScheduledChanges.remove(name, id))
      return
    }
    const breaker = {
      breakAfter: numberOf(String(form.get('breakAfter'))),
      breakForMs: Number(form.get('breakFor')) * 1000,
    }
    await client.lanes.update(name, { ...pace, ...breaker })
    said(t.lanes.isSet(nameOf(lane)), () =>
      client.lanes.update(name, { concurrency, startsPerSecond, breakAfter, breakForMs }),
    )
  }
  const typed = (value: string, change: (text: string) => void) => ({
    value,
    onChange: ({ target }: { target: HTMLInputElement }) => change(target.value),
    placeholder: '∞',
    hint: t.lanes.emptyIsNoLimit,
  })
  return (
    <FormDialog title={t.lanes.limitsOf(nameOf(lane))} submit={t.lanes.set} onSubmit={set} onClose={onClose}>
      <Field label={t.lanes.atOnce} inputMode="numeric" pattern="[1-9]\d{0,6}" {...typed(atOnce, setAtOnce)} />
      <Field label={t.lanes.rateField} inputMode="decimal" pattern="\d{0,6}\.?\d{1,3}" {...typed(rate, setRate)} />
      <WhatIf lane={lane} pace={pace} />
      <Field
        label={t.lanes.breakAfter}
        hint={t.lanes.emptyIsNever}
        name="breakAfter"
        inputMode="numeric"
        pattern="[1-9]\d{0,5}"
        defaultValue={textOf(breakAfter)}
      />
      <Field
        label={t.lanes.breakFor}
        name="breakFor"
        type="number"
        min={1}
        max={86_400}
        required
        defaultValue={breakForMs / 1000}
      />
      <MomentField label={t.lanes.from} hint={t.lanes.fromHint} name="from" />
    </FormDialog>
  )
}

type Pace = { concurrency: number | null; startsPerSecond: number | null }

/** When it would be empty at this pace, before it is set. */
function WhatIf({ lane, pace: { concurrency, startsPerSecond } }: { lane: LaneDetail; pace: Pace }) {
  const isGood = (concurrency === null || concurrency >= 1) && (startsPerSecond === null || startsPerSecond >= 0.001)
  const { data } = useQuery({
    queryKey: ['lane-forecast', lane.name, concurrency, startsPerSecond],
    queryFn: ({ signal }) =>
      client.lanes.forecast(
        lane.name,
        {
          ...(concurrency !== null && { concurrency }),
          ...(startsPerSecond !== null && { startsPerSecond }),
        },
        { signal },
      ),
    enabled: isGood,
    placeholderData: keepPreviousData,
  })
  if (!data || !isGood) return <p className="res s q" />
  const { emptyAt, needsAtOnce } = data
  return (
    <p className="res s q" aria-live="polite">
      <b>{emptyAt ? t.lanes.wouldBeEmpty(moment(emptyAt)) : t.lanes.neverEmpty}</b>{' '}
      {t.lanes.limitedBy[heldBackBy(data)]}{' '}
      {needsAtOnce !== null && lane.meanRunMs !== null && t.lanes.needs(count(needsAtOnce), length(lane.meanRunMs))}
    </p>
  )
}
