import { afterEach, expect, test } from 'vitest'
import { fixedClock } from '../../../test/support/clock.ts'
import { startControl } from '../control.ts'
import { startFake } from '../fake-server.ts'
import { makeFakeWhm, WHM_TOKEN } from './whm.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function start() {
  const clock = fixedClock(Date.parse('2026-01-02T03:04:05Z'))
  const fake = await startFake(makeFakeWhm({ clock }), { clock })
  closing.push(fake.goDown)
  const call = async (name: string, fields: Record<string, string> = {}, authorization = `whm root:${WHM_TOKEN}`) => {
    const body = new URLSearchParams({ 'api.version': '1', ...fields })
    const answer = await fetch(`${fake.url}/json-api/${name}`, { method: 'POST', body, headers: { authorization } })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  const refusal = async (name: string, fields: Record<string, string>) =>
    ((await call(name, fields)).body.metadata as { reason: string }).reason
  return { fake, call, refusal }
}

const account = { username: 'wjane001', domain: 'example.com', plan: 'starter', password: 'Good-pass-1' }

test('an account is made, told of, and gone', async () => {
  const { call } = await start()
  expect((await call('createacct', account)).body).toMatchObject({
    metadata: {
      version: 1,
      command: 'createacct',
      result: 1,
      reason: 'Account Creation Ok',
      output: { raw: expect.stringContaining('<pre>') },
    },
    data: { package: 'starter', nameservera: null },
  })
  expect((await call('accountsummary', { domain: 'example.com' })).body).toMatchObject({
    data: { acct: [{ user: 'wjane001', plan: 'starter', owner: 'root', suspended: 0, disklimit: '1000M' }] },
  })
  expect((await call('removeacct', { user: 'wjane001' })).body).toMatchObject({
    metadata: { reason: 'wjane001 account removed' },
  })
  expect((await call('accountsummary', { user: 'wjane001' })).body).toMatchObject({
    metadata: { result: 0, reason: 'Account does not exist.' },
  })
})

test.each([
  [{ username: '' }, 'Sorry, you must choose a username.'],
  [{ username: '9lives' }, '“9lives” is not a valid username.'],
  [{ username: 'test1' }, 'reserved username'],
  [{ domain: '' }, 'Sorry, you must choose a domain.'],
  [{ domain: 'no domain' }, '“no domain” is not a valid domain.'],
  [{ plan: '' }, 'Sorry, you must choose a package'],
  [{ plan: 'gold' }, 'Sorry, "gold" is not a valid package name.'],
  [{ password: 'secret' }, 'too weak'],
  [{ username: 'taken' }, 'This system already has an account named “taken”.'],
  [{ username: 'takenlonger' }, 'has the same initial 8 characters'],
  [{ domain: 'taken.example' }, 'The domain “taken.example” already exists in the Apache configuration.'],
])('it refuses %j as the real one does', async (changes, words) => {
  const { fake, refusal } = await start()
  fake.model.seed({
    accounts: [
      { user: 'taken', domain: 'taken.example' },
      { user: 'takenlonger2', domain: 'x.example' },
    ],
  })
  expect(await refusal('createacct', { ...account, ...changes })).toContain(words)
})

test('no more accounts than the licence allows', async () => {
  const { fake, refusal } = await start()
  fake.model.seed({ maxAccounts: 0 })
  expect(await refusal('createacct', account)).toContain('maximum number of accounts')
})

test('who it does not know gets the old shape with status 403, and who tries too often stays outside', async () => {
  const { call, fake } = await start()
  const denied = { status: 403, body: { cpanelresult: { error: 'Access denied' } } }
  expect(await call('listaccts', {}, 'Bearer x')).toMatchObject(denied)
  expect(await call('listaccts', {}, 'whm root:wrong')).toMatchObject(denied)
  expect((await call('listaccts')).status).toBe(200)
  for (let tries = 0; tries < 3; tries++) await call('listaccts', {}, 'whm root:wrong')
  expect((await call('listaccts')).status).toBe(403)
  fake.reset()
  expect((await call('listaccts')).status).toBe(200)
})

