const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/** After the first attempt: the example of the specification, some three days in all. */
const RETRIES_MS = [
  5 * SECOND_MS,
  ...[5, 30].map((minutes) => minutes * MINUTE_MS),
  ...[2, 5, 10, 14, 20, 24].map((hours) => hours * HOUR_MS),
]

/** Endpoints that were away together are not asked together. */
const JITTER = 0.1

/**
 * How long to wait after so many attempts, or longer when the receiver says so; undefined when that was the
 * last one. `chance` is from 0 to 1.
 */
export function retryDelay(attempts: number, askedMs: number | null, chance: number): number | undefined {
  const planned = RETRIES_MS[attempts - 1]
  if (planned === undefined) return undefined
  return Math.max(Math.round(planned * (1 + chance * JITTER)), askedMs ?? 0)
}
