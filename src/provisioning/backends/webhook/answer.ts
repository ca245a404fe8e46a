import * as z from 'zod'
import { readRetryAfter } from '../../../guarded-http/retry-after.ts'
import { absent, type VerbInput, type VerbName, type VerbOutput } from '../../panel/backend.ts'
import type { FailureClass } from '../../panel/outcome.ts'
import { alreadySo, done, type Failed, failed, type Outcome } from '../../panel/outcome.ts'
import type { PanelAnswer } from '../../panel/panel-http.ts'
import { failureOf, jsonOf, unreadable } from '../../panel/read-answer.ts'
import type { BackendSettings } from '../../panel/settings.ts'
import { changes } from './message.ts'
import { readValue } from './value.ts'

/** How programs that do not know this contract say that it was not done. */
const FAILED: readonly unknown[] = ['failed', 'failure', 'fail', 'error']
function statusWord(sent: unknown): unknown {
  const word = typeof sent === 'string' ? sent.trim().toLowerCase() : sent
  return FAILED.includes(word) ? 'failed' : word
}

/** What is common to all answers. Codes and words that are not known are passed over. */
const Answer = z.looseObject({
  status: z.preprocess(statusWord, z.enum(['done', 'accepted', 'failed']).optional().catch(undefined)),
  code: z.string().optional(),
  message: z.string().optional(),
  field: z.string().optional(),
  retry_after: z.number().optional().catch(undefined),
  poll: z.string().optional(),
  success: z.unknown().optional(),
  error: z.unknown().optional(),
  external_ref: z.union([z.string(), z.number()]).transform(String).nullish(),
})
type Answer = z.infer<typeof Answer>

export type Read<V extends VerbName> =
  | { outcome: Outcome<VerbOutput[V]>; remember: BackendSettings }
  /** It is at work: `poll` is where to ask how it ends, if it says so. */
  | { accepted: { poll: string | undefined; retryAfterMs: number | null; text: string } }

export type Accepted = Extract<Read<VerbName>, { accepted: unknown }>['accepted']

/** It is at work, and nobody can wait any longer: its state is left to be seen. */
export const unfinished = (text: string, retryAfterMs: number | null): Failed =>
  failed('unknown', text || 'Accepted', {
    cause: 'accepted, not finished',
    explanation: 'It was accepted, and goes on.',
    retryAfterMs,
    underway: true,
  })

/** What an answer of our own contract means, over HTTP, from a command, or as a callback. */
export function readAnswer<V extends VerbName>(
  verb: V,
  input: VerbInput[V],
  answer: PanelAnswer,
  now: number,
): Read<V> {
  const parsed = Answer.safeParse(jsonOf(answer))
  const body: Answer = parsed.success ? parsed.data : {}
  const words = body.message ?? wordsOf(body.error)
  const isFailure =
    body.status === 'failed' || (body.status !== 'done' && (body.success === false || isSaid(body.error)))
  const failure = failureOf(answer, changes(verb), now, words)
  const waitMs =
    body.retry_after === undefined
      ? readRetryAfter(answer.headers['retry-after'], now)
      : Math.max(0, body.retry_after * 1000)
  const text = words ?? ''
  const fails = (outcome: Outcome<VerbOutput[V]>): Read<V> => ({ outcome, remember: {} })

  if (answer.status === 202 || (body.status === 'accepted' && !failure && !isFailure))
    return { accepted: { poll: body.poll ?? answer.headers.location, retryAfterMs: waitMs, text } }
  const nothing = {} as VerbOutput[V]
  if (body.code === 'already') return fails(alreadySo(nothing, text))
  const said = failure || isFailure ? (words ?? failure?.text ?? answer.text) : ''
  const coded = codedFailure(verb, body, said)
  if (coded) return fails({ ...coded, retryAfterMs: waitMs })
  if (body.code === 'absent' || (answer.status === 404 && parsed.success)) return fails(notThere(verb, said))
  if (answer.status === 404)
    return fails(failed('configuration', said, { cause: 'HTTP 404', explanation: NOBODY_THERE }))
  if (failure) return fails({ ...failure, retryAfterMs: waitMs, field: body.field ?? null })
  if (isFailure) return fails(failed('permanent', said))
  if (answer.status === 204) return fails(done(nothing))
  if (!parsed.success) return fails(unreadable(changes(verb), answer.text))
  const value = readValue(verb, input, jsonOf(answer))
  // Only the word says that something was done; what tells something says enough by that.
  const isDone = body.status === 'done' || TELLING.includes(verb)
  if (!value || !isDone) return fails(unreadable(changes(verb), answer.text))
  return { outcome: done(value, text), remember: body.external_ref ? { external_ref: body.external_ref } : {} }
}

const TELLING: readonly VerbName[] = ['accountState', 'domainState', 'listAccounts', 'usage', 'signOn', 'askRegistrar']

const isSaid = (error: unknown): boolean => error !== undefined && error !== null && error !== false && error !== ''

/** A text, or the `message` of an object, as many programs write it. */
function wordsOf(error: unknown): string | undefined {
  if (typeof error === 'string' && error !== '') return error
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : undefined
  return typeof message === 'string' && message !== '' ? message : undefined
}

const CODES: Readonly<Record<string, FailureClass>> = {
  invalid: 'permanent',
  conflict: 'conflict',
  configuration: 'configuration',
  authentication: 'authentication',
  transient: 'transient',
  unknown: 'unknown',
}

/** The code says more than the status, and is all that a command or callback has. */
function codedFailure(verb: VerbName, { code = '', field }: Answer, text: string): Failed | undefined {
  const failureClass = CODES[code]
  if (!failureClass) return undefined
  // A question has no outcome that could be unknown.
  return failed(failureClass === 'unknown' && !changes(verb) ? 'transient' : failureClass, text || code, {
    field: field ?? null,
  })
}

/** It is not there: as good as terminated, and no account to do anything else with. */
function notThere<V extends VerbName>(verb: V, text: string): Outcome<VerbOutput[V]> {
  if (verb === 'terminate') return alreadySo({} as VerbOutput[V], text)
  if (verb === 'accountState') return done(absent({ username: '', domain: '' }) as unknown as VerbOutput[V], text)
  if (verb === 'domainState')
    return done({ state: 'absent', expiresOn: null, differs: [] } as unknown as VerbOutput[V], text)
  return failed('permanent', text, { cause: 'account absent' })
}

/** A web server that does not know the address says 404 about everything, which tells nothing about an account. */
const NOBODY_THERE = 'Nobody answers at this address: correct the URL of the server.'
