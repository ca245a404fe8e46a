import { describe, expect, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { type Listening, listen, post, queueForm } from '../support/listening.ts'

const from = (...forwarded: string[]) => ({ 'x-forwarded-for': forwarded })

/** The message of the answer, or `success`. */
async function said(app: Listening, forwarded: string[], more: Record<string, string> = {}): Promise<string> {
  const { body } = await post(app, queueForm(app, more), forwarded.length > 0 ? from(...forwarded) : {})
  const { result, message } = JSON.parse(body)
  return message ?? result
}

/** But for those about who was refused. */
const warningsOf = ({ logged }: Listening) => logged.filter(({ level, event }) => level === 'warn' && !event)

const officeOnly = (app: Listening) => app.provisor.domain.access.allowedAddresses.create(SYSTEM, '203.0.113.0/24')

describe('without trusted proxies', () => {
  test('a forwarded address does not satisfy the allow list', async () => {
    const app = await listen()
    await officeOnly(app)
    expect(await said(app, ['203.0.113.5'])).toBe('Invalid IP 127.0.0.1')
    expect(await said(app, ['127.0.0.1', '203.0.113.5'])).toBe('Invalid IP 127.0.0.1')
  })

  test('it does not lift a ban', async () => {
    const app = await listen()
    const ban = { face: 'whmcs', address: '127.0.0.1', reason: 'Test', expiresAt: null } as const
    await app.provisor.domain.access.bans.ban(SYSTEM, ban)
    expect(await said(app, ['203.0.113.5'])).toBe('Banned IP 127.0.0.1')
  })

  test('it does not put a ban on somebody else', async () => {
    const app = await listen()
    for (let tries = 0; tries < 3; tries++)
      expect(await said(app, ['203.0.113.5'], { secret: 'wrong' })).toBe('Authentication Failed')
    expect(await app.provisor.domain.access.bans.list(SYSTEM)).toEqual([])
  })

  test('its first sender is named in the log, once', async () => {
    const app = await listen()
    for (let times = 0; times < 3; times++) expect(await said(app, ['203.0.113.5'])).toBe('success')
    expect(warningsOf(app)).toMatchObject([
      { address: '127.0.0.1', msg: 'X-Forwarded-For ignored: the sender is not in --trusted-proxies' },
    ])
  })

  test('nobody is warned while nobody sends it', async () => {
    const app = await listen()
    expect(await said(app, [])).toBe('success')
    expect(warningsOf(app)).toEqual([])
  })
})

describe('who guesses wrong three times from loopback', () => {
  const native = async ({ http }: Listening, token = `${'x'.repeat(32)}.y`) =>
    (await http.inject({ url: '/api/v1/projects', headers: { authorization: `Bearer ${token}` } })).json().code

  test.each([
    [{}, false],
    [{ trustedProxies: '10.0.0.1' }, true],
    [{ publicUrl: 'https://provisor.example.com' }, true],
  ])('with %j is banned: %s', async (settings, banned) => {
    const app = await listen(settings)
    for (let tries = 0; tries < 3; tries++) {
      expect(await said(app, [], { secret: 'wrong' })).toBe('Authentication Failed')
      expect(await native(app)).toBe('unauthenticated')
    }
    expect(await said(app, [])).toBe(banned ? 'Banned IP 127.0.0.1' : 'success')
    expect(await native(app, app.demo.token)).toBe(banned ? 'address_banned' : undefined)
  })
})

describe('from a trusted proxy', () => {
  const trusted = { trustedProxies: '127.0.0.1, 10.0.0.0/8' }

  test.each([
    [['203.0.113.5'], 'success'],
    [['198.51.100.9'], 'Invalid IP 198.51.100.9'],
    [['203.0.113.5, 198.51.100.9'], 'Invalid IP 198.51.100.9'],
    [['203.0.113.5', '198.51.100.9'], 'Invalid IP 198.51.100.9'],
    [['198.51.100.9, 203.0.113.5'], 'success'],
    [['198.51.100.9, 203.0.113.5, 10.1.2.3'], 'success'],
    [['203.0.113.5, 198.51.100.9, 10.1.2.3,10.4.5.6'], 'Invalid IP 198.51.100.9'],
    [['203.0.113.5, nonsense'], 'Invalid IP 127.0.0.1'],
    [['203.0.113.5:4711'], 'success'],
    [['::ffff:203.0.113.5'], 'success'],
    [['2001:DB8::0:1'], 'Invalid IP 2001:db8::1'],
    [[], 'Invalid IP 127.0.0.1'],
    [[''], 'Invalid IP 127.0.0.1'],
  ])('X-Forwarded-For %j is %s', async (forwarded, message) => {
    const app = await listen(trusted)
    await officeOnly(app)
    expect(await said(app, forwarded)).toBe(message)
    expect(warningsOf(app)).toEqual([])
  })

  test('a ban is on the client behind it, who cannot talk it away', async () => {
    const app = await listen(trusted)
    const wrong = { secret: 'wrong' }
    for (const claim of ['192.0.2.1', '192.0.2.2', '192.0.2.3'])
      expect(await said(app, [`${claim}, 198.51.100.9`], wrong)).toBe('Authentication Failed')
    for (const forwarded of ['198.51.100.9', '203.0.113.5, 198.51.100.9', '127.0.0.1, 198.51.100.9, 10.1.2.3'])
      expect(await said(app, [forwarded])).toBe('Banned IP 198.51.100.9')
    expect(await said(app, ['198.51.100.10'])).toBe('success')
    expect(await said(app, [])).toBe('success')
  })

  test('a client that claims to be the machine itself is not spared', async () => {
    const app = await listen(trusted)
    for (let tries = 0; tries < 3; tries++) await said(app, ['127.0.0.1, 198.51.100.9'], { secret: 'wrong' })
    expect(await said(app, ['198.51.100.9'])).toBe('Banned IP 198.51.100.9')
  })

  test('what happens is written down under the address of the client', async () => {
    const app = await listen(trusted)
    expect(await said(app, ['198.51.100.9'], { action: 'LogActivity', description: 'Here' })).toBe('success')
    const { rows: events } = await app.provisor.domain.access.activity.list(
      SYSTEM,
      { description: 'Here' },
      { offset: 0, limit: 1 },
    )
    expect(events).toMatchObject([{ address: '198.51.100.9' }])
  })

  test.each(['x-real-ip', 'forwarded', 'x-client-ip', 'cf-connecting-ip'])('%s means nothing', async (header) => {
    const app = await listen(trusted)
    await officeOnly(app)
    const { body } = await post(app, queueForm(app), { [header]: '203.0.113.5' })
    expect(JSON.parse(body).message).toBe('Invalid IP 127.0.0.1')
  })
})
