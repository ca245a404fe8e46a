import { expect, test } from 'vitest'
import { type Bench, fakeTroubles, NOW, openBench } from '../../../../test/provisioning/bench.ts'
import { conforms, conformsAsRegistrar, given } from '../../../../test/provisioning/conformance.ts'
import { fixedClock } from '../../../base/clock.ts'
import { parseWebhookSecrets, signWebhook } from '../../../base/webhook-signature.ts'
import { startFake } from '../../../fake-panels/fake-server.ts'
import type { FaultDial } from '../../../fake-panels/fault.ts'
import { makeFakeWebhook, type Send, WEBHOOK_SECRET, type WebhookSeed } from '../../../fake-panels/webhook/webhook.ts'
import { decideByState } from '../../operations/verify.ts'
import type { PanelServer } from '../../panel/server.ts'
import { callbacks } from './callback.ts'
import { webhook } from './webhook.ts'

async function open(send?: Send) {
  const clock = fixedClock(NOW)
  const fake = await startFake(makeFakeWebhook({ clock, ...(send && { send }) }), { clock })
  return {
    fake,
    clock,
    backend: webhook,
    server: { settings: { url: `${fake.url}/provisor`, secret: WEBHOOK_SECRET } },
    packages: ['starter', 'plus'] as const,
    unknownPackage: 'There is no product “no-such-package”.',
    foreign: ({ username }) =>
      fake.model.seed({
        accounts: [
          {
            marker: 'theirs',
            username,
            domain: 'x.example.net',
            product: 'starter',
            state: 'active',
            reason: '',
            password: '',
          },
        ],
      }),
    ...fakeTroubles(fake),
  } satisfies Bench & Record<string, unknown>
}

conforms('webhook', () => open())
conformsAsRegistrar('webhook', () => open())

type Changes = {
  settings?: Record<string, string>
  server?: Partial<PanelServer>
  seed?: WebhookSeed
  faults?: FaultDial[]
  send?: Send
}

async function bench({ settings, server, seed = {}, faults = [], send }: Changes = {}) {
  const opened = await open(send)
  opened.fake.model.seed(seed)
  opened.fake.setFaults(faults)
  const one = await openBench(async () => ({
    ...opened,
    server: { ...server, settings: { ...opened.server.settings, ...settings } },
  }))
  return {
    ...one,
    clock: opened.clock,
    fake: opened.fake,
    create: () => one.run('create', { account: one.account(1) }),
  }
}

/** The messages that went out, as they were sent. */
const messages = (ran: { trace: readonly { request: string; requestHeaders: Readonly<Record<string, string>> }[] }) =>
  ran.trace.map(({ request, requestHeaders }) => ({
    headers: requestHeaders,
    ...JSON.parse(request.replace(/:\*\*\*/g, ':"***"')),
  }))

test('a message says what is wished, of what, for whom, and until when', async () => {
  const { run, account } = await bench()
  const product = { name: 'Starter', settings: { plan: 'starter', parameters: 'disk_mb = 5000\n\nzone=eu=west' } }
  const asked = {
    account: account(1, 'starter', { product, options: { Backups: 'Daily' }, customFields: { 'VAT no': 'x' } }),
  }
  const [message] = messages(await run('create', asked))
  expect(message).toMatchObject({
    type: 'provision.create',
    version: 1,
    timestamp: '2026-01-02T03:04:05.000Z',
    data: {
      operation_id: 'op_1',
      attempt: 1,
      deadline: '2026-01-02T03:04:35.000Z',
      callback_url: null,
      service: { id: '1', marker: 'prov1a2b-service-1', username: 'user1', product: 'starter', status: 'pending' },
      client: { id: '7', email: 'jane@example.com', first_name: 'Jane', country: 'GB' },
      params: { disk_mb: '5000', zone: 'eu=west' },
      options: { Backups: 'Daily' },
      custom_fields: { 'VAT no': 'x' },
      secrets: { password: '***' },
    },
  })
})

test('secrets travel with the two verbs that need them, and no other', async () => {
  const { run, account, name } = await bench()
  const sent = async (ran: Promise<Parameters<typeof messages>[0]>) => 'secrets' in messages(await ran)[0].data
  expect(await sent(run('create', { account: account(1) }))).toBe(true)
  expect(await sent(run('suspend', { account: account(1), reason: '' }))).toBe(false)
  expect(await sent(run('accountState', { account: account(1) }))).toBe(false)
  expect(await sent(run('registerDomain', { domain: name(1) }))).toBe(false)
  expect(await sent(run('transferDomain', { domain: name(2) }))).toBe(true)
})

