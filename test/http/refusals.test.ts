import { describe, expect, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { ask, encoded, FORM_TYPE, type Listening, listen, post } from '../support/listening.ts'

const basic = (name: string, password: string) => `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`

type Line = Record<string, unknown>

/** What the log says of who was refused, and the events of the same once they are stored. */
async function told(app: Listening): Promise<{ lines: Line[]; events: Line[] }> {
  await app.provisor.background.refusals.stop()
  await app.provisor.domain.access.sealer.settle()
  const { rows } = await app.provisor.domain.access.activity.list(SYSTEM, {}, { offset: 0, limit: 1000 })
  const events = rows.filter(({ kind }) => /refus/.test(kind)).toReversed()
  return { lines: app.logged.filter(({ event }) => /refus/.test(String(event))), events }
}

const WRONG = { identifier: 'x'.repeat(32), secret: 'S3CR3T' }

/** What each face is asked by whom it refuses, and what is written down. */
const SIGN_INS: readonly [string, (app: Listening) => Promise<unknown>, Line][] = [
  [
    'whmcs: a credential that nobody has',
    (app) => post(app, { ...WRONG, action: 'GetServers' }),
    { face: 'whmcs', why: 'wrong_credentials', identity: expect.stringMatching(/^unknown [\w-]{8}$/) },
  ],
  [
    'whmcs: the wrong secret of one',
    (app) => post(app, { ...app.callers.full, secret: 'S3CR3T', action: 'GetServers' }),
    { face: 'whmcs', why: 'wrong_credentials', identity: expect.stringMatching(/^credential \d+$/) },
  ],
  [
    'whmcs: a password in the field of the name',
    (app) => post(app, { username: 'S3CR3T', password: 'S3CR3T', action: 'GetServers' }),
    { face: 'whmcs', why: 'wrong_credentials', identity: expect.stringMatching(/^unknown [\w-]{8}$/) },
  ],
  [
    'whmcs: a member of staff who is disabled',
    (app) => post(app, { ...app.callers.disabled, action: 'GetServers' }),
    { face: 'whmcs', why: 'staff_disabled', identity: expect.stringMatching(/^credential \d+$/) },
  ],
  [
    'whmcs: one that is good elsewhere',
    (app) => post(app, { ...app.callers['office-only'], action: 'GetServers' }),
    { face: 'whmcs', why: 'address_not_allowed', identity: expect.stringMatching(/^credential \d+$/) },
  ],
  [
    'wbteampro: a wrong password',
    (app) =>
      ask(app, {
        path: `/modules/addons/wbteampro/api.php/v1/projects/json?username=${app.demo.wbteampro.username}&password=${'5'.repeat(32)}`,
      }),
    { face: 'wbteampro', why: 'wrong_credentials', identity: 'staff admin' },
  ],
  [
    'native: a wrong token',
    (app) => ask(app, { path: '/api/v1/services', headers: { authorization: `Bearer ${'x'.repeat(32)}.S3CR3T` } }),
    { face: 'native', why: 'wrong_credentials' },
  ],
  [
    'metrics: a wrong token',
    (app) =>
      ask(app, {
        path: '/metrics',
        headers: { authorization: `Bearer ${'x'.repeat(32)}.S3CR3T`, 'x-forwarded-for': '192.0.2.9' },
      }),
    { face: 'native', why: 'wrong_credentials' },
  ],
  [
    'aculab: a wrong key',
    (app) =>
      ask(app, { path: '/service/v1/outbound_queues', headers: { authorization: basic('1-2-0/bob', 'S3CR3T') } }),
    { face: 'aculab', why: 'wrong_credentials' },
  ],
  [
    'workers: a wrong password',
    (app) =>
      ask(app, {
        method: 'POST',
        path: '/api/v1/outbound/work/open',
        headers: { authorization: basic('1-2-0/bob/sales', 'S3CR3T') },
      }),
    { face: 'aculab', why: 'wrong_credentials' },
  ],
]

describe('who is not let in is one line and one event', () => {
  test.each(SIGN_INS)('%s', async (_, refused, line) => {
    const app = await listen()
    await refused(app)
    const { lines, events } = await told(app)
    expect(lines).toMatchObject([{ level: 'warn', event: 'sign_in.refused', address: '127.0.0.1', ...line }])
    expect(events).toMatchObject([{ kind: 'sign_in.refused', actorName: lines[0]!.identity, address: '127.0.0.1' }])
    expect(JSON.stringify([app.logged, events])).not.toMatch(/S3CR3T|xxxx/)
  })

  test.each(['whmcs', 'wbteampro', 'native', 'aculab'] as const)('%s: a banned address', async (face) => {
    const app = await listen()
    const ban = { face, address: '127.0.0.1', reason: 'Test', expiresAt: null }
    await app.provisor.domain.access.bans.ban(SYSTEM, ban)
    await reach(app, face)
    expect((await told(app)).lines).toMatchObject([{ face, why: 'address_banned', identity: '' }])
  })

  test.each(['whmcs', 'native'] as const)('%s: a stranger at an address banned for its guesses', async (face) => {
    const app = await listen({ trustedProxies: '10.0.0.1' })
    const guess = () =>
      face === 'whmcs'
        ? post(app, { ...WRONG, action: 'GetServers' })
        : ask(app, { path: '/api/v1/services', headers: { authorization: `Bearer ${'x'.repeat(32)}.S3CR3T` } })
    for (let n = 0; n < 4; n++) await guess()
    await reach(app, face)
    const whys = (await told(app)).lines.map(({ why }) => why)
    expect(whys).toEqual([...Array(3).fill('wrong_credentials'), 'address_banned', 'address_banned'])
  })

  test.each(['whmcs', 'wbteampro', 'native', 'aculab'] as const)('%s: an address that is on no list', async (face) => {
    const app = await listen()
    await app.provisor.domain.access.allowedAddresses.create(SYSTEM, '192.0.2.1', { faces: [face] })
    await reach(app, face)
    expect((await told(app)).lines).toMatchObject([{ face, why: 'address_not_allowed' }])
  })

  test('whmcs: a wrong access key', async () => {
    const app = await listen()
    await app.provisor.domain.access.allowedAddresses.create(SYSTEM, '192.0.2.1')
    await app.provisor.domain.access.accessKey.set(SYSTEM, 'open-sesame')
    await post(app, { accesskey: 'S3CR3T', action: 'GetServers' })
    expect((await told(app)).lines).toMatchObject([{ face: 'whmcs', why: 'wrong_access_key', identity: '' }])
  })
})

/** Asks without saying who asks. */
const reach = (app: Listening, face: 'whmcs' | 'wbteampro' | 'native' | 'aculab') =>
  ask(app, {
    path: {
      whmcs: '/includes/api.php?action=GetServers',
      wbteampro: '/modules/addons/wbteampro/api.php/v1/projects/json',
      native: '/api/v1/services',
      aculab: '/service/v1/outbound_queues',
    }[face],
  })

const bearer = ({ identifier, secret }: { identifier: string; secret: string }) => ({
  authorization: `Bearer ${identifier}.${secret}`,
})

describe('who is let in and asks for what is not for them is one line and one event', () => {
  test.each<[string, (app: Listening) => Promise<unknown>, Line]>([
    [
      'whmcs',
      (app) => post(app, { ...app.callers.outsider, action: 'GetServers' }),
      { face: 'whmcs', asked: 'GetServers', why: 'catalog.read' },
    ],
    [
      'wbteampro',
      (app) =>
        ask(app, {
          path: '/modules/addons/wbteampro/api.php/v1/projects/json',
          headers: bearer(app.callers.outsider),
        }),
      { face: 'wbteampro', why: 'projects.read' },
    ],
    [
      'native',
      (app) => ask(app, { path: '/api/v1/services/7', headers: bearer(app.callers.outsider) }),
      { face: 'native', asked: 'GET /api/v1/services/:id', why: 'services.read' },
    ],
    [
      'metrics',
      (app) =>
        ask(app, { path: '/metrics', headers: { ...bearer(app.callers.outsider), 'x-forwarded-for': '192.0.2.9' } }),
      { face: 'metrics', asked: 'GET /metrics', why: 'system.read' },
    ],
    [
      'a page of another site',
      (app) => ask(app, { path: '/service_start', headers: { 'sec-fetch-site': 'cross-site' } }),
      { face: 'aculab', why: 'cross_site' },
    ],
  ])('%s', async (_, refused, line) => {
    const app = await listen()
    await refused(app)
    const { lines, events } = await told(app)
    expect(lines).toMatchObject([{ level: 'warn', event: 'request.refused', address: '127.0.0.1', ...line }])
    expect(events).toMatchObject([{ kind: 'request.refused', address: '127.0.0.1' }])
    expect(JSON.stringify([app.logged, events])).not.toMatch(/S3CR3T/)
  })
})

test('a flood of refusals adds nothing to what the database writes for it', async () => {
  const app = await listen({ loginTries: '1000' })
  for (let n = 0; n < 30; n++)
    await ask(app, {
      method: 'POST',
      headers: FORM_TYPE,
      body: encoded({ ...app.callers.outsider, action: 'GetServers' }),
    })
  expect(app.logged.filter(({ event }) => event === 'request.refused')).toHaveLength(10)
  const { events } = await told(app)
  expect(events.at(-1)).toMatchObject({ kind: 'address.refusals_counted', changes: { times: [null, 20] } })
  expect(events).toHaveLength(11)
})
