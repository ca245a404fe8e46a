/**
 * Starts per second as a virtual schedule (GCRA): a lane gives instants, one for each start, an interval apart. A claim takes
 * those that have passed. One that comes late may make up for so much, or the rate would fall with every delay: 2 % of a
 * second, so that no second sees more than 2 % too many, or as much as the distance of the database makes every claim late.
 * The instants are an interval apart however late they are taken.
 */
const MAY_CATCH_UP_MS = 20

const intervalUs = (startsPerSecond: number): number => 1_000_000 / startsPerSecond

type Rated = { startsPerSecond: number | null; nextStartUs: number }

/** Nobody is given a start further ahead: the clock was set back since. */
const FURTHEST_US = 1_000_000

/** When the next start is due, by a clock that may have been set back. */
function dueUs(startsPerSecond: number, nextStartUs: number, now: number): number {
  const soonest = now * 1000 + intervalUs(startsPerSecond)
  return nextStartUs > soonest + FURTHEST_US ? soonest : nextStartUs
}

/** The first instant that has not been given. What is further back than `lateMs` is lost. */
const firstUs = (startsPerSecond: number, nextStartUs: number, now: number, lateMs: number): number =>
  Math.max(dueUs(startsPerSecond, nextStartUs, now), (now - Math.max(MAY_CATCH_UP_MS, lateMs)) * 1000)

/** How many may start now. Instants are milliseconds. */
export function startsAllowed({ startsPerSecond, nextStartUs }: Rated, now: number, lateMs = 0): number {
  if (startsPerSecond === null) return Number.POSITIVE_INFINITY
  const first = firstUs(startsPerSecond, nextStartUs, now, lateMs)
  return Math.max(0, Math.floor((now * 1000 - first) / intervalUs(startsPerSecond)) + 1)
}

/** `nextStartUs` after `n` starts. */
export function afterStarts({ startsPerSecond, nextStartUs }: Rated, now: number, n: number, lateMs = 0): number {
  if (startsPerSecond === null || n === 0) return nextStartUs
  return Math.ceil(firstUs(startsPerSecond, nextStartUs, now, lateMs) + n * intervalUs(startsPerSecond))
}

/** How many instants since then were lost by now: nobody came in time to take them. */
export function startsLost({ startsPerSecond, nextStartUs }: Rated, since: number, now: number, lateMs = 0): number {
  if (startsPerSecond === null) return 0
  const lostUs = firstUs(startsPerSecond, nextStartUs, now, lateMs) - Math.max(nextStartUs, since * 1000)
  return Math.max(0, Math.floor(lostUs / intervalUs(startsPerSecond)))
}

/** When the next one may start. */
export const nextStartAt = ({ startsPerSecond, nextStartUs }: Rated): number =>
  startsPerSecond === null ? 0 : Math.ceil(nextStartUs / 1000)

/** After the rate was changed: a slower rate of before must not hold up the next start for long. */
export const rescheduled = ({ startsPerSecond, nextStartUs }: Rated, now: number): number =>
  startsPerSecond === null ? 0 : Math.min(nextStartUs, now * 1000 + Math.round(intervalUs(startsPerSecond)))
