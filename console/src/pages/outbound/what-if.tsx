import type { OutboundQueue } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../app/api.ts'
import { act } from '../../app/toasts.tsx'
import { Field } from '../../parts/field.tsx'
import { count, moment } from '../../parts/format.ts'
import { t } from '../../texts/texts.ts'

/** An empty field is no limit; what is no number is not asked about. */
const limitOf = (text: string): number | null | undefined =>
  text.trim() === '' ? null : Number(text) > 0 ? Number(text) : undefined

const shownLimit = (limit: number | null): string => (limit === null ? '∞' : String(limit))

/** When it would be through at another pace, before that is set. */
export function WhatIf({ queue }: { queue: OutboundQueue }) {
  const { serviceId, name, startsPerSecond, concurrency } = queue
  const [rate, setRate] = useState(String(startsPerSecond ?? ''))
  const [atOnce, setAtOnce] = useState(String(concurrency ?? ''))
  const [perSecond, most] = [limitOf(rate), limitOf(atOnce)]
  const isMeant = perSecond !== undefined && most !== undefined && (most === null || Number.isInteger(most))
  const differs = isMeant && (perSecond !== startsPerSecond || most !== concurrency)
  const { data } = useQuery({
    queryKey: ['outbound-forecast', serviceId, perSecond, most],
    queryFn: ({ signal }) =>
      client.outbound.queues.forecast(
        serviceId,
        { ...(perSecond && { startsPerSecond: perSecond }), ...(most && { concurrency: most }) },
        { signal },
      ),
    enabled: differs,
  })
  const set = (pace: { startsPerSecond: number | null; concurrency: number | null }) => () =>
    client.outbound.services.patch(serviceId, pace)
  return (
    <section className="whatif">
      <h2>{t.outbound.whatIf}</h2>
      <Field
        label={t.outbound.perSecond}
        hint={t.outbound.now(shownLimit(startsPerSecond))}
        inputMode="decimal"
        value={rate}
        onChange={(event) => setRate(event.target.value)}
        aria-invalid={perSecond === undefined}
      />
      <Field
        label={t.outbound.atOnce}
        hint={t.outbound.now(shownLimit(concurrency))}
        inputMode="numeric"
        value={atOnce}
        onChange={(event) => setAtOnce(event.target.value)}
        aria-invalid={most === undefined}
      />
      {differs && data && (
        <p>
          <b>{data.emptyAt ? t.outbound.wouldBeEmpty(moment(data.emptyAt)) : t.outbound.neverEmpty}</b>{' '}
          {data.needsAtOnce !== null && t.outbound.needs(count(data.needsAtOnce))}
        </p>
      )}
      <button
        type="button"
        className="btn p"
        disabled={!differs}
        onClick={() =>
          void act(
            set({ startsPerSecond: perSecond ?? null, concurrency: most ?? null }),
            t.outbound.isSet(name),
            set({ startsPerSecond, concurrency }),
          )
        }
      >
        {t.outbound.setNow}
      </button>
    </section>
  )
}
