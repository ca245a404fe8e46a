import { expect, test } from 'vitest'
import { type Bench, fakeTroubles, NOW, openBench } from '../../../../test/provisioning/bench.ts'
import { conforms, given } from '../../../../test/provisioning/conformance.ts'
import { fixedClock } from '../../../../test/support/clock.ts'
import { startFake } from '../../../fake-panels/fake-server.ts'
import type { FaultDial } from '../../../fake-panels/fault.ts'
import { makeFakeWhm, WHM_TOKEN, type WhmSeed } from '../../../fake-panels/whm/whm.ts'
import { verifyByState } from '../../operations/verify.ts'
import type { PanelServer } from '../../panel/server.ts'
import { productSettings } from '../../panel/settings.ts'
import { cpanel } from './cpanel.ts'

async function open() {
  const clock = fixedClock(NOW)
  const fake = await startFake(makeFakeWhm({ clock }), { clock })
  return {
    fake,
    backend: cpanel,
    server: { port: fake.port, username: 'root', accessHash: WHM_TOKEN },
    packages: ['starter', 'plus'] as const,
    unknownPackage: 'API failure: (XID 0a21c0) Sorry, "no-such-package" is not a valid package name.',
    foreign: ({ username }) => fake.model.seed({ accounts: [{ user: username, domain: 'elsewhere.example.net' }] }),
    ...fakeTroubles(fake),
  } satisfies Bench & { fake: unknown }
}

conforms('cpanel', open)

/** With a server of its own kind. */
async function bench(changes: { server?: Partial<PanelServer>; seed?: WhmSeed; faults?: FaultDial[] } = {}) {
  const opened = await open()
  const { fake } = opened
  fake.model.seed(changes.seed ?? {})
  fake.setFaults(changes.faults ?? [])
  const one = await openBench(async () => ({ ...opened, server: { ...opened.server, ...changes.server } }))
  const calls = () => fake.journal.map(({ verb }) => verb)
  const fields = (verb: string) => fake.journal.findLast((entry) => entry.verb === verb)?.fields
  const state = () => fake.model.state()
  return { ...one, fake, calls, fields, state, create: () => one.run('create', { account: one.account(1) }) }
}

const withSettings = (settings: Record<string, string>) => ({
  product: { name: 'Product', settings: { ...productSettings(cpanel.productSettings, []), ...settings } },
})

test('an account is asked for with what the product says, and its password stays out of the URL', async () => {
  const { run, account, fields, fake } = await bench()
  await run('create', { account: account(1) })
  expect(fields('createacct')).toEqual({
    'api.version': '1',
    username: account(1).username,
    domain: 'site-1.example.com',
    password: '***',
    contactemail: 'jane@example.com',
    plan: 'starter',
  })
  expect(fake.model.state().accounts[0]).toMatchObject({ owner: 'root', plan: 'starter' })
})

test('without a package the limits are sent, and never both', async () => {
  const { run, account, fields } = await bench()
  const plain = account(1, '', withSettings({ disk: '500', databases: '5', shell: 'on', theme: 'jupiter' }))
  expect((await run('create', { account: plain })).outcome.class).toBe('done')
  expect(fields('createacct')).toMatchObject({
    quota: '500',
    bwlimit: 'unlimited',
    maxsql: '5',
    hasshell: '1',
    cgi: '0',
    cpmod: 'jupiter',
  })
  expect(fields('createacct')).not.toHaveProperty('plan')
})

test('what the panel gives with an account is told: name servers, and an address of its own if it was asked for', async () => {
  const { run, account } = await bench()
  const dedicated = account(1, '', withSettings({ package: 'starter', dedicatedIp: 'on' }))
  expect(given(await run('create', { account: dedicated }))).toEqual({
    nameservers: ['ns1.127.0.0.1', 'ns2.127.0.0.1'],
    dedicatedIp: '192.0.2.1',
  })
  expect(given(await run('create', { account: account(2) }))).not.toHaveProperty('dedicatedIp')
})

test('names are given as the panel writes them', async () => {
  const { run, account, accounts } = await bench()
  const shouted = account(1, 'starter', { username: 'WJane01', domain: 'WWW.Bücher.Example' })
  await run('create', { account: shouted })
  expect(await accounts()).toMatchObject([{ username: 'wjane01', domain: 'xn--bcher-kva.example' }])
  expect(given(await run('accountState', { account: shouted }))).toMatchObject({ state: 'active', differs: [] })
})

