import { FAILURE_CLASSES, type FailureClass } from '../panel/outcome.ts'

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
  /** How long a panel may say that it is at work on something. Transfers of names take a week. */
  patienceMs: number
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
  patienceMs: 14 * 86_400_000,
}

/** What the operator sets of it. */
export type PolicySettings = {
  /** `class=attempts`. */
  retries: readonly string[]
  retryFirstSeconds: number
  retryMostSeconds: number
  listAfterFailures: number
  /** 0 is no limit. */
  brakePerHour: number
  commandSeconds: number
  serverConcurrency: number
}

/** A class that is not named is not retried. */
export function policyOf(settings: PolicySettings): Policy {
  const firstMs = settings.retryFirstSeconds * 1000
  const mostMs = Math.max(firstMs, settings.retryMostSeconds * 1000)
  const tries = new Map(settings.retries.map((rule) => rule.split('=') as [string, string]))
  const rules = FAILURE_CLASSES.map((name) => [name, { tries: Number(tries.get(name) ?? 1), firstMs, mostMs }] as const)
  return {
    ...POLICY,
    retries: Object.fromEntries(rules) as Record<FailureClass, RetryRule>,
    listAfter: settings.listAfterFailures,
    harmPerHour: settings.brakePerHour || null,
    commandMs: settings.commandSeconds * 1000,
    concurrency: settings.serverConcurrency,
  }
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
