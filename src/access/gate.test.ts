import { describe, expect, test, vi } from 'vitest'
import { type AccessWorld, hireBob, MINUTE, NOW, openAccess } from '../../test/support/access.ts'
import { SYSTEM } from './actor.ts'
import type { Face } from './faces.ts'

const STRANGER = '203.0.113.9'

const fail = ({ access }: Pick<AccessWorld, 'access'>, face: Face = 'whmcs', address = STRANGER) =>
  access.authentication.byCredential('x'.repeat(32), 'y'.repeat(32), face, address)

/** As strangers find it. */
async function check({ access }: Pick<AccessWorld, 'access'>, face: Face = 'whmcs', address = STRANGER) {
  const admission = await access.authentication.checkAddress(face, address)
  return admission === 'known_only' ? 'banned' : admission
}

async function failTimes(world: Pick<AccessWorld, 'access'>, times: number, face: Face = 'whmcs', address = STRANGER) {
  for (let i = 0; i < times; i++) await fail(world, face, address)
}

describe('wrong credentials', () => {
  test('ban the address at the third time, for fifteen minutes', async () => {
    const world = await openAccess()
    await failTimes(world, 2)
    expect(await check(world)).toBe('allowed')
    await fail(world)
    expect(await check(world)).toBe('banned')
    expect(await world.access.bans.list(SYSTEM)).toEqual([
      {
        id: 1,
        face: 'whmcs',
        address: STRANGER,
        reason: '3 failed login attempts',
        automatic: true,
        createdAt: NOW,
        expiresAt: NOW + 15 * MINUTE,
        liftedAt: null,
      },
    ])
    world.clock.advance(15 * MINUTE - 1)
    expect(await check(world)).toBe('banned')
    world.clock.advance(1)
    expect(await check(world)).toBe('allowed')
  })

  test('are forgotten when a ban is over: it takes three again', async () => {
    const world = await openAccess()
    await failTimes(world, 3)
    await world.access.bans.lift(SYSTEM, 1)
    await failTimes(world, 2)
    expect(await check(world)).toBe('allowed')
    await fail(world)
    expect(await check(world)).toBe('banned')
  })

  test.each([
    [15 * MINUTE - 1, 'banned'],
    [15 * MINUTE, 'allowed'],
  ])('count while the first is at most %d ms old: %s', async (age, outcome) => {
    const world = await openAccess()
    await fail(world)
    world.clock.advance(age)
    await failTimes(world, 2)
    expect(await check(world)).toBe(outcome)
  })

  test('count while they are at most so old, also between two sweeps of old rows', async () => {
    const world = await openAccess()
    world.clock.advance(5 * MINUTE)
    await fail(world)
    world.clock.advance(11 * MINUTE)
    await fail(world, 'whmcs', '203.0.113.10')
    world.clock.advance(4 * MINUTE)
    await failTimes(world, 2)
    expect(await check(world)).toBe('allowed')
  })

  test('roll out of the window one by one', async () => {
    const world = await openAccess()
    for (let i = 0; i < 6; i++) {
      await fail(world)
      world.clock.advance(8 * MINUTE)
      expect(await check(world)).toBe('allowed')
    }
  })

  test('count for each face and each address on its own', async () => {
    const world = await openAccess()
    await failTimes(world, 2, 'whmcs')
    await failTimes(world, 2, 'wbteampro')
    await failTimes(world, 2, 'whmcs', '203.0.113.10')
    expect(await check(world, 'whmcs')).toBe('allowed')
    await fail(world, 'wbteampro')
    expect(await check(world, 'wbteampro')).toBe('banned')
    expect(await check(world, 'whmcs')).toBe('allowed')
    expect(await check(world, 'wbteampro', '203.0.113.10')).toBe('allowed')
  })

  test.each([
    ['whmcs', '127.0.0.1', 'allowed'],
    ['whmcs', '127.8.9.10', 'allowed'],
    ['whmcs', '::1', 'allowed'],
    ['whmcs', STRANGER, 'banned'],
    ['whmcs', '2001:db8::7', 'banned'],
    ['wbteampro', '127.0.0.1', 'banned'],
    ['wbteampro', STRANGER, 'banned'],
    ['aculab', STRANGER, 'allowed'],
    ['native', '127.0.0.1', 'allowed'],
    ['native', STRANGER, 'banned'],
  ] as const)('on %s from %s leave it %s', async (face, address, outcome) => {
    const world = await openAccess()
    await failTimes(world, 5, face, address)
    expect(await check(world, face, address)).toBe(outcome)
  })

  test('ban nobody on the allow list', async () => {
    const world = await openAccess()
    await world.access.allowedAddresses.create(SYSTEM, '203.0.113.0/24')
    await failTimes(world, 5)
    expect(await check(world)).toBe('allowed')
  })

  test('ban nobody when bans are off', async () => {
    const world = await openAccess(undefined, { limits: { banMs: 0 } })
    await failTimes(world, 5)
    expect(await check(world)).toBe('allowed')
    expect(await world.access.bans.list(SYSTEM, 'all')).toEqual([])
  })

  test('are wiped out by a success of the same caller, and of nobody else', async () => {
    const world = await openAccess()
    const { credential, secret } = await hireBob(world)
    const bob = (shown: string) =>
      world.access.authentication.byCredential(credential.identifier, shown, 'whmcs', STRANGER)
    await bob('y'.repeat(32))
    await bob('z'.repeat(32))
    await bob(secret)
    await failTimes(world, 2)
    expect(await check(world)).toBe('allowed')
    await bob(secret)
    await fail(world)
    expect(await check(world)).toBe('banned')
  })

  test('are not wiped out by a success that this process remembers, which writes nothing', async () => {
    const world = await openAccess()
    const { credential, secret } = await hireBob(world)
    const succeed = () => world.access.authentication.byCredential(credential.identifier, secret, 'whmcs', STRANGER)
    await succeed()
    await fail(world)
    const writes = vi.spyOn(world.database, 'transaction')
    await succeed()
    expect(writes).not.toHaveBeenCalled()
  })

  test('are the only failures that count: a disabled member or an expired credential bans nobody', async () => {
    const world = await openAccess()
    const { bob, credential, secret } = await hireBob(world)
    await world.access.credentials.update(SYSTEM, credential.id, { expiresAt: NOW + 1 })
    world.clock.advance(1)
    const ask = () => world.access.authentication.byCredential(credential.identifier, secret, 'whmcs', STRANGER)
    for (let i = 0; i < 4; i++) expect(await ask()).toEqual({ refused: 'credential_expired' })
    await world.access.staff.disable(SYSTEM, bob.id)
    for (let i = 0; i < 4; i++) expect(await ask()).toEqual({ refused: 'staff_disabled' })
    expect(await check(world)).toBe('allowed')
  })

  test('make one ban when many arrive at once', async () => {
    const world = await openAccess()
    await Promise.all(Array.from({ length: 3 }, () => fail(world)))
    expect(await world.access.bans.list(SYSTEM)).toHaveLength(1)
  })

  test('from one /64 count together', async () => {
    const world = await openAccess()
    for (const last of ['1', 'ffff', 'a:b:c:d'])
      await fail(world, 'whmcs', `2001:db8:0:1::${last}`.replace('::a', ':a'))
    expect(await check(world, 'whmcs', '2001:db8:0:1::2')).toBe('banned')
    expect(await check(world, 'whmcs', '2001:db8:0:2::1')).toBe('allowed')
  })

  test('from loopback ban nobody on the Remote API face of a demonstration', async () => {
    const world = await openAccess(undefined, { demonstration: true })
    await failTimes(world, 5, 'wbteampro', '127.0.0.1')
    await failTimes(world, 5, 'wbteampro')
    expect(await check(world, 'wbteampro', '127.0.0.1')).toBe('allowed')
    expect(await check(world, 'wbteampro')).toBe('banned')
  })

  test('write down the ban with the address, and no word of what was tried', async () => {
    const world = await openAccess()
    await failTimes(world, 3)
    expect(await world.happenings()).toMatchObject([
      {
        kind: 'ban.created',
        subject: 'ban',
        subjectId: 1,
        actorKind: 'system',
        address: STRANGER,
        description: `Banned ${STRANGER} on whmcs: 3 failed login attempts`,
      },
    ])
  })
})

