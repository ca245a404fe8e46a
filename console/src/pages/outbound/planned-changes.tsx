import { useQuery } from '@tanstack/react-query'
import { client } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import { act } from '../../app/toasts.tsx'
import { moment } from '../../parts/format.ts'
import { t } from '../../texts/outbound-texts.ts'

export const plannedQuery = (serviceId: number) => ({
  queryKey: ['outbound-planned', serviceId],
  queryFn: ({ signal }: { signal: AbortSignal }) => client.outboundScheduledChanges.list(serviceId, { signal }),
})

/** A limit that a change leaves as it is stands in none of the two. */
export const paceText = ({
  startsPerSecond,
  concurrency,
}: {
  startsPerSecond?: number | null | undefined
  concurrency?: number | null | undefined
}): string =>
  [
    startsPerSecond !== undefined && `${startsPerSecond ?? '∞'}/s`,
    concurrency !== undefined && t.outbound.atOnceOf(String(concurrency ?? '∞')),
  ]
    .filter(Boolean)
    .join(', ')

/** Other paces to come, each of which can be taken back. */
export function PlannedChanges({ serviceId }: { serviceId: number }) {
  const may = useMay()
  const { data } = useQuery(plannedQuery(serviceId))
  if (!data || data.items.length === 0) return null
  const { create, remove } = client.outboundScheduledChanges
  return (
    <ul className="planned" aria-label={t.outbound.planned}>
      {data.items.map(({ id, at, by, createdAt: _, ...pace }) => (
        <li key={id}>
          <span>
            <b>{moment(at)}</b> {paceText(pace)} <span className="qq s">{by}</span>
          </span>
          {may('outbound.write') && (
            <button
              type="button"
              className="btn sm"
              onClick={() =>
                void act(
                  () => remove(serviceId, id),
                  t.outbound.notPlanned(moment(at)),
                  () => create(serviceId, { at, ...pace }),
                )
              }
            >
              {t.outbound.takeBack}
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}
