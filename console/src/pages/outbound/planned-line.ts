import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { bends } from './bends.ts'
import { forecastQuery } from './forecast.ts'
import type { Service } from './service-query.ts'

type Pace = Pick<Service, 'startsPerSecond' | 'concurrency'>
type Change = { readonly at: string } & { readonly [N in keyof Pace]?: Pace[N] | undefined }

/** Later changes are marks alone. */
const MOST = 10

/** The first changes in their order, each with the pace that it leads to. */
function stepsOf(service: Pace, changes: readonly Change[]): (Pace & { at: number })[] {
  let pace = service
  return changes
    .map((change) => ({ ...change, at: Date.parse(change.at) }))
    .sort((a, b) => a.at - b.at)
    .slice(0, MOST)
    .map(({ at, startsPerSecond = pace.startsPerSecond, concurrency = pace.concurrency }) => {
      pace = { startsPerSecond, concurrency }
      return { at, ...pace }
    })
}

/** The server is asked for numbers: that a limit goes away it cannot be asked. */
const canAsk = (now: Pace, then: Pace): boolean =>
  (then.startsPerSecond !== null || now.startsPerSecond === null) &&
  (then.concurrency !== null || now.concurrency === null)

/** What will wait with the changes that are planned, by the server's forecast for each pace; undefined where it cannot be told so. */
export function usePlannedLine(service: Service, changes: readonly Change[] | undefined, now: number) {
  const { id, queue } = service
  const steps = useMemo(() => stepsOf(service, changes ?? []), [service, changes])
  const answers = useQueries({
    queries: [
      forecastQuery(id),
      ...steps.map(({ startsPerSecond: rate, concurrency: atonce }) =>
        forecastQuery(id, { ...(rate !== null && { rate }), ...(atonce !== null && { atonce }) }),
      ),
    ],
    combine: (all) => all.map(({ data }) => data),
  })
  return useMemo(() => {
    // Through hours in which nothing begins it is no straight line.
    const isCut = answers.some((answer) => answer?.limitedBy === 'window')
    const perSecond = answers[0]?.perSecond ?? null
    if (steps.length === 0 || queue.waiting === 0 || isCut || perSecond === null) return undefined
    const later = steps.map((step, index) => ({
      at: Math.max(now, step.at),
      perSecond: (canAsk(service, step) && answers[index + 1]?.perSecond) || null,
    }))
    return bends(queue.waiting, [{ at: now, perSecond }, ...later])
  }, [service, queue.waiting, steps, answers, now])
}
