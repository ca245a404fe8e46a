import { onTestFinished } from 'vitest'
import type { FakeServer } from '../../src/fake-panels/fake-server.ts'
import type { FaultDial } from '../../src/fake-panels/fault.ts'
import type { FakeAccount } from '../../src/fake-panels/panel.ts'
import { type GuardedHttp, makeGuardedHttp } from '../../src/guarded-http/guarded-http.ts'
import type { Account, RegisteredName } from '../../src/provisioning/panel/account.ts'
import type { Backend, VerbInput, VerbName, VerbOutput } from '../../src/provisioning/panel/backend.ts'
import { type Ran, runAction } from '../../src/provisioning/panel/run-action.ts'
import type { PanelServer } from '../../src/provisioning/panel/server.ts'
import { fixedClock } from '../support/clock.ts'
import { accountOf, handTime, nameOf, serverOf } from './subjects.ts'

export const NOW = Date.parse('2026-01-02T03:04:05Z')
export const NEW_PASSWORD = 'N3w-Pa55/wörd&more'

/** What a panel can be made to do to calls. */
export type Trouble =
  /** Nobody is there. */
  | 'unreachable'
  /** Asks to be left alone for seven seconds. */
  | 'busy'
  /** Acts, and its answer never arrives. */
  | 'lost'
  /** Fails without having acted, and cannot say so. */
  | 'broken'
  /** Acts, and never says a word. */
  | 'silent'
  /** Does not know us. */
  | 'denied'

/** A backend with a panel to try it on. */
export type Bench = {
  backend: Backend
  server: Partial<PanelServer>
  /** Two packages that the panel has. */
  packages: readonly [string, string]
  /** What the panel says, to the letter, about the package `no-such-package`. */
  unknownPackage: string
  /** What the panel has. */
  accounts(): readonly FakeAccount[] | Promise<readonly FakeAccount[]>
  /** Gives the account's user name to somebody else. */
  foreign(account: Account): unknown
  /** For all calls that change something, or all that only ask. */
  trouble(trouble: Trouble, calls?: 'changing' | 'asking'): unknown
  /** No more trouble. */
  calm(): unknown
  /** Resolves when a call has been left without an answer. */
  silence(): Promise<unknown>
  /** Troubles that this kind of panel cannot have, each with the reason. */
  never?: Partial<Record<Trouble, string>>
  close(): unknown
}

/** As a test uses it: calls of the backend, none of which may show a secret to anybody. */
export async function openBench(open: () => Promise<Bench>) {
  const bench = await open()
  onTestFinished(async () => {
    await bench.close()
  })
  const { backend } = bench
  const server = serverOf(bench.server)
  const time = handTime()
  const clock = fixedClock(NOW)
  const http: GuardedHttp = makeGuardedHttp({ allow: ['127.0.0.0/8'] })
  const facts = new Map<string, Record<string, string>>()
  let operations = 0

  async function run<V extends VerbName>(
    verb: V,
    input: VerbInput[V],
    {
      signal,
      attempt = 1,
      callbackUrl = null,
    }: { signal?: AbortSignal; attempt?: number; callbackUrl?: string | null } = {},
  ): Promise<Ran<VerbOutput[V]>> {
    const about = 'account' in input ? input.account : 'domain' in input ? input.domain : undefined
    if (attempt === 1) operations += 1
    const ran = await runAction(backend, verb, input, {
      server,
      http,
      operation: { id: `op_${operations}`, attempt, callbackUrl },
      clock,
      time,
      ...(signal && { signal }),
      async remember(more) {
        if (about) facts.set(about.marker, { ...facts.get(about.marker), ...more })
      },
    })
    shown.push(JSON.stringify([ran.trace, ran.outcome.text, 'cause' in ran.outcome ? ran.outcome : '']))
    return ran
  }

  /** Everything that anybody may read afterwards. */
  const shown: string[] = []
  const secrets = new Set(
    [server.password, server.accessHash, NEW_PASSWORD, ...secretSettings(backend, server)].filter(Boolean),
  )
  const withFacts = <T extends Account | RegisteredName>(held: T): T => ({
    ...held,
    remembered: facts.get(held.marker) ?? {},
  })

  return {
    ...bench,
    server,
    time,
    run,
    /** Service number `id`, with what was remembered about it. */
    account(id: number, plan = bench.packages[0], changes: Partial<Account> = {}): Account {
      const account = withFacts(accountOf(backend, id, plan, changes))
      secrets.add(account.password)
      return account
    },
    name(id: number, changes: Partial<RegisteredName> = {}): RegisteredName {
      const name = withFacts(nameOf(id, changes))
      secrets.add(name.eppCode)
      return name
    },
    /** The secrets that can be read in traces and outcomes: none, one hopes. */
    leaks: () =>
      [...secrets].filter((secret) => shown.some((text) => formsOf(secret).some((form) => text.includes(form)))),
  }
}

export type OpenBench = Awaited<ReturnType<typeof openBench>>

const secretSettings = ({ serverSettings }: Backend, { settings }: PanelServer): string[] =>
  serverSettings.filter(({ kind }) => kind === 'password').flatMap(({ name }) => settings[name]?.split(' ') ?? [])

const formsOf = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  new URLSearchParams({ v: secret }).toString().slice(2),
  JSON.stringify(JSON.stringify(secret)).slice(3, -3),
  Buffer.from(secret).toString('base64').replace(/=+$/, '').slice(0, -1),
]

/** The troubles of a panel that is a fake server. */
const DIALS: Readonly<Record<Exclude<Trouble, 'unreachable'>, FaultDial>> = {
  busy: { name: 'rate_429', retryAfter: 7 },
  lost: { name: 'reset' },
  broken: { name: 'http_500' },
  silent: { name: 'hang' },
  denied: { name: 'wrong_credentials', calls: null },
}

export const fakeTroubles = (fake: FakeServer) => ({
  accounts: () => fake.model.accounts(),
  trouble: (trouble: Trouble, calls: 'changing' | 'asking' = 'changing') =>
    trouble === 'unreachable' ? fake.goDown() : fake.setFaults([{ calls, ...DIALS[trouble] }]),
  calm: () => fake.setFaults([]),
  silence: () => fake.hanging(),
  close: () => fake.goDown(),
})