test('without the version in the call the shapes are those of API 0', async () => {
  const { call } = await start()
  await call('createacct', account)
  expect((await call('accountsummary', { 'api.version': '', user: 'wjane001' })).body).toMatchObject({
    status: 1,
    statusmsg: 'Ok',
    acct: [{ user: 'wjane001' }],
  })
  expect((await call('accountsummary', { 'api.version': '' })).body).toMatchObject({
    result: [{ status: 0, statusmsg: 'You must specify a user or domain to get a summary of' }],
  })
})

test('version and unknown functions have shapes of their own', async () => {
  const { call } = await start()
  expect((await call('version')).body).toEqual({
    cpanelresult: { apiversion: '2', data: { version: '11.138.0.6' }, type: 'text' },
  })
  expect((await call('asdf')).body).toEqual({ error: 'Unknown App Requested: asdf' })
})

test('a search is a regular expression', async () => {
  const { call, fake } = await start()
  fake.model.seed({ accounts: ['wa', 'wab'].map((user) => ({ user, domain: `${user}.example` })) })
  const users = async (fields: Record<string, string>) =>
    ((await call('listaccts', fields)).body.data as { acct: { user: string }[] }).acct.map(({ user }) => user)
  expect(await users({ searchtype: 'user', search: 'wa' })).toEqual(['wa', 'wab'])
  expect(await users({ searchtype: 'user', search: '^wa$' })).toEqual(['wa'])
})

test('a lock that only root may lift', async () => {
  const { call, fake } = await start()
  fake.model.seed({
    tokens: [{ user: 'acme', token: 'k', functions: null }],
    accounts: [{ user: 'wa', domain: 'a.example', owner: 'acme' }],
  })
  await call('suspendacct', { user: 'wa', disallowun: '1' })
  expect((await call('unsuspendacct', { user: 'wa' }, 'whm acme:k')).body).toMatchObject({ metadata: { result: 0 } })
  expect((await call('unsuspendacct', { user: 'wa' })).body).toMatchObject({ metadata: { result: 1 } })
})

test('the journal tells what had an effect, and keeps no password', async () => {
  const { call, fake } = await start()
  fake.setFaults([{ name: 'http_500', when: 'after', times: 1 }])
  expect(await call('createacct', account).catch((failure) => failure)).toBeInstanceOf(Error)
  await call('accountsummary', { user: 'wjane001' })
  expect(fake.journal).toMatchObject([
    {
      verb: 'createacct',
      user: 'wjane001',
      status: 500,
      effect: 'applied',
      fault: 'http_500 after',
      fields: { password: '***' },
    },
    { verb: 'accountsummary', status: 200, effect: 'none', fault: null },
  ])
})

test('on its other port the dials are turned while it runs', async () => {
  const { call, fake } = await start()
  const control = await startControl(fake)
  closing.push(control.close)
  const tell = async (method: string, path: string, body?: string) => {
    const answer = await fetch(`${control.url}/__fake/${path}`, { method, ...(body !== undefined && { body }) })
    return [answer.status, await answer.json()] as const
  }
  expect(await tell('POST', 'seed', '{"packages":[{"name":"gold","quotaMb":1,"bandwidthMb":1}]}')).toEqual([
    200,
    { ok: true },
  ])
  expect((await call('createacct', { ...account, plan: 'gold' })).body).toMatchObject({ metadata: { result: 1 } })
  expect(await tell('POST', 'faults', 'missing_permission verb=listaccts')).toEqual([200, { ok: true }])
  expect((await call('listaccts')).status).toBe(403)
  expect(await tell('POST', 'faults', '[]')).toEqual([200, { ok: true }])
  expect((await call('listaccts')).status).toBe(200)
  expect(await tell('GET', 'accounts')).toEqual([
    200,
    [{ username: 'wjane001', domain: 'example.com', package: 'gold', state: 'active' }],
  ])
  expect((await tell('GET', 'journal'))[1]).toHaveLength(3)
  expect(JSON.stringify(await tell('GET', 'state'))).not.toMatch(new RegExp(`${account.password}|${WHM_TOKEN}`))
  expect(await tell('POST', 'reset')).toEqual([200, { ok: true }])
  expect(await tell('GET', 'accounts')).toEqual([200, []])
  expect(await tell('POST', 'faults', 'fire')).toEqual([
    400,
    { error: expect.stringContaining('expected one of slow') },
  ])
  expect((await tell('GET', 'elsewhere'))[0]).toBe(404)
})
