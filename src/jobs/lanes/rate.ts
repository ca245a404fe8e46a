/**
 * Starts per second as a virtual schedule (GCRA): one instant a lane says when the next start is due. A claim that comes
 * late may make up for this much, or the rate would fall with every delay; it is 2 % of a second, so that no second
 * sees more than 2 % too many.
 */
const MAY_CATCH_UP_US = 20_000

const intervalUs = (startsPerSecond: number): number => 1_000_000 / startsPerSecond

type Rated = { startsPerSecond: number | null; nextStartUs: number }

/** How many may start now. Instants are milliseconds. */
export function startsAllowed({ startsPerSecond, nextStartUs }: Rated, now: number): number {
  if (startsPerSecond === null) return Number.POSITIVE_INFINITY
  const from = Math.max(nextStartUs, now * 1000 - MAY_CATCH_UP_US)
  return Math.max(0, Math.floor((now * 1000 - from) / intervalUs(startsPerSecond)) + 1)
}

/** `nextStartUs` after `n` starts. */
export function afterStarts({ startsPerSecond, nextStartUs }: Rated, now: number, n: number): number {
  if (startsPerSecond === null || n === 0) return nextStartUs
  return Math.round(Math.max(nextStartUs, now * 1000 - MAY_CATCH_UP_US) + n * intervalUs(startsPerSecond))
}

/** When the next one may start. */
export const nextStartAt = ({ startsPerSecond, nextStartUs }: Rated): number =>
  startsPerSecond === null ? 0 : Math.ceil(nextStartUs / 1000)

/** After the rate was changed: a slower rate of before must not hold up the next start for long. */
export const rescheduled = ({ startsPerSecond, nextStartUs }: Rated, now: number): number =>
  startsPerSecond === null ? 0 : Math.min(nextStartUs, now * 1000 + Math.round(intervalUs(startsPerSecond)))
