import type { Clock } from '../../base/clock.ts'
import type { GuardedHttp } from '../../guarded-http/guarded-http.ts'
import type { Account } from './account.ts'
import type { Backend, BackendTools, OperationRef, Verb, VerbInput, VerbName, VerbOutput } from './backend.ts'
import { countCall } from './call-counts.ts'
import { makeMasker } from './mask.ts'
import { maskOutcome } from './mask-outcome.ts'
import { Ended, type Failed, failed, type Outcome } from './outcome.ts'
import { type Doings, makePanelHttp } from './panel-http.ts'
import { withPlainCause } from './plain-cause.ts'
import type { PanelServer } from './server.ts'
import { type BackendSettings, serverSettings } from './settings.ts'
import { makeTrace, type TraceEntry } from './trace.ts'

/** Time that passes, so that tests can make it pass. */
export type Time = {
  pause(ms: number, signal: AbortSignal): Promise<void>
  /** Calls `then` once, unless it was cancelled before. */
  after(ms: number, then: () => void): () => void
}

const realTime: Time = {
  pause: (ms, signal) =>
    new Promise((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer)
        reject(signal.reason)
      }
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', stop)
        resolve()
      }, ms)
      if (signal.aborted) return stop()
      signal.addEventListener('abort', stop, { once: true })
    }),
  after(ms, then) {
    const timer = setTimeout(then, ms)
    return () => clearTimeout(timer)
  },
}

/** What a caller gives along with what it asks. */
export type Surroundings = {
  server: PanelServer
  http: GuardedHttp
  operation: OperationRef
  clock: Clock
  /** Aborted when nobody wants the outcome any more. */
  signal?: AbortSignal
  remember(facts: BackendSettings): Promise<void>
  time?: Time
}

export type Ran<T> = {
  outcome: Outcome<T>
  trace: readonly TraceEntry[]
  startedAt: number
  durationMs: number
}

const USUAL_MS = 60_000
const LIMITS_MS: Readonly<Partial<Record<VerbName, number>>> = {
  create: 240_000,
  testConnection: 30_000,
  signOn: 30_000,
}

/** How long one action may take, in milliseconds: what the operator says for the server, the backend, or the usual. */
export function limitOf(backend: Backend, verb: VerbName, server: PanelServer): number {
  const seconds = Number(server.settings.answerSeconds)
  if (seconds >= 1 && seconds <= 300) return Math.round(seconds * 1000)
  return backend.limits?.[verb] ?? LIMITS_MS[verb] ?? USUAL_MS
}

/** How long looking tells nothing after an answer was lost, in milliseconds: as the operator or the backend says. */
export function settleOf({ settleMs }: Backend, { settings }: PanelServer): number {
  const text = settings.settleSeconds?.trim() ?? ''
  return /^\d{1,4}$/.test(text) && Number(text) <= 3600 ? Number(text) * 1000 : settleMs
}

/**
 * Carries out one attempt of one action. Never rejects: whatever a backend does, the outcome says what is known. Texts of
 * the outcome and everything in the trace are without the secrets of the server and of what was asked.
 */
export async function runAction<V extends VerbName>(
  backend: Backend,
  verb: V,
  input: VerbInput[V],
  { server: given, http, operation, clock, signal: wanted, remember, time = realTime }: Surroundings,
): Promise<Ran<VerbOutput[V]>> {
  const server = {
    ...given,
    settings: { ...given.settings, ...serverSettings(backend.serverSettings, given.settings) },
  }
  const mask = makeMasker(secretsOf(backend, server, input), backend.secrets)
  const trace = makeTrace(mask, (call) => countCall(server.id, call))
  const doings: Doings = { acting: false }
  const limitMs = limitOf(backend, verb, server)
  const [startedAt, started] = [clock.now(), performance.now()]

  const ended = new AbortController()
  const { signal } = ended
  const cancel = time.after(limitMs, () => ended.abort(new Error(`No answer within ${limitMs / 1000} seconds`)))
  const callOff = () => ended.abort(reasonOf(wanted!))
  wanted?.addEventListener('abort', callOff, { once: true })
  if (wanted?.aborted) callOff()

  const tools: BackendTools = {
    server,
    http: makePanelHttp({ http, server, clock, trace, signal, answerMs: limitMs, doings }),
    operation,
    clock,
    signal,
    deadline: startedAt + limitMs,
    pause: (ms) => time.pause(ms, signal),
    acting() {
      doings.acting = true
    },
    note: trace.add,
    remember,
  }
  try {
    const outcome = await Promise.race([attempt(backend, verb, input, tools, doings), stopped(signal, doings)])
    return {
      outcome: maskOutcome(mask, withPlainCause(backend, input, outcome)),
      trace: trace.entries,
      startedAt,
      durationMs: Math.round(performance.now() - started),
    }
  } finally {
    cancel()
    wanted?.removeEventListener('abort', callOff)
  }
}

