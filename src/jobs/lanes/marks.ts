import type { Candidate, LaneRow, Marks } from '../store.ts'

/**
 * Low-water marks: a claim looks at its line from a mark on, so that it does not walk over what went before it, which
 * PostgreSQL keeps as long as anybody's old snapshot might look at it.
 *
 * A mark may only pass numbers that nobody can bring any more, and numbers get on disk in another order than they are
 * drawn. So it moves in three steps, each in another claim:
 * 1. `pending` says how far the line was empty.
 * 2. A transaction that began after that was on disk writes down its own number, `pendingUntil`. An enqueue has its
 *    transaction's number before it draws those of its jobs, so whoever drew one up to `pending` has a lower one.
 * 3. When all transactions with lower numbers have ended, a claim that began to look at the old mark has seen whatever
 *    will ever be there up to `pending`, and as far as it left nothing there, the mark moves.
 * Somebody who idles in a transaction makes the mark late: slower, never wrong.
 */
export type Sight = {
  /** The highest number in line that this claim has met, by band; 0 where there was none. */
  highest: Numbers
  /** Up to where its last look left nothing in line, by band: without end where it saw all that was there. */
  emptyTo: Numbers
  /** When the earliest of those aside in line was due that may still be there. */
  sideFrom: number
}

type Numbers = [number, number, number]

/** A claim that has not looked. */
export const noSight = (): Sight => ({ highest: [0, 0, 0], emptyTo: [0, 0, 0], sideFrom: 0 })

/**
 * What a look knows that met these and let `gone` leave the line. Of each band it was shown no more than `n` of those never
 * taken, and of each band of a segment no more than `sideN` of those aside.
 */
export function sighted(
  sight: Sight,
  {
    lane,
    met,
    gone,
    n,
    sideN,
  }: { lane: LaneRow; met: readonly Candidate[]; gone: ReadonlySet<number>; n: number; sideN: number },
): void {
  const line = met.filter(({ before, segmentId }) => before === null && segmentId === lane.segmentId)
  for (const band of [0, 1, 2]) {
    const ids = line.filter((each) => each.band === band).map(({ id }) => id)
    const left = ids.find((id) => !gone.has(id))
    sight.highest[band] = Math.max(sight.highest[band]!, ids.at(-1) ?? 0)
    sight.emptyTo[band] = left !== undefined ? left - 1 : ids.length < n ? Number.POSITIVE_INFINITY : ids.at(-1)!
  }
  const aside = Map.groupBy(
    met.filter(({ before }) => before !== null),
    ({ segmentId, band }) => segmentId * 3 + band,
  )
  sight.sideFrom = Number.POSITIVE_INFINITY
  for (const shown of aside.values()) {
    const open = shown.filter(({ id }) => !gone.has(id))
    const from = shown.length < sideN ? open : shown
    for (const { dueAt } of from) sight.sideFrom = Math.min(sight.sideFrom, dueAt!)
  }
}

type Pending = Pick<LaneRow, 'pending' | 'pendingUntil'>

/** Of a locked lane, after a claim has looked. `before` is how it was on disk before this transaction began. */
export function moveMarks(
  lane: LaneRow,
  { highest, emptyTo, sideFrom }: Sight,
  before: Pending | undefined,
  now: number,
): void {
  // What comes back at this very instant comes behind the mark.
  lane.sideMark = Math.max(lane.sideMark < now ? lane.sideMark : 0, Math.min(sideFrom, now) - 1)
  if (isPending(lane)) {
    if (lane.pendingUntil === null) {
      if (before && isSame(before, lane)) lane.pendingUntil = 'saving'
      return
    }
    if (lane.pendingUntil === 'saving' || lane.oldestTransaction < lane.pendingUntil) return
    lane.marks = by((band) => Math.max(lane.marks[band]!, Math.min(lane.pending[band]!, emptyTo[band]!)))
    lane.pendingUntil = null
  }
  lane.pending = by((band) => {
    const empty = Math.min(emptyTo[band]!, highest[band]!)
    return empty > lane.marks[band]! ? empty : 0
  })
}

/** Another line: nothing is known of it. */
export function forgetMarks(lane: LaneRow): void {
  lane.marks = [0, 0, 0]
  lane.pending = [0, 0, 0]
  lane.pendingUntil = null
}

const by = (value: (band: 0 | 1 | 2) => number): Marks => [value(0), value(1), value(2)]
const isPending = ({ pending }: Pending) => pending.some((id) => id > 0)
const isSame = (a: Pending, b: Pending) =>
  a.pendingUntil === b.pendingUntil && a.pending.every((id, band) => id === b.pending[band])

/** When what comes back is in line: not before now, and not where nobody looks any more. */
export const inLine = ({ sideMark }: Pick<LaneRow, 'sideMark'>, at: number): number => Math.max(at, sideMark + 1)
