import type { LaneDetail } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { client } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import { act } from '../../app/toasts.tsx'
import { count, length, moment } from '../../parts/format.ts'
import { t } from '../../texts/operate-texts.ts'

const LimitsDialog = lazy(async () => ({ default: (await import('./limits-dialog.tsx')).LimitsDialog }))

/** How fast it may go, when it stops by itself, and what is planned. */
export function Limits({ lane }: { lane: LaneDetail }) {
  const { concurrency, startsPerSecond, breakAfter, breakForMs, emptyAt } = lane
  const may = useMay()
  const [isEdited, setEdited] = useState(false)
  return (
    <section className="ps">
      <header className="sh">
        <h2>{t.lanes.limits}</h2>
        {may('provisioning.write') && (
          <button type="button" className="btn sm more" onClick={() => setEdited(true)}>
            {t.lanes.change}
          </button>
        )}
      </header>
      <dl className="kv">
        <dt>{t.lanes.atOnce}</dt>
        <dd>{concurrency === null ? t.lanes.noLimit : count(concurrency)}</dd>
        <dt>{t.lanes.rate}</dt>
        <dd>{startsPerSecond === null ? t.lanes.noLimit : t.lanes.perSecond(count(startsPerSecond))}</dd>
        <dt>{t.lanes.breaker}</dt>
        <dd>{breakAfter === null ? t.lanes.neverBreaks : t.lanes.breakerIs(breakAfter, length(breakForMs))}</dd>
        <dt>{t.lanes.emptyAt}</dt>
        <dd>{emptyAt ? moment(emptyAt) : '—'}</dd>
      </dl>
      <Planned name={lane.name} />
      <Suspense>{isEdited && <LimitsDialog lane={lane} onClose={() => setEdited(false)} />}</Suspense>
    </section>
  )
}

/** Other paces to come, each of which can be taken back. */
function Planned({ name }: { name: string }) {
  const may = useMay()
  const { create, list, remove } = client.laneScheduledChanges
  const { data } = useQuery({
    queryKey: ['lane-planned', name],
    queryFn: ({ signal }) => list(name, { signal }),
  })
  if (!data || data.items.length === 0) return null
  return (
    <ul className="planned" aria-label={t.lanes.planned}>
      {data.items.map(({ id, at, by, createdAt: _, ...pace }) => (
        <li key={id}>
          <span>
            <b>{moment(at)}</b> {t.lanes.pace(pace.startsPerSecond, pace.concurrency)}{' '}
            <span className="qq s">{by}</span>
          </span>
          {may('provisioning.write') && (
            <button
              type="button"
              className="btn sm"
              onClick={() =>
                void act(
                  () => remove(name, id),
                  t.lanes.takenBack,
                  () => create(name, { at, ...pace }),
                )
              }
            >
              {t.lanes.takeBack}
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}