async function attempt<V extends VerbName>(
  backend: Backend,
  verb: V,
  input: VerbInput[V],
  tools: BackendTools,
  doings: Doings,
): Promise<Outcome<VerbOutput[V]>> {
  const run = backend[verb] as Verb<V> | undefined
  if (!run) return failed('permanent', `${backend.displayName} has no ${verb}`, { cause: `no ${verb}` })
  if (tools.signal.aborted) return endedEarly(tools.signal, doings)
  try {
    return await run(input, tools)
  } catch (failure) {
    if (failure instanceof Ended) return failure.outcome
    if (tools.signal.aborted) return endedEarly(tools.signal, doings)
    const words = failure instanceof Error ? `${failure.name}: ${failure.message}` : String(failure)
    return failed(doings.acting ? 'unknown' : 'permanent', `The module ${backend.name} broke off: ${words}`, {
      explanation: 'This is a fault of the module, not of the panel.',
    })
  }
}

/** A backend that heeds the signal has its say first; one that does not is left behind. */
function stopped(signal: AbortSignal, doings: Doings): Promise<Failed> {
  return new Promise((resolve) => {
    const stop = () => setImmediate(() => resolve(endedEarly(signal, doings)))
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
  })
}

function endedEarly(signal: AbortSignal, { acting }: Doings): Failed {
  const words = signal.reason instanceof Error ? signal.reason.message : 'Called off'
  return acting
    ? failed('unknown', words, { cause: 'no answer: time', explanation: 'The panel may have done it.' })
    : failed('transient', words, { cause: 'no answer: time' })
}

/** Why it was called off, where somebody said so. */
function reasonOf({ reason }: AbortSignal): Error {
  return reason instanceof Error && !(reason instanceof DOMException) ? reason : new Error('Called off')
}

/** The values that nobody may read: the server's, by their settings' kind, and those of the account. */
export function secretsOf(backend: Backend, server: PanelServer, input: object): string[] {
  const settings = backend.serverSettings
    .filter(({ kind }) => kind === 'password')
    // A setting may hold two secrets while one takes over from the other.
    .flatMap(({ name }) => (server.settings[name] ?? '').split(/\s+/))
    // The mark before the secret is what nobody repeats.
    .flatMap((secret) => [secret, secret.replace(/^whsec_/, '')])
  // A key may be stored in several lines and sent in one.
  const keys = [server.accessHash, server.accessHash.replace(/\s/g, '')]
  return [server.password, ...keys, ...settings, ...accountSecrets(input), ...itemSecrets(backend, input)]
}

/** What is secret among the settings of a product and the custom fields of an account. */
function itemSecrets({ productSettings }: Backend, input: { account?: Account; from?: Account['product'] }): string[] {
  const { account, from } = input
  const names = productSettings.filter(({ kind }) => kind === 'password').map(({ name }) => name)
  const settings = [account?.product, from].flatMap((product) => names.map((name) => product?.settings[name] ?? ''))
  const fields = (account?.secretFields ?? []).map((name) => account?.customFields[name] ?? '')
  return [...settings, ...fields]
}

function accountSecrets(input: object): string[] {
  return Object.entries(input).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value === 'string') return /^(password|eppCode)$/.test(name) ? [value] : []
    return typeof value === 'object' && value !== null ? accountSecrets(value) : []
  })
}