describe('the allow list', () => {
  test('lets anybody in while it is empty', async () => {
    expect(await check(await openAccess())).toBe('allowed')
  })

  test('keeps others out, and the access key stands in for an address', async () => {
    const world = await openAccess()
    const { checkAddress } = world.access.authentication
    await world.access.allowedAddresses.create(SYSTEM, '192.0.2.0/24', { note: 'office' })
    expect(await checkAddress('whmcs', '192.0.2.77')).toBe('allowed')
    expect(await checkAddress('whmcs', STRANGER)).toBe('not_allowed')
    expect(await checkAddress('whmcs', STRANGER, '')).toBe('not_allowed')
    expect(await checkAddress('whmcs', STRANGER, 'open-sesame')).toBe('not_allowed')
    await world.access.accessKey.set(SYSTEM, 'open-sesame')
    expect(await checkAddress('whmcs', STRANGER, 'open-sesame')).toBe('allowed')
    expect(await checkAddress('whmcs', STRANGER, 'open-sesamE')).toBe('not_allowed')
    await world.access.accessKey.set(SYSTEM, null)
    expect(await checkAddress('whmcs', STRANGER, 'open-sesame')).toBe('not_allowed')
    expect(await checkAddress('whmcs', STRANGER, '')).toBe('not_allowed')
  })

  test('makes a wrong access key a guess, where one is needed', async () => {
    const world = await openAccess()
    const { checkAddress } = world.access.authentication
    await world.access.accessKey.set(SYSTEM, 'open-sesame')
    for (let i = 0; i < 4; i++) expect(await checkAddress('whmcs', STRANGER, 'closed')).toBe('allowed')
    await world.access.allowedAddresses.create(SYSTEM, '192.0.2.0/24')
    for (let i = 0; i < 4; i++) expect(await checkAddress('whmcs', '192.0.2.7', 'closed')).toBe('allowed')
    for (let i = 0; i < 3; i++) expect(await checkAddress('whmcs', STRANGER, `closed-${i}`)).toBe('not_allowed')
    expect(await checkAddress('whmcs', STRANGER, 'open-sesame')).toBe('banned')
  })

  test('asks the database nothing about an access key that it knows', async () => {
    const world = await openAccess()
    const { checkAddress } = world.access.authentication
    await world.access.accessKey.set(SYSTEM, 'open-sesame')
    await world.access.allowedAddresses.create(SYSTEM, '192.0.2.0/24')
    await checkAddress('whmcs', STRANGER, 'open-sesame')
    const writes = vi.spyOn(world.database, 'transaction')
    const reads = vi.spyOn(world.read.access.callers, 'has')
    expect(await checkAddress('whmcs', STRANGER, 'open-sesame')).toBe('allowed')
    expect([writes, reads].map(({ mock }) => mock.calls.length)).toEqual([0, 0])
  })

  test('and the access key do not help against a ban', async () => {
    const world = await openAccess()
    await world.access.accessKey.set(SYSTEM, 'open-sesame')
    await world.access.allowedAddresses.create(SYSTEM, STRANGER)
    const ban = { face: 'whmcs', address: STRANGER, reason: 'abuse', expiresAt: null } as const
    await world.access.bans.ban(SYSTEM, ban)
    expect(await world.access.authentication.checkAddress('whmcs', STRANGER, 'open-sesame')).toBe('banned')
  })
})

