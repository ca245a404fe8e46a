import type { CalendarDate } from '../../base/calendar.ts'
import type { Clock } from '../../base/clock.ts'
import type { GuardedHttp } from '../../guarded-http/guarded-http.ts'
import { operationName } from '../panel/account.ts'
import type { AccountState, DomainState, VerbInput } from '../panel/backend.ts'
import { failed, isFailed } from '../panel/outcome.ts'
import { runAction, type Surroundings, settleOf, type Time } from '../panel/run-action.ts'
import type { BackendSettings } from '../panel/settings.ts'
import { attemptOf, type Finding } from './finish.ts'
import { MODULE_ACTIONS } from './module-action.ts'
import type { Attempt } from './operation.ts'
import type { Prepared } from './prepare.ts'
import { delayBefore, type Policy } from './retry-policy.ts'
import { type Verdict, verifyByDomain, verifyByState } from './verify.ts'

type CallbackUrl = (operationName: string) => string

export type Outside = {
  http: GuardedHttp
  clock: Clock
  policy: Policy
  time?: Time
  installation: string
  /** Where panels may report the end of an operation; left out when we are not reached from outside. */
  callbackUrl?: CallbackUrl | undefined
  remember(facts: BackendSettings): Promise<void>
  signal: AbortSignal
}

/** Asks the panel: for the action itself, or after an unknown outcome what has become of it. Nothing is written here. */
export async function attempt(
  prepared: Prepared,
  outside: Outside,
): Promise<{ finding: Finding; attempts: Attempt[] }> {
  const { operation, backend, verb, input, looks } = prepared
  const settleMs = settleOf(backend, prepared.server)
  const attempts: Attempt[] = []
  if (looks) return { finding: await look(operation.absences, false), attempts }
  const ran = await runAction(backend, verb, input, surroundings(prepared, outside))
  attempts.push(attemptOf(operation.id, false, ran.outcome, ran))
  const { outcome } = ran
  if (!isFailed(outcome)) return { finding: { is: 'done', text: outcome.text, value: outcome.value }, attempts }
  if (outcome.class !== 'unknown') return { finding: { is: 'failed', failure: outcome }, attempts }
  if (outcome.underway) {
    const delayMs = Math.max(settleMs, outcome.retryAfterMs ?? 0)
    return { finding: { is: 'underway', text: outcome.text, delayMs }, attempts }
  }
  // Looking at once settles most of them while somebody still waits; what it does not find may yet come.
  const seen = outside.signal.aborted ? undefined : await look(0, true)
  if (seen?.is === 'done' || (seen?.is === 'failed' && seen.failure.class === 'conflict'))
    return { finding: seen, attempts }
  const absences = seen?.is === 'open' ? seen.absences : 0
  const finding: Finding = { is: 'open', failure: outcome, absences, delayMs: settleMs, beginning: true }
  return { finding, attempts }

  async function look(absences: number, atOnce: boolean): Promise<Finding> {
    const { lookVerb } = prepared
    const again = (found: number, delayMs = settleMs): Finding => ({
      is: 'open',
      failure: null,
      absences: found,
      delayMs,
      beginning: false,
    })
    if (!lookVerb) return repeatsSafely(verb) ? { is: 'undone' } : asks(operation.outcome?.text)
    const seen = await runAction(backend, lookVerb, input as never, surroundings(prepared, outside))
    attempts.push(attemptOf(operation.id, true, seen.outcome, seen))
    if (isFailed(seen.outcome)) {
      if (seen.outcome.class === 'authentication') return { is: 'failed', failure: seen.outcome }
      return again(absences, delayBefore(outside.policy.retries.unknown, operation.tries, seen.outcome.retryAfterMs))
    }
    const verdict = verdictOf(prepared, seen.outcome.value)
    switch (verdict) {
      case 'done':
        return { is: 'done', text: seen.outcome.text, value: {} }
      case 'pending':
        return { is: 'underway', text: seen.outcome.text, delayMs: nextLookMs(prepared, outside) }
      case 'not-done': {
        if (atOnce || ('makes' in MODULE_ACTIONS[operation.action] && absences < 1)) return again(absences + 1)
        return { is: 'undone' }
      }
      case 'gone':
        return {
          is: 'failed',
          failure: failed('conflict', 'The panel has no such account', { cause: 'no such account' }),
        }
      case 'conflict':
        return { is: 'failed', failure: conflictOf(seen.outcome.value) }
      case 'undecidable':
        return asks(operation.outcome?.text)
    }
  }
}

/** The longer it has gone on, the less often it is worth looking. */
function nextLookMs({ operation, backend, server }: Prepared, { clock, policy }: Outside): number {
  const goneOnMs = clock.now() - (operation.beganAt ?? clock.now())
  return Math.max(settleOf(backend, server), Math.min(policy.retries.unknown.mostMs, Math.round(goneOnMs / 4)))
}

const repeatsSafely = (verb: Prepared['verb']) =>
  verb === 'suspend' || verb === 'unsuspend' || verb === 'changePackage' || verb === 'changePassword'

const asks = (text: string | undefined): Finding => ({
  is: 'failed',
  asks: true,
  failure: failed('unknown', text || 'The outcome is unknown', {
    cause: 'unknown outcome',
    explanation: 'Looking cannot tell whether it was done, and doing it twice may do harm.',
  }),
})

function verdictOf({ verb, input }: Prepared, state: AccountState | DomainState): Verdict {
  if (verb === 'registerDomain' || verb === 'transferDomain' || verb === 'renewDomain') {
    const until: CalendarDate | null = (input as VerbInput['renewDomain']).until ?? null
    return verifyByDomain(verb, state as DomainState, until)
  }
  return verifyByState(verb, state as AccountState)
}

function conflictOf({ differs }: AccountState | DomainState) {
  const what = differs.join(', ') || 'marker'
  return failed('conflict', `It exists already, and differs in: ${what}`, {
    cause: 'exists already',
    explanation: 'It is not known to be ours, so nothing was changed.',
  })
}

function surroundings({ server, operation, backend }: Prepared, outside: Outside): Surroundings {
  const { http, clock, time, signal, remember, installation, callbackUrl } = outside
  const id = operationName(installation, operation.id)
  return {
    server,
    http,
    clock,
    signal,
    remember,
    operation: {
      id,
      attempt: Math.max(1, operation.attempts),
      callbackUrl: (backend.callbacks && callbackUrl?.(id)) ?? null,
    },
    ...(time && { time }),
  }
}
