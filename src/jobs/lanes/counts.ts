/**
 * What is counted of a lane. `begun` is every turn; `returned` those of which nothing came and that wait again; `retried`
 * those after which the job waits for another; `expired` what was not begun in time; `restored` what a purge's undo brought
 * back. `missed` are starts that the rate allowed and nobody came for while something waited. `runMs` is how long the turns took that ended, all together. `opened`, `probed` and `closed` are of its breaker.
 */
export type Counted =
  | 'enqueued'
  | 'begun'
  | 'returned'
  | 'retried'
  | 'done'
  | 'failed'
  | 'expired'
  | 'cancelled'
  | 'restored'
  | 'missed'
  | 'runMs'
  | 'opened'
  | 'probed'
  | 'closed'

export type LaneCount = { laneId: number; at: number; what: Counted; n: number }

type Counting = { id: number; counts: LaneCount[] }

/** By how much it changes how many wait. */
export const DEPTH_BY: Readonly<Partial<Record<Counted, 1 | -1>>> = {
  enqueued: 1,
  returned: 1,
  retried: 1,
  restored: 1,
  begun: -1,
  expired: -1,
  cancelled: -1,
}

/** Of a locked lane; it is written when the lane is saved. `at` is the instant that the jobs themselves have. */
export function count(lane: Counting, at: number, what: Counted, n = 1): void {
  if (n === 0) return
  const known = lane.counts.find((each) => each.what === what && each.at === at)
  if (known) known.n += n
  else lane.counts.push({ laneId: lane.id, at, what, n })
}

/** A turn has ended, and its place is free. */
export function countTurn(
  lane: Counting,
  at: number,
  what: 'retried' | 'done' | 'failed',
  startedAt: number | null,
): void {
  count(lane, at, what)
  count(lane, at, 'runMs', Math.max(0, at - (startedAt ?? at)))
}

/** What became of the breaker of a locked lane, which was `before`. One that stays open after a probe opens no second time. */
export function countBreaker(lane: Counting & { breaker: string }, before: string, at: number): void {
  if (before === 'closed' && lane.breaker !== 'closed') count(lane, at, 'opened')
  if (before !== 'closed' && lane.breaker === 'closed') count(lane, at, 'closed')
}