describe('a ban that came of wrong guesses', () => {
  async function banned(face: Face) {
    const world = await openAccess()
    const { credential, secret } = await hireBob(world)
    const ask = (access = world.access, shown = secret, address = STRANGER) =>
      access.authentication.byCredential(credential.identifier, shown, face, address, { despiteBan: true })
    const right = await world.access.authentication.byCredential(credential.identifier, secret, face, STRANGER)
    expect(right).toMatchObject({ credential })
    await failTimes(world, 3, face)
    return { ...world, ask, credential }
  }

  test.each([
    ['whmcs', 'known_only'],
    ['native', 'known_only'],
    ['wbteampro', 'banned'],
  ] as const)('on %s is for those who were right from there before: %s', async (face, admission) => {
    const { access } = await banned(face)
    const { checkAddress } = access.authentication
    expect(await checkAddress(face, STRANGER)).toBe(admission)
    expect(await checkAddress(face, '203.0.113.10')).toBe('allowed')
    await access.allowedAddresses.create(SYSTEM, '192.0.2.1')
    expect(await checkAddress(face, STRANGER)).toBe('banned')
  })

  test('lets those through who were right from there before, also after a restart', async () => {
    const { ask, another, credential } = await banned('whmcs')
    expect(await ask()).toMatchObject({ credential })
    expect(await ask(another())).toMatchObject({ credential })
  })

  test('lets those through whom a memory knew there, also after a restart', async () => {
    const world = await openAccess()
    const { credential, secret } = await hireBob(world)
    const { byCredential } = world.access.authentication
    await byCredential(credential.identifier, secret, 'whmcs', '198.51.100.7')
    await byCredential(credential.identifier, secret, 'whmcs', STRANGER)
    await failTimes(world, 3)
    const another = world.another().authentication
    const answer = await another.byCredential(credential.identifier, secret, 'whmcs', STRANGER, { despiteBan: true })
    expect(answer).toMatchObject({ credential })
  })

  test('keeps out who was right elsewhere only, and the right secret of somebody who was not', async () => {
    const { ask, access, another } = await banned('whmcs')
    await failTimes({ access }, 3, 'whmcs', '203.0.113.10')
    expect(await ask(access, undefined, '203.0.113.10')).toEqual({ refused: 'address_banned' })
    expect(await ask(another(), undefined, '203.0.113.10')).toEqual({ refused: 'address_banned' })
  })

  test('gives three guesses at somebody who was right there before, and that one goes on', async () => {
    const { ask, access, credential } = await banned('whmcs')
    const wrong = (n: number) => ask(access, String(n).repeat(32))
    for (let n = 1; n <= 3; n++) expect(await wrong(n)).toEqual({ refused: 'wrong_credentials' })
    expect(await wrong(4)).toEqual({ refused: 'address_banned' })
    expect(await ask()).toMatchObject({ credential })
    expect(await access.bans.list(SYSTEM, 'all')).toHaveLength(1)
  })

  test('but not one that was made by hand', async () => {
    const { ask, access, another } = await banned('whmcs')
    await access.bans.ban(SYSTEM, { face: 'whmcs', address: STRANGER, reason: 'abuse', expiresAt: null })
    expect(await access.authentication.checkAddress('whmcs', STRANGER)).toBe('banned')
    expect(await ask(another(), 'z'.repeat(32))).toEqual({ refused: 'address_banned' })
  })

  test('asks the database once for all strangers of an address', async () => {
    const world = await banned('whmcs')
    const asked = vi.spyOn(world.read.access.callers, 'ofBlock')
    const others = vi.spyOn(world.read.access.callers, 'has')
    const stranger = (n: number) =>
      world.access.authentication.byCredential(`${n}`.padEnd(32, 'x'), 'y', 'whmcs', STRANGER, { despiteBan: true })
    for (let n = 0; n < 10; n++) expect(await stranger(n)).toEqual({ refused: 'address_banned' })
    expect([asked, others].map(({ mock }) => mock.calls.length)).toEqual([1, 0])
  })
})