test('a change has the same id at every try, so that it is answered and not done again; a question always has another', async () => {
  const { run, account, accounts, fake } = await bench({ faults: [{ name: 'reset', times: 1 }] })
  const first = await run('create', { account: account(1) })
  expect(first.outcome.class).toBe('unknown')
  const second = await run('create', { account: account(1) }, { attempt: 2 })
  expect(second.outcome).toMatchObject({ class: 'done', text: 'Created user1' })
  expect(await accounts()).toHaveLength(1)
  expect(fake.journal.map(({ effect }) => effect)).toEqual(['applied', 'none'])
  const ids = [first, second].map((ran) => ran.trace[0]!.requestHeaders['webhook-id'])
  expect(ids).toEqual(['op_1', 'op_1'])
  const looks = [
    await run('accountState', { account: account(1) }),
    await run('accountState', { account: account(1) }, { attempt: 2 }),
  ]
  expect(new Set(looks.map((ran) => ran.trace[0]!.requestHeaders['webhook-id'])).size).toBe(2)
})

test('the receiver’s own reference is remembered and sent along from then on', async () => {
  const { run, account, create } = await bench()
  await create()
  const [message] = messages(await run('suspend', { account: account(1), reason: '' }))
  expect(message.data.service.external_ref).toBe('acc-prov1a2b-service-1')
})

test('what is accepted is asked for until it ends', async () => {
  const { create, accounts, time, fake } = await bench({ seed: { polls: 3 } })
  expect((await create()).outcome).toMatchObject({ class: 'done', text: 'Created user1' })
  expect(await accounts()).toHaveLength(1)
  expect(time.pauses).toEqual([2000, 2000, 2000])
  expect(fake.journal.map(({ verb, effect }) => [verb, effect])).toEqual([
    ['provision.create', 'none'],
    ['provision.create', 'none'],
    ['provision.create', 'none'],
    ['provision.create', 'applied'],
  ])
})

test('what is accepted and then fails has failed', async () => {
  const { run, account } = await bench({ seed: { polls: 1 } })
  expect((await run('create', { account: account(1, 'no-such-package') })).outcome).toMatchObject({
    class: 'configuration',
    text: 'There is no product “no-such-package”.',
  })
})

test('what is not finished in time is unknown, and its state says that it is at work', async () => {
  const { run, account, time } = await bench({ seed: { polls: 99 }, settings: { answerSeconds: '1' } })
  const { outcome } = await run('create', { account: account(1) })
  expect(outcome).toMatchObject({ class: 'unknown', cause: 'accepted, not finished', retryAfterMs: 2000 })
  expect(time.pauses).toEqual([])
  expect(decideByState('create', given(await run('accountState', { account: account(1) })))).toBe('pending')
})

test('asking in vain does not make a failure of what was accepted', async () => {
  const flaky = await bench({ seed: { polls: 1 } })
  const calls = flaky.fake.model.answer
  let asked = 0
  flaky.fake.model.answer = (request) =>
    request.path.startsWith('/operations/') && ++asked < 3 ? { status: 503, body: 'busy' } : calls(request)
  expect((await flaky.create()).outcome.class).toBe('unknown')
})

test('an address to ask that is somebody else’s is not asked', async () => {
  const { create, fake } = await bench()
  fake.model.answer = () => ({
    status: 202,
    headers: { 'content-type': 'application/json' },
    body: '{"status":"accepted","poll":"http://127.0.0.2:9/x","retry_after":1}',
  })
  expect((await create()).outcome).toMatchObject({
    class: 'unknown',
    text: expect.stringContaining('is not on http://127.0.0.1'),
  })
})

