import { expect, test } from 'vitest'
import { conforms, conformsAsRegistrar, given } from '../../../../test/provisioning/conformance.ts'
import { messages, openReceiver, openReceiverBench } from '../../../../test/provisioning/webhook-receiver.ts'
import { verifyByState } from '../../operations/verify.ts'

conforms('webhook', () => openReceiver())
conformsAsRegistrar('webhook', () => openReceiver())

test('the receiver’s own reference is remembered and sent along from then on', async () => {
  const { run, account, create } = await openReceiverBench()
  await create()
  const [message] = messages(await run('suspend', { account: account(1), reason: '' }))
  expect(message.data.service.external_ref).toBe('acc-prov1a2b-service-1')
})

test('what is accepted is asked for until it ends', async () => {
  const { create, accounts, time, fake } = await openReceiverBench({ seed: { polls: 3 } })
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
  const { run, account } = await openReceiverBench({ seed: { polls: 1 } })
  expect((await run('create', { account: account(1, 'no-such-package') })).outcome).toMatchObject({
    class: 'configuration',
    text: 'There is no product “no-such-package”.',
  })
})

test('what is not finished in time is unknown, and its state says that it is at work', async () => {
  const { run, account, time } = await openReceiverBench({ seed: { polls: 99 }, settings: { answerSeconds: '1' } })
  const { outcome } = await run('create', { account: account(1) })
  expect(outcome).toMatchObject({ class: 'unknown', cause: 'accepted, not finished', retryAfterMs: 2000 })
  expect(time.pauses).toEqual([])
  expect(verifyByState('create', given(await run('accountState', { account: account(1) })))).toBe('pending')
})

test('asking in vain does not make a failure of what was accepted', async () => {
  const flaky = await openReceiverBench({ seed: { polls: 1 } })
  const calls = flaky.fake.model.answer
  let asked = 0
  flaky.fake.model.answer = (request) =>
    request.path.startsWith('/operations/') && ++asked < 3 ? { status: 503, body: 'busy' } : calls(request)
  expect((await flaky.create()).outcome.class).toBe('unknown')
})

test('an address to ask that is somebody else’s is not asked', async () => {
  const { create, fake } = await openReceiverBench()
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
  ['failure in a 200', 200, '{"status":"failure","message":"m"}', { class: 'permanent', text: 'm' }],
  ['no success in a 200', 200, '{"success":false,"message":"m"}', { class: 'permanent', text: 'm' }],
  ['an error in a 200', 200, '{"error":"m"}', { class: 'permanent', text: 'm' }],
  ['an error object in a 200', 200, '{"error":{"code":7,"message":"m"}}', { class: 'permanent', text: 'm' }],
  ['accepted and an error', 200, '{"status":"accepted","error":"m"}', { class: 'permanent', text: 'm' }],
  ['done, with an error of null', 200, '{"status":"done","error":null}', { class: 'done' }],
  ['an object and nothing in it', 200, '{}', { class: 'unknown' }],
  ['a word that is not documented', 200, '{"status":"probably"}', { class: 'unknown' }],
  ['a web server that knows nothing', 404, '<html><title>Not Found</title></html>', { class: 'configuration' }],
  ['no such account', 404, '{"message":"m"}', { class: 'permanent', cause: 'account absent' }],
])('an answer that says %s', async (_, status, body, expected) => {
  const { run, account, fake } = await openReceiverBench()
  fake.model.answer = () => ({ status, body })
  expect((await run('suspend', { account: account(1), reason: '' })).outcome).toMatchObject(expected)
})

test('an account that is not there is as good as terminated, if the receiver says so itself', async () => {
  const { run, account, fake } = await openReceiverBench()
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
  const { run, account, fake } = await openReceiverBench()
  fake.model.answer = () => ({ status: 200, body })
  expect((await run(verb, { account: account(1), address: null })).outcome).toMatchObject({ class: 'transient' })
})

test('a state tells in what it differs', async () => {
  const { run, account, create } = await openReceiverBench()
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
  const { run, account, fake } = await openReceiverBench({ settings })
  expect((await run('create', { account: account(1) })).outcome).toMatchObject({ class: 'configuration', cause })
  expect(fake.journal).toEqual([])
})

test('a receiver says that repeating is harmless', async () => {
  const { run } = await openReceiverBench()
  expect(given(await run('testConnection', {}))).toEqual({ version: 'fake 1.0', repeatable: true })
})

test('commands are passed on, and the receiver knows which there are', async () => {
  const { run, account, create } = await openReceiverBench()
  await create()
  expect((await run('custom', { account: account(1), command: 'reboot' })).outcome.class).toBe('done')
  expect((await run('custom', { account: account(1), command: 'fly' })).outcome).toMatchObject({
    class: 'permanent',
    field: 'command',
  })
})

test('a long list comes in pages', async () => {
  const { run, fake } = await openReceiverBench()
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
  const { run, name, fake } = await openReceiverBench()
  fake.model.seed({ names: [{ marker: 'theirs', name: name(1).name, expiresOn: name(1).expiresOn!, pending: false }] })
  expect((await run('registerDomain', { domain: name(1) })).outcome).toMatchObject({ class: 'conflict' })
  expect(given(await run('domainState', { domain: name(1) })).differs).toEqual(['marker'])
})