test('a reseller’s packages carry its name, and it owns what it makes', async () => {
  const { run, account, fields, accounts } = await bench({
    server: { username: 'acme', accessHash: 'KEY-OF-ACME' },
    seed: {
      tokens: [{ user: 'acme', token: 'KEY-OF-ACME', functions: null }],
      packages: [{ name: 'acme_basic', quotaMb: 100, bandwidthMb: 100 }],
      accounts: [{ user: 'other', domain: 'other.example.net', owner: 'root' }],
    },
  })
  const own = account(1, '', withSettings({ package: 'basic', prefixPackage: 'on' }))
  expect((await run('create', { account: own })).outcome.class).toBe('done')
  expect(fields('createacct')?.plan).toBe('acme_basic')
  expect(given(await run('accountState', { account: own }))).toMatchObject({ package: 'acme_basic', differs: [] })
  expect(given(await run('listAccounts', { cursor: null })).accounts).toHaveLength(1)
  const foreign = account(2, 'basic', { username: 'other' })
  expect((await run('suspend', { account: foreign, reason: '' })).outcome).toMatchObject({
    class: 'configuration',
    cause: 'account of another owner',
  })
  expect(await accounts()).toHaveLength(2)
})

test('an account for resellers gets its rights, also when it was there already, and is suspended with all its own', async () => {
  const { run, account, calls, state } = await bench()
  const reseller = account(1, '', withSettings({ package: 'starter', aclList: 'small', limitByNumber: '25' }))
  expect((await run('create', { account: reseller })).outcome.class).toBe('done')
  expect((await run('create', { account: reseller })).outcome.class).toBe('already')
  expect(calls()).toEqual([
    ...['createacct', 'setacls', 'setresellerlimits'],
    ...['createacct', 'accountsummary', 'setacls', 'setresellerlimits'],
  ])
  expect(state().accounts).toMatchObject([{ reseller: true, aclList: 'small' }])
  await run('suspend', { account: reseller, reason: 'Overdue' })
  await run('unsuspend', { account: reseller })
  expect(calls().slice(-2)).toEqual(['suspendreseller', 'unsuspendreseller'])
})

test('rights of a reseller can be given and taken by hand', async () => {
  const { run, account, state, create } = await bench()
  await create()
  for (const [command, reseller] of [
    ['makeReseller', true],
    ['removeReseller', false],
  ] as const) {
    expect((await run('custom', { account: account(1), command })).outcome.class).toBe('done')
    expect(state().accounts).toMatchObject([{ reseller }])
  }
  expect((await run('custom', { account: account(1), command: 'reboot' })).outcome).toMatchObject({
    class: 'permanent',
  })
})

test.each([
  ['lock_held', { class: 'transient', cause: 'locked' }],
  ['licence_full', { class: 'configuration', cause: 'licence full' }],
  ['login_html', { class: 'authentication', cause: 'login page' }],
  ['redirect_login', { class: 'authentication' }],
  ['maintenance_html', { class: 'unknown', text: 'HTTP 200 OK: Maintenance' }],
  ['down', { class: 'transient' }],
  ['truncated', { class: 'unknown' }],
  ['cut', { class: 'unknown' }],
  ['huge', { class: 'unknown' }],
] as const)('a server that is in trouble by %s', async (name, expected) => {
  const { create } = await bench({ faults: [{ name }] })
  expect((await create()).outcome).toMatchObject(expected)
})

test.each(['html_type', 'bom', 'slow'] as const)('an odd but right answer (%s) is understood', async (name) => {
  const { create } = await bench({ faults: [{ name, ms: 1 }] })
  expect((await create()).outcome.class).toBe('done')
})

test('the panel’s words are kept to the letter, and grouped without what differs in them', async () => {
  const { create } = await bench({ faults: [{ name: 'lock_held' }] })
  expect((await create()).outcome).toMatchObject({
    text: expect.stringMatching(
      /^API failure: \(XID \w{6}\) Could not acquire the lock file for “\/etc\/passwd”. Please try again\.$/,
    ),
    cause: 'locked',
  })
})

test('a key without one permission is told from one that is not known', async () => {
  const limited = await bench({
    server: { accessHash: 'LIMITED-KEY' },
    seed: { tokens: [{ user: 'root', token: 'LIMITED-KEY', functions: ['accountsummary'] }] },
  })
  expect((await limited.create()).outcome).toMatchObject({
    class: 'configuration',
    text: 'Access denied',
    cause: 'missing permission createacct',
  })
  expect((await limited.run('testConnection', {})).outcome).toMatchObject({
    class: 'configuration',
    text: expect.stringContaining('createacct, suspendacct'),
  })
  const unknown = await bench({ server: { accessHash: 'WRONG-KEY' } })
  expect((await unknown.create()).outcome).toMatchObject({ class: 'authentication', text: 'Access denied' })
})