test.each<[string, number, string, object]>([
  ['done without a word', 204, '', { class: 'done' }],
  ['already', 409, '{"code":"already","message":"m"}', { class: 'already', text: 'm' }],
  ['conflict', 409, '{"code":"conflict","message":"m"}', { class: 'conflict', text: 'm' }],
  ['anything else in 409', 409, '{"message":"m"}', { class: 'conflict', text: 'm' }],
  [
    'invalid',
    422,
    '{"code":"invalid","field":"username","message":"m"}',
    { class: 'permanent', field: 'username', text: 'm' },
  ],
  ['invalid without a code', 400, '{"field":"username","message":"m"}', { class: 'permanent', field: 'username' }],
  ['configuration under any status', 403, '{"code":"configuration","message":"m"}', { class: 'configuration' }],
  ['not known', 401, '{"message":"m"}', { class: 'authentication', text: 'm' }],
  ['to be paid', 402, '', { class: 'configuration' }],
  ['locked', 423, '{"message":"m"}', { class: 'configuration' }],
  [
    'locked for now',
    423,
    '{"code":"transient","message":"m","retry_after":3}',
    { class: 'transient', retryAfterMs: 3000 },
  ],
  ['gone', 410, '', { class: 'configuration' }],
  ['busy', 503, '', { class: 'transient' }],
  ['broken', 500, '{"message":"m"}', { class: 'unknown', text: 'm' }],
  ['no JSON', 200, 'OK', { class: 'unknown', text: 'OK' }],
  ['elsewhere', 302, '', { class: 'configuration' }],
  ['failed in a 200', 200, '{"status":"failed","message":"m"}', { class: 'permanent', text: 'm' }],
  ['a web server that knows nothing', 404, '<html><title>Not Found</title></html>', { class: 'configuration' }],
  ['no such account', 404, '{"message":"m"}', { class: 'permanent', cause: 'account absent' }],
])('an answer that says %s', async (_, status, body, expected) => {
  const { run, account, fake } = await bench()
  fake.model.answer = () => ({ status, body })
  expect((await run('suspend', { account: account(1), reason: '' })).outcome).toMatchObject(expected)
})

test('an account that is not there is as good as terminated, if the receiver says so itself', async () => {
  const { run, account, fake } = await bench()
  const terminate = async (body: string) => {
    fake.model.answer = () => ({ status: 404, body })
    return (await run('terminate', { account: account(1) })).outcome.class
  }
  expect(await terminate('{"message":"none"}')).toBe('already')
  expect(await terminate('<html>nginx</html>')).toBe('configuration')
})

test.each([
  ['usage', '{"disk_used_mb":"much"}'],
  ['signOn', '{"url":"javascript:alert(1)"}'],
  ['signOn', '{"url":"http://panel.example.net/sso"}'],
  ['accountState', '{"state":"fine"}'],
] as const)('%s that cannot be read (%s) is no answer', async (verb, body) => {
  const { run, account, fake } = await bench()
  fake.model.answer = () => ({ status: 200, body })
  expect((await run(verb, { account: account(1), address: null })).outcome).toMatchObject({ class: 'transient' })
})

test('a state tells in what it differs', async () => {
  const { run, account, create } = await bench()
  await create()
  const looked = async (changes: object, plan = 'starter') =>
    given(await run('accountState', { account: { ...account(1, plan), ...changes } })).differs
  expect(await looked({})).toEqual([])
  expect(await looked({ domain: 'SITE-1.example.com' })).toEqual([])
  expect(await looked({ domain: 'other.example.com', username: 'other' }, 'plus')).toEqual([
    'username',
    'domain',
    'package',
  ])
})

test.each([
  [{ url: '' }, 'no URL'],
  [{ url: 'http://receiver.example.com/' }, 'no URL'],
  [{ url: 'ftp://127.0.0.1/' }, 'no URL'],
  [{ secret: '' }, 'no secret'],
  [{ secret: 'whsec_short' }, 'no secret'],
])('with %j nothing is sent', async (settings, cause) => {
  const { run, account, fake } = await bench({ settings })
  expect((await run('create', { account: account(1) })).outcome).toMatchObject({ class: 'configuration', cause })
  expect(fake.journal).toEqual([])
})

test('a message that is too long is not sent', async () => {
  const { run, account, fake } = await bench()
  const customFields = { notes: 'x'.repeat(20_000) }
  const { outcome } = await run('create', { account: account(1, 'starter', { customFields }) })
  expect(outcome).toMatchObject({ class: 'permanent', cause: 'message too long' })
  expect(fake.journal).toEqual([])
})

test('a receiver whose clock differs says so; one that knows another secret does not know us', async () => {
  const skewed = await bench()
  skewed.clock.advance(600_000)
  expect((await skewed.create()).outcome).toMatchObject({
    class: 'configuration',
    text: expect.stringContaining('clock'),
  })
  const other = await bench({ settings: { secret: `whsec_${Buffer.alloc(32, 1).toString('base64')}` } })
  expect((await other.create()).outcome).toMatchObject({ class: 'authentication' })
})

test('while a secret is changed both are signed with, and a bearer token goes along where there is one', async () => {
  const both = `whsec_${Buffer.alloc(32, 1).toString('base64')} ${WEBHOOK_SECRET}`
  const { create, leaks } = await bench({ settings: { secret: both }, server: { accessHash: 'b3arer-token' } })
  const ran = await create()
  expect(ran.outcome.class).toBe('done')
  expect(ran.trace[0]!.requestHeaders).toMatchObject({ authorization: '***', 'webhook-signature': '***' })
  expect(leaks()).toEqual([])
})

