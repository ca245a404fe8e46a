import { expect, test } from 'vitest'
import { accountOf, handTime, serverOf } from '../../../test/provisioning/subjects.ts'
import { fixedClock } from '../../../test/support/clock.ts'
import { CallFailed } from '../../guarded-http/call-failed.ts'
import type { GuardedHttp, HttpAnswer, OutgoingCall } from '../../guarded-http/guarded-http.ts'
import { type Backend, type BackendTools, CONTRACT_VERSION } from './backend.ts'
import { done, failed } from './outcome.ts'
import { limitOf, runAction, type Surroundings } from './run-action.ts'

const plain: Backend = {
  contractVersion: CONTRACT_VERSION,
  name: 'plain',
  displayName: 'Plain Panel',
  productSettings: [],
  serverSettings: [{ name: 'token', label: 'Token', kind: 'password' }],
  secrets: { fields: ['pin'] },
  settleMs: 1000,
}
const account = accountOf(plain, 1, '')
const silent: GuardedHttp = { send: () => new Promise(() => {}) }

function surroundings(changes: Partial<Surroundings> = {}): Surroundings {
  return {
    server: serverOf({ password: 'server-secret', settings: { token: 'token-secret' } }),
    http: silent,
    operation: { id: 'op1', attempt: 1, callbackUrl: null },
    clock: fixedClock(1000),
    remember: async () => {},
    time: handTime(),
    ...changes,
  }
}

/** Creates by `act`. */
const run = (act: (tools: BackendTools) => Promise<unknown>, changes: Partial<Surroundings> = {}) =>
  runAction(
    { ...plain, create: async (_, tools) => (await act(tools)) as never },
    'create',
    { account },
    surroundings(changes),
  )

const answering = (answer: Partial<HttpAnswer>): GuardedHttp => ({
  send: async () => ({ status: 200, reason: 'OK', headers: {}, body: Buffer.from(''), ...answer }),
})
const failing = (failure: CallFailed): GuardedHttp => ({ send: () => Promise.reject(failure) })
const url = 'https://panel.example.com/'

test('a verb that the backend does not have fails for good', async () => {
  expect((await runAction(plain, 'suspend', { account, reason: '' }, surroundings())).outcome).toEqual(
    failed('permanent', 'Plain Panel has no suspend', { cause: 'no suspend' }),
  )
})

test('what a backend throws is an outcome: nothing happened before it acted, and anything may have afterwards', async () => {
  const broken = async () => {
    throw new TypeError('x is not a function')
  }
  expect((await run(broken)).outcome).toMatchObject({
    class: 'permanent',
    text: 'The module plain broke off: TypeError: x is not a function',
  })
  const acted = async ({ acting }: BackendTools) => {
    acting()
    await broken()
  }
  expect((await run(acted)).outcome).toMatchObject({ class: 'unknown' })
  const afterCall = async ({ http }: BackendTools) => {
    await http.send({ method: 'POST', url, changes: true })
    await broken()
  }
  expect((await run(afterCall, { http: answering({}) })).outcome).toMatchObject({ class: 'unknown' })
})

test('a lost answer is unknown if the panel was to change, and can be asked again if it was only asked', async () => {
  const http = failing(new CallFailed('lost', 'sent', 'Calling https://panel.example.com/: broke off'))
  const outcomes = [true, false].map(
    async (changes) => (await run((t) => t.http.send({ method: 'POST', url, changes }), { http })).outcome,
  )
  expect(await Promise.all(outcomes)).toMatchObject([
    { class: 'unknown', text: 'Calling https://panel.example.com/: broke off' },
    { class: 'transient', text: 'Calling https://panel.example.com/: broke off' },
  ])
})

test.each([
  ['connection', 'transient'],
  ['name', 'transient'],
  ['timeout', 'transient'],
  ['certificate', 'configuration'],
  ['tls', 'configuration'],
  ['forbidden-address', 'configuration'],
  ['request', 'configuration'],
] as const)(
  'a request that was not sent for its %s is %s, also when the panel was to change',
  async (kind, expected) => {
    const http = failing(new CallFailed(kind, 'unsent', 'no'))
    const { outcome, trace } = await run((t) => t.http.send({ method: 'POST', url, changes: true }), { http })
    expect([outcome.class, trace.map(({ end, status }) => [end, status])]).toEqual([expected, [[kind, null]]])
  },
)

test('what fails unsent leaves nothing in doubt', async () => {
  const http = failing(new CallFailed('connection', 'unsent', 'no'))
  const { outcome } = await run(
    async (t) => {
      await t.http.send({ method: 'POST', url, changes: true }).catch(() => {})
      throw new Error('later')
    },
    { http },
  )
  expect(outcome).toMatchObject({ class: 'permanent' })
})

