import type { FailureClass } from './queue-entry.ts'

/** When a failed action is tried again by itself. */
export type RetryRule = {
  /** Attempts in all, the first one included; 1 is never again. */
  tries: number
  firstMs: number
  /** The delay doubles up to this one. */
  mostMs: number
}

export type Policy = {
  retries: Readonly<Record<FailureClass, RetryRule>>
  /** The failure at which an action is listed, when it is going to be tried again. */
  listAfter: number
  /** Suspensions and terminations that one server gets in an hour before somebody has to approve; null is no limit. */
  harmPerHour: number | null
  /** How long a command waits for the outcome. */
  commandMs: number
  /** How much is done at once on one server. */
  concurrency: number
  breaker: { after: number; forMs: number }
  /** How long a server that refuses us is left alone. */
  refusedMs: number
}

const NEVER: RetryRule = { tries: 1, firstMs: 0, mostMs: 0 }

/** The one table of what is retried by itself. The other classes want a person first. */
export const POLICY: Policy = {
  retries: {
    transient: { tries: 20, firstMs: 15_000, mostMs: 15 * 60_000 },
    unknown: { tries: 12, firstMs: 15_000, mostMs: 15 * 60_000 },
    conflict: NEVER,
    configuration: NEVER,
    authentication: NEVER,
    permanent: NEVER,
  },
  listAfter: 1,
  harmPerHour: 100,
  commandMs: 30_000,
  concurrency: 4,
  breaker: { after: 5, forMs: 30_000 },
  refusedMs: 15 * 60_000,
}

/** Half of it is chance, so that what failed together does not come back together. A panel that names a time gets it. */
export function delayBefore(
  rule: RetryRule,
  tries: number,
  retryAfterMs: number | null,
  chance: number = Math.random(),
): number {
  const full = Math.min(rule.mostMs, rule.firstMs * 2 ** (tries - 1))
  return Math.max(retryAfterMs ?? 0, Math.round(full / 2 + (full / 2) * chance))
}