test('a key may be stored in several lines, and a password does as well', async () => {
  const lines = await bench({ server: { accessHash: `${WHM_TOKEN.slice(0, 9)}\n${WHM_TOKEN.slice(9)}\r\n` } })
  expect((await lines.create()).outcome.class).toBe('done')
  expect(lines.leaks()).toEqual([])
  const basic = await bench({ server: { accessHash: '', password: WHM_TOKEN } })
  expect((await basic.create()).outcome.class).toBe('done')
  expect(basic.leaks()).toEqual([])
})

test.each([
  ['an account under the same name', { user: 'NAME', domain: 'other.example.net' }, ['domain']],
  ['an account for the same domain', { user: 'another', domain: 'site-1.example.com' }, ['username']],
  ['our account in another package', { user: 'NAME', domain: 'site-1.example.com', plan: 'plus' }, ['package']],
  ['our account of another owner', { user: 'NAME', domain: 'site-1.example.com', owner: 'acme' }, ['owner']],
])('%s is not taken for ours', async (_, found, differs) => {
  const { account, run, fake } = await bench()
  const user = found.user === 'NAME' ? account(1).username : found.user
  fake.model.seed({ accounts: [{ ...found, user }] })
  const looked = given(await run('accountState', { account: account(1) }))
  expect(looked.differs).toEqual(differs)
  expect((await run('create', { account: account(1) })).outcome).toMatchObject({
    class: 'conflict',
    explanation: expect.stringContaining(differs.join()),
  })
})

test('a name too like another one is a conflict, which another name solves', async () => {
  const { account, run, fake } = await bench()
  const { username, marker, domain } = account(1)
  fake.model.seed({ accounts: [{ user: `${username}x`, domain: 'other.example.net' }] })
  expect((await run('create', { account: account(1) })).outcome).toMatchObject({ class: 'conflict', field: 'username' })
  const second = account(1, 'starter', { username: cpanel.proposeUsername!({ marker, domain }, 2) })
  expect((await run('create', { account: second })).outcome.class).toBe('done')
})

test.each([
  ['testing', 'starter', 'password', { class: 'permanent', field: 'username' }],
  ['1abc', 'starter', 'Good-pass-1', { class: 'permanent', field: 'username' }],
  ['wgood001', 'starter', 'weak', { class: 'permanent', field: 'password' }],
  ['wgood001', '', 'Good-pass-1', { class: 'configuration', cause: 'no package Product ' }],
])('user name %s, package %s, password %s', async (username, plan, password, expected) => {
  const { account, run } = await bench()
  expect((await run('create', { account: account(1, plan, { username, password }) })).outcome).toMatchObject(expected)
})

test('what is done late is found when somebody looks again', async () => {
  const { account, run, fake, time, silence } = await bench({ faults: [{ name: 'late', looks: 2, calls: 'changing' }] })
  const [{ outcome }] = await Promise.all([run('create', { account: account(1) }), silence().then(time.runOut)])
  expect(outcome.class).toBe('unknown')
  fake.setFaults([])
  const look = async () => verifyByState('create', given(await run('accountState', { account: account(1) })))
  expect([await look(), await look(), await look()]).toEqual(['not-done', 'done', 'done'])
})

test('usage is in whole MiB, and no limit is null', async () => {
  const { account, run } = await bench()
  await run('create', { account: account(1) })
  await run('create', { account: account(2, 'business') })
  expect(given(await run('usage', { account: account(1) }))).toEqual({
    diskUsedMb: 14,
    diskLimitMb: 1000,
    bandwidthUsedMb: 3,
    bandwidthLimitMb: 10_000,
  })
  expect(given(await run('usage', { account: account(2, 'business') }))).toMatchObject({
    diskLimitMb: null,
    bandwidthLimitMb: null,
  })
})

test('a session is for this server’s cPanel, and nobody is sent anywhere else', async () => {
  const { create, account, run, fake } = await bench()
  await create()
  const signOn = () => run('signOn', { account: account(1), address: null })
  const link = await signOn()
  expect(given(link)).toMatchObject({
    url: expect.stringMatching(/^https:\/\/127\.0\.0\.1:2083\/cpsess4242\/login/),
    expiresAt: NOW + 900_000,
  })
  expect(JSON.stringify(link.trace)).not.toMatch(/s3ss10n|cpsess/)
  fake.model.seed({ hostname: 'phishing.example.net' })
  expect((await signOn()).outcome).toMatchObject({ class: 'configuration', cause: 'session elsewhere' })
})