test('when the time is up a backend that heeds it has its say, and one that does not is left behind', async () => {
  const time = handTime()
  const heeding = run(
    ({ signal }) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve(failed('transient', 'not begun')))
        time.runOut()
      }),
    { time },
  )
  expect((await heeding).outcome).toMatchObject({ class: 'transient', text: 'not begun' })
  const deaf = (act: (tools: BackendTools) => void) =>
    run(
      (tools) => {
        act(tools)
        time.runOut()
        return new Promise(() => {})
      },
      { time },
    )
  expect((await deaf(() => {})).outcome).toMatchObject({ class: 'transient', text: 'No answer within 240 seconds' })
  expect((await deaf((tools) => tools.acting())).outcome).toMatchObject({ class: 'unknown' })
})

test('an action that is called off ends at once, and one that was called off before does not begin', async () => {
  const wanted = new AbortController()
  const calls: OutgoingCall[] = []
  const http: GuardedHttp = {
    send(call) {
      calls.push(call)
      wanted.abort()
      return Promise.reject(new CallFailed('aborted', 'sent', 'Calling: it was called off'))
    },
  }
  const called = () => run((t) => t.http.send({ method: 'POST', url, changes: true }), { http, signal: wanted.signal })
  expect((await called()).outcome).toMatchObject({ class: 'unknown', text: 'Called off' })
  expect((await called()).outcome).toMatchObject({ class: 'transient', text: 'Called off' })
  expect(calls).toHaveLength(1)
})

test('no secret of the server, its settings or the account is in an outcome or a trace', async () => {
  const secrets = ['server-secret', 'token-secret', account.password]
  const echo = secrets.map((secret) => `${secret} ${encodeURIComponent(secret)} ${JSON.stringify(secret)}`).join(' ')
  const ran = await run(
    async (t) => {
      await t.http.send({
        method: 'POST',
        url: `${url}?k=token-secret`,
        headers: { authorization: 'x' },
        body: echo,
        changes: true,
      })
      t.note({
        method: 'RUN',
        url: echo,
        request: 'pin=1234',
        status: null,
        reason: echo,
        answer: echo,
        end: 'x',
        startedAt: 0,
        durationMs: 0,
      })
      return failed('permanent', `refused: ${echo}`, { explanation: echo, cause: echo })
    },
    { http: answering({ reason: echo, headers: { 'x-echo': 'server-secret' }, body: Buffer.from(echo) }) },
  )
  expect(ran.trace).toHaveLength(2)
  const shown = JSON.stringify(ran)
  for (const secret of [...secrets, 'Pa55-word', '1234']) expect(shown).not.toContain(secret)
  expect(ran.outcome.text).toMatch(/^refused: \*\*\*/)
})

test('the value of a success is given as it is: it is for the one who asked', async () => {
  const link = { url: 'https://panel.example.com/token-secret', expiresAt: null }
  const { outcome } = await run(async () => done(link, 'with token-secret'))
  expect(outcome).toEqual({ class: 'done', value: link, text: 'with ***' })
})

test('a backend sees what a server setting is when nothing is set, and the time it has', async () => {
  const backend: Backend = { ...plain, serverSettings: [{ name: 'zone', label: 'Zone', kind: 'text', default: 'a' }] }
  const seen: unknown[] = []
  const suspend = async (_: unknown, { server, deadline }: BackendTools) => {
    seen.push(server.settings.zone, deadline)
    return done({})
  }
  await runAction({ ...backend, suspend }, 'suspend', { account, reason: '' }, surroundings())
  expect(seen).toEqual(['a', 61_000])
})

test('a character set that the panel names is heeded, and one that does not exist is passed over', async () => {
  const texts = async (headers: Record<string, string>) => {
    const { outcome } = await run(async (t) => done((await t.http.send({ method: 'GET', url, changes: false })).text), {
      http: answering({ headers, body: Buffer.from('caf\xe9', 'latin1') }),
    })
    return 'value' in outcome && outcome.value
  }
  expect(await texts({ 'content-type': 'text/plain; charset=iso-8859-1' })).toBe('café')
  expect(await texts({ 'content-type': 'text/plain; charset=klingon' })).toBe('caf\ufffd')
})

test('the time limit is the operator’s for the server, else the backend’s, else the usual one', () => {
  const limited: Backend = { ...plain, limits: { create: 90_000 } }
  const withLimit = (answerSeconds: string) => limitOf(limited, 'create', serverOf({ settings: { answerSeconds } }))
  expect([withLimit('5'), withLimit(''), withLimit('0'), withLimit('9999'), withLimit('x')]).toEqual([
    5000, 90_000, 90_000, 90_000, 90_000,
  ])
  expect([limitOf(plain, 'create', serverOf({})), limitOf(plain, 'suspend', serverOf({}))]).toEqual([240_000, 60_000])
})