describe('two processes on one database', () => {
  test('count the failures together', async () => {
    const world = await openAccess()
    const other = { access: world.another() }
    await fail(world)
    await fail(other)
    await fail(world)
    expect(await check(world)).toBe('banned')
  })

  test('share bans, lifts, allowed addresses and the access key within half a second', async () => {
    const world = await openAccess()
    const other = { access: world.another() }
    expect(await check(other)).toBe('allowed')
    await failTimes(world, 3)
    world.clock.advance(500)
    expect(await check(other)).toBe('banned')

    await other.access.bans.lift(SYSTEM, 1)
    expect(await check(other)).toBe('allowed')
    world.clock.advance(500)
    expect(await check(world)).toBe('allowed')

    await other.access.allowedAddresses.create(SYSTEM, '192.0.2.1')
    await other.access.accessKey.set(SYSTEM, 'open-sesame')
    world.clock.advance(500)
    expect(await check(world)).toBe('not_allowed')
    expect(await world.access.authentication.checkAddress('whmcs', STRANGER, 'open-sesame')).toBe('allowed')
  })

  test('look at most twice a second, however many ask', async () => {
    const world = await openAccess()
    const looks = vi.spyOn(world.read.access, 'version')
    await Promise.all(Array.from({ length: 20 }, () => check(world)))
    world.clock.advance(499)
    await check(world)
    expect(looks).toHaveBeenCalledTimes(1)
    world.clock.advance(1)
    await check(world)
    expect(looks).toHaveBeenCalledTimes(2)
  })
})