test('a receiver says that repeating is harmless', async () => {
  const { run } = await bench()
  expect(given(await run('testConnection', {}))).toEqual({ version: 'fake 1.0', repeatable: true })
})

test('commands are passed on, and the receiver knows which there are', async () => {
  const { run, account, create } = await bench()
  await create()
  expect((await run('custom', { account: account(1), command: 'reboot' })).outcome.class).toBe('done')
  expect((await run('custom', { account: account(1), command: 'fly' })).outcome).toMatchObject({
    class: 'permanent',
    field: 'command',
  })
})

test('a long list comes in pages', async () => {
  const { run, fake } = await bench()
  fake.model.seed({
    accounts: Array.from({ length: 60 }, (_, id) => ({
      ...{
        marker: `m${id}`,
        username: `u${id}`,
        domain: `d${id}.example`,
        product: 'starter',
        reason: '',
        password: '',
      },
      state: 'active' as const,
    })),
  })
  const first = given(await run('listAccounts', { cursor: null }))
  const second = given(await run('listAccounts', { cursor: first.next }))
  expect([first.accounts.length, second.accounts.length, second.next]).toEqual([50, 10, null])
})

test('a name of somebody else is a conflict', async () => {
  const { run, name, fake } = await bench()
  fake.model.seed({ names: [{ marker: 'theirs', name: name(1).name, expiresOn: name(1).expiresOn!, pending: false }] })
  expect((await run('registerDomain', { domain: name(1) })).outcome).toMatchObject({ class: 'conflict' })
  expect(given(await run('domainState', { domain: name(1) })).differs).toEqual(['marker'])
})

test('a receiver that calls back is believed when its call is signed', async () => {
  const sent: { url: string; headers: Record<string, string>; body: string }[] = []
  const send: Send = (url, headers, body) => sent.push({ url, headers, body })
  const { run, account, server, accounts } = await bench({ seed: { callbacks: true }, send })
  const callbackUrl = 'https://provisor.example.com/callbacks/op_1'
  const { outcome } = await run('create', { account: account(1) }, { callbackUrl })
  expect(outcome).toMatchObject({ class: 'unknown', cause: 'accepted, not finished' })
  expect(sent).toMatchObject([{ url: callbackUrl }])
  expect(await accounts()).toHaveLength(1)
  const about = { verb: 'create' as const, asked: { account: account(1) }, operationId: 'op_1', server, now: NOW }
  expect(callbacks.check(sent[0]!, about)).toEqual({ id: 'cb_op_1_1' })
  expect(callbacks.read(sent[0]!, about)).toEqual({
    outcome: { class: 'done', text: 'Created user1', value: { username: 'user1', domain: 'site-1.example.com' } },
    remember: { external_ref: 'acc-prov1a2b-service-1' },
  })
})

test('a callback is about one operation, and says how it ended', async () => {
  const { account, server } = await bench()
  const about = { verb: 'create' as const, asked: { account: account(1) }, operationId: 'op_7', server, now: NOW }
  const callback = (body: object, keys = parseWebhookSecrets(WEBHOOK_SECRET)!) => {
    const text = JSON.stringify(body)
    return { headers: signWebhook(keys, 'cb_1', NOW, text), body: text }
  }
  const failed = { operation_id: 'op_7', status: 'failed', code: 'configuration', message: 'No such product' }
  expect(callbacks.read(callback(failed), about)).toMatchObject({ outcome: { class: 'configuration' } })
  expect(callbacks.read(callback({ operation_id: 'op_7', status: 'accepted' }), about)).toBeUndefined()
  expect(callbacks.read({ headers: {}, body: 'gone' }, about)).toBeUndefined()
  const check = (sent: ReturnType<typeof callback>, now = NOW) => callbacks.check(sent, { ...about, now })
  expect(check(callback({ operation_id: 'op_8', status: 'done' }))).toEqual({ refused: 'operation' })
  expect(check(callback({ operation_id: 'op_7' }, [Buffer.alloc(32)]))).toEqual({ refused: 'signature' })
  expect(check(callback({ operation_id: 'op_7' }), NOW + 400_000)).toEqual({ refused: 'timestamp' })
  expect(check({ ...callback({}), headers: {} as never })).toEqual({ refused: 'headers' })
})