test('a connection tells the version, and which functions are missing', async () => {
  const { run } = await bench()
  expect(given(await run('testConnection', {}))).toEqual({ version: '11.138.0.6', repeatable: false })
})

test('commands for accounts that are not there say so', async () => {
  const { account, run } = await bench()
  for (const verb of ['unsuspend', 'usage'] as const)
    expect((await run(verb, { account: account(9) })).outcome).toMatchObject({
      class: 'permanent',
      text: 'Account does not exist.',
      cause: 'account absent',
    })
})

const okay = { metadata: { version: 1, command: 'x', result: '1', reason: 'OK' } }
const no = (reason: string, output?: object) => ({
  metadata: { version: 1, command: 'x', result: '0', reason, ...output },
})

test.each<[string, object | string, object]>([
  ['a result as text', okay, { class: 'done', text: 'OK' }],
  ['a success of API 0', { result: [{ status: 1, statusmsg: 'Done' }] }, { class: 'done', text: 'Done' }],
  [
    'a failure of API 0',
    { result: [{ status: 0, statusmsg: 'Account does not exist.' }] },
    { cause: 'account absent' },
  ],
  ['a plain failure of API 0', { status: 0, statusmsg: 'try again' }, { class: 'transient', text: 'try again' }],
  ['a failure without a reason', no('', { output: { raw: 'lock file' } }), { class: 'transient', text: 'lock file' }],
  ['a function that this version lacks', { error: 'Unknown App Requested: suspendacct' }, { class: 'configuration' }],
  ['a permission that is missing', no('Permission denied'), { class: 'configuration', cause: 'missing permission' }],
  [
    'a text that nobody knows',
    no('(XID ab12cd) The hamster is tired. at /usr/local/cpanel/Whostmgr/Acct.pm line 12.'),
    {
      class: 'permanent',
      text: '(XID ab12cd) The hamster is tired. at /usr/local/cpanel/Whostmgr/Acct.pm line 12.',
      cause: 'The hamster is tired.',
    },
  ],
  ['half of an account', no('Sorry, a group for that username already exists.'), { class: 'unknown' }],
  ['the spelling of a report', no('Sorry, "gold" is not a valid pacakge name.'), { cause: 'unknown package gold' }],
  ['nothing that it ever said before', { hello: 'world' }, { class: 'unknown' }],
  ['a list', [], { class: 'unknown' }],
  ['nothing', '', { class: 'unknown' }],
])('the panel answers with %s', async (_, body, expected) => {
  const { run, account, fake } = await bench()
  fake.model.answer = () => ({ status: 200, body: typeof body === 'string' ? body : JSON.stringify(body) })
  expect((await run('suspend', { account: account(1), reason: '' })).outcome).toMatchObject(expected)
})

test('what the panel calls an error, and is what we wanted, is believed when it is seen', async () => {
  const { run, account, fake, create } = await bench()
  await create()
  const answer = fake.model.answer
  fake.model.answer = (request) =>
    request.path.endsWith('/suspendacct')
      ? { status: 200, body: JSON.stringify(no('The account is already suspended.')) }
      : answer(request)
  const suspend = async () => (await run('suspend', { account: account(1), reason: '' })).outcome
  expect(await suspend()).toMatchObject({ class: 'conflict' })
  fake.model.seed({ accounts: [{ user: account(1).username, domain: account(1).domain, suspended: true }] })
  expect(await suspend()).toMatchObject({ class: 'already', text: 'The account is already suspended.' })
})

test('a package that is not there is no account that is not there', async () => {
  const { run, account, fake, create } = await bench()
  await create()
  const answer = fake.model.answer
  fake.model.answer = (request) =>
    request.path.endsWith('/changepackage')
      ? { status: 200, body: JSON.stringify(no('Specified package does not exist.')) }
      : answer(request)
  const { product } = account(1)
  expect((await run('changePackage', { account: account(1), from: product })).outcome).toMatchObject({
    class: 'configuration',
    cause: 'unknown package',
  })
})

test('an account that cannot be removed and is still listed is not terminated', async () => {
  const { run, account, fake, create } = await bench()
  await create()
  const answer = fake.model.answer
  fake.model.answer = (request) =>
    request.path.endsWith('/removeacct')
      ? { status: 200, body: JSON.stringify(no(`system user ${account(1).username} does not exist!`)) }
      : answer(request)
  expect((await run('terminate', { account: account(1) })).outcome).toMatchObject({
    class: 'unknown',
    cause: 'still listed',
  })
})
