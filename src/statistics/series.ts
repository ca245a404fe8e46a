import { type Counted, DEPTH_BY } from '../jobs/lanes/counts.ts'
import type { CountedLanes } from '../jobs/store.ts'
import type { SettleTimes } from '../provisioning/store.ts'

export const METRICS = ['depth', 'enqueued', 'begun', 'ended', 'runTime', 'settleTime'] as const
export type Metric = (typeof METRICS)[number]

/** A value for each instant; null where there is nothing to tell, such as the mean of nothing. */
export type Series = { name: string; values: (number | null)[] }

const COUNTED: Readonly<Record<'enqueued' | 'begun' | 'ended', readonly Counted[]>> = {
  enqueued: ['enqueued', 'restored'],
  begun: ['begun', 'returned'],
  ended: ['done', 'failed', 'retried', 'expired', 'cancelled'],
}

export function laneSeries(
  metric: Exclude<Metric, 'settleTime'>,
  { counts, waiting }: CountedLanes,
  instants: readonly number[],
): Series[] {
  const numbers = new Map<string, number>()
  for (const { at, what, n } of counts) numbers.set(`${at} ${what}`, n)
  const numberAt = (at: number, what: Counted) => numbers.get(`${at} ${what}`) ?? 0
  switch (metric) {
    case 'depth':
      return [{ name: 'waiting', values: depths({ counts, waiting }, instants) }]
    case 'runTime':
      return [
        {
          name: 'mean',
          values: instants.map((at) => {
            const turns = numberAt(at, 'done') + numberAt(at, 'failed') + numberAt(at, 'retried')
            return turns === 0 ? null : Math.round(numberAt(at, 'runMs') / turns)
          }),
        },
      ]
    default:
      return COUNTED[metric].map((what) => ({ name: what, values: instants.map((at) => numberAt(at, what)) }))
  }
}

/** How many waited when each step was over, told backwards from how many wait now. */
function depths({ counts, waiting }: CountedLanes, instants: readonly number[]): number[] {
  const changes = new Map<number, number>()
  let after = 0
  const last = instants.at(-1) ?? Number.POSITIVE_INFINITY
  for (const { at, what, n } of counts) {
    const change = n * (DEPTH_BY[what] ?? 0)
    if (at > last) after += change
    else changes.set(at, (changes.get(at) ?? 0) + change)
  }
  let depth = waiting - after
  const values = instants.toReversed().map((at) => {
    const here = depth
    depth -= changes.get(at) ?? 0
    return here
  })
  return values.reverse()
}

/** How many were settled, and how many milliseconds it took from when they were asked for. */
export function settleSeries(times: readonly SettleTimes[], instants: readonly number[]): Series[] {
  const byInstant = Map.groupBy(times, ({ at }) => at)
  const steps = instants.map((at) => (byInstant.get(at) ?? []).toSorted((a, b) => a.aboutMs - b.aboutMs))
  const count = (step: readonly SettleTimes[]) => step.reduce((sum, { n }) => sum + n, 0)
  const mean = (step: readonly SettleTimes[]) =>
    step.length === 0 ? null : Math.round(step.reduce((sum, { totalMs }) => sum + totalMs, 0) / count(step))
  return [
    { name: 'settled', values: steps.map(count) },
    { name: 'mean', values: steps.map(mean) },
    { name: 'p50', values: steps.map((step) => percentile(step, 0.5)) },
    { name: 'p95', values: steps.map((step) => percentile(step, 0.95)) },
  ]
}

/** The least time within which this part of them was settled. */
function percentile(step: readonly SettleTimes[], part: number): number | null {
  const wanted = part * step.reduce((sum, { n }) => sum + n, 0)
  let passed = 0
  for (const { aboutMs, n } of step) {
    passed += n
    if (passed >= wanted) return aboutMs
  }
  return null
}
