import type { CalendarDate } from '../../../base/calendar.ts'
import type { BackendTools } from '../../panel/backend.ts'
import { Ended, type Failed, failed, type Outcome } from '../../panel/outcome.ts'
import { unclear } from '../../panel/read-answer.ts'
import type { RegistrarContacts } from '../../panel/registrar-ask.ts'
import { isOn } from '../../panel/settings.ts'
import { type Mood, moodOf, slownessOf } from './mood.ts'

export type DemoAccount = {
  marker: string
  username: string
  domain: string
  plan: string
  state: 'active' | 'suspended' | 'terminated'
  reason: string
}

export type DemoName = {
  marker: string
  name: string
  expiresOn: CalendarDate
  nameservers?: readonly string[]
  locked?: boolean
  contacts?: RegistrarContacts
}

export type DemoBooks = { accounts: Map<string, DemoAccount>; names: Map<string, DemoName> }

/** What a test makes of the panel; it has its own moods otherwise. */
export type DemoTrouble = Exclude<Mood, 'well'> | 'unreachable' | 'busy' | 'denied' | 'silent'

type Call = { verb: string; about: string; changes: boolean; request: object }

const words: Readonly<Record<Exclude<DemoTrouble, 'silent'>, (changes: boolean) => Failed>> = {
  unavailable: () => failed('transient', 'The panel answered 503 Service Unavailable', { cause: 'HTTP 503' }),
  locked: () => failed('transient', 'The account is locked by another task. Please try again.', { cause: 'locked' }),
  lost: (changes) => unclear(changes, 'The connection broke off before the answer was complete', 'no answer: lost'),
  broken: (changes) => unclear(changes, 'The panel answered 500 Internal Server Error', 'HTTP 500'),
  unreachable: () =>
    failed('transient', 'Connecting to the panel: connection refused', { cause: 'no answer: connection' }),
  busy: () => failed('transient', 'Too many requests', { cause: 'HTTP 429', retryAfterMs: 7000 }),
  denied: () => failed('authentication', 'Login failed', { cause: 'login failed' }),
}

const ACTS: readonly string[] = ['lost', 'silent']

/** A panel that is nowhere but in this process, one for each server. What it keeps is gone when the process ends. */
export function makeDemoPanel({ seed = 1 }: { seed?: number } = {}) {
  const servers = new Map<number, DemoBooks>()
  const calls = new Map<string, number>()
  let trouble: { name: DemoTrouble; calls: 'changing' | 'asking' } | undefined
  let silenced = () => {}

  const booksOf = (serverId: number): DemoBooks => {
    const books = servers.get(serverId) ?? { accounts: new Map(), names: new Map() }
    servers.set(serverId, books)
    return books
  }

  function moodFor({ verb, about, changes }: Call, call: number, { server }: BackendTools): Mood | DemoTrouble {
    if (trouble && (trouble.name === 'denied' || (trouble.calls === 'changing') === changes)) return trouble.name
    if (isOn(server.settings.down)) return 'unavailable'
    if (server.settings.refusedKey && server.settings.refusedKey === server.accessHash) return 'denied'
    const failures = Number(server.settings.failures) / 100
    return moodOf(seed, failures, about, verb, call)
  }

  return {
    /** One call: takes its time, fails as the mood has it, and is in the trace like any other. */
    async call<T>(call: Call, tools: BackendTools, act: (books: DemoBooks) => Outcome<T>): Promise<Outcome<T>> {
      const { verb, about, changes, request } = call
      const key = `${tools.server.id} ${verb} ${about}`
      const count = (calls.get(key) ?? 0) + 1
      calls.set(key, count)
      const mood = moodFor(call, count, tools)
      const startedAt = tools.clock.now()
      await tools.pause(slownessOf(seed, about, verb, count))
      const note = (answer: string, end = 'answered') =>
        tools.note({
          method: 'CALL',
          url: `demo://${tools.server.name}/${verb}`,
          request: JSON.stringify(request),
          status: end === 'answered' ? 200 : null,
          reason: '',
          answer,
          end,
          startedAt,
          durationMs: tools.clock.now() - startedAt,
        })
      if (mood !== 'well' && !ACTS.includes(mood)) {
        const failure = words[mood as Exclude<DemoTrouble, 'silent'>](changes)
        note(failure.text)
        throw new Ended(failure)
      }
      if (changes) tools.acting()
      const outcome = act(booksOf(tools.server.id))
      if (mood === 'silent') return silence(tools)
      if (mood === 'lost') {
        note('', 'lost')
        throw new Ended(words.lost(changes))
      }
      note(JSON.stringify(outcome))
      return outcome
    },
    setTrouble(next: typeof trouble) {
      trouble = next
    },
    /** Resolves when a call is left without an answer. */
    silence: () =>
      new Promise<void>((resolve) => {
        silenced = resolve
      }),
    accounts: (): readonly DemoAccount[] => [...servers.values()].flatMap(({ accounts }) => [...accounts.values()]),
    put: (serverId: number, account: DemoAccount) => void booksOf(serverId).accounts.set(account.marker, account),
  }

  function silence<T>({ signal }: BackendTools): Promise<Outcome<T>> {
    const never = new Promise<Outcome<T>>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    })
    silenced()
    return never
  }
}
