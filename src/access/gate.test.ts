import { describe, expect, it, vi } from 'vitest'
import { type AccessDesk, hireBob, LIMITS, MINUTE, NOW, openAccess } from '../../test/support/access.ts'
import { SYSTEM } from './actor.ts'
import type { Face } from './faces.ts'

const STRANGER = '203.0.113.9'

const fail = ({ access }: Pick<AccessDesk, 'access'>, face: Face = 'whmcs', address = STRANGER) =>
  access.authentication.byCredential('x'.repeat(32), 'y'.repeat(32), face, address)

const check = ({ access }: Pick<AccessDesk, 'access'>, face: Face = 'whmcs', address = STRANGER) =>
  access.authentication.checkAddress(face, address)

async function failTimes(desk: AccessDesk, times: number, face: Face = 'whmcs', address = STRANGER) {
  for (let i = 0; i < times; i++) await fail(desk, face, address)
}

describe('wrong credentials', () => {
  it('ban the address at the third time, for fifteen minutes', async () => {
    const desk = await openAccess()
    await failTimes(desk, 2)
    expect(await check(desk)).toBe('allowed')
    await fail(desk)
    expect(await check(desk)).toBe('banned')
    expect(await desk.access.bans.list(SYSTEM)).toEqual([
      {
        id: 1,
        face: 'whmcs',
        address: STRANGER,
        reason: '3 failed login attempts',
        createdAt: NOW,
        expiresAt: NOW + 15 * MINUTE,
        liftedAt: null,
      },
    ])
    desk.clock.advance(15 * MINUTE - 1)
    expect(await check(desk)).toBe('banned')
    desk.clock.advance(1)
    expect(await check(desk)).toBe('allowed')
  })

  it('are forgotten when a ban is over: it takes three again', async () => {
    const desk = await openAccess()
    await failTimes(desk, 3)
    await desk.access.bans.lift(SYSTEM, 1)
    await failTimes(desk, 2)
    expect(await check(desk)).toBe('allowed')
    await fail(desk)
    expect(await check(desk)).toBe('banned')
  })

  it.each([
    [15 * MINUTE - 1, 'banned'],
    [15 * MINUTE, 'allowed'],
  ])('count while the first is at most %d ms old: %s', async (age, outcome) => {
    const desk = await openAccess()
    await fail(desk)
    desk.clock.advance(age)
    await failTimes(desk, 2)
    expect(await check(desk)).toBe(outcome)
  })

  it('count while they are at most so old, also between two sweeps of old rows', async () => {
    const desk = await openAccess()
    desk.clock.advance(5 * MINUTE)
    await fail(desk)
    desk.clock.advance(11 * MINUTE)
    await fail(desk, 'whmcs', '203.0.113.10')
    desk.clock.advance(4 * MINUTE)
    await failTimes(desk, 2)
    expect(await check(desk)).toBe('allowed')
  })

  it('roll out of the window one by one', async () => {
    const desk = await openAccess()
    for (let i = 0; i < 6; i++) {
      await fail(desk)
      desk.clock.advance(8 * MINUTE)
      expect(await check(desk)).toBe('allowed')
    }
  })

  it('count for each face and each address on its own', async () => {
    const desk = await openAccess()
    await failTimes(desk, 2, 'whmcs')
    await failTimes(desk, 2, 'wbteampro')
    await failTimes(desk, 2, 'whmcs', '203.0.113.10')
    expect(await check(desk, 'whmcs')).toBe('allowed')
    await fail(desk, 'wbteampro')
    expect(await check(desk, 'wbteampro')).toBe('banned')
    expect(await check(desk, 'whmcs')).toBe('allowed')
    expect(await check(desk, 'wbteampro', '203.0.113.10')).toBe('allowed')
  })

  it.each([
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
    const desk = await openAccess()
    await failTimes(desk, 5, face, address)
    expect(await check(desk, face, address)).toBe(outcome)
  })

  it('ban nobody on the allow list', async () => {
    const desk = await openAccess()
    await desk.access.allowedAddresses.allow(SYSTEM, '203.0.113.0/24')
    await failTimes(desk, 5)
    expect(await check(desk)).toBe('allowed')
  })

  it('ban nobody when bans are off', async () => {
    const desk = await openAccess(undefined, { limits: { ...LIMITS, banMs: 0 } })
    await failTimes(desk, 5)
    expect(await check(desk)).toBe('allowed')
    expect(await desk.access.bans.list(SYSTEM, 'all')).toEqual([])
  })

  it('are wiped out by a success, which writes only then', async () => {
    const desk = await openAccess()
    const { credential, secret } = await hireBob(desk)
    const succeed = () => desk.access.authentication.byCredential(credential.identifier, secret, 'whmcs', STRANGER)
    await failTimes(desk, 2)
    await succeed()
    await failTimes(desk, 2)
    expect(await check(desk)).toBe('allowed')
    await succeed()
    const writes = vi.spyOn(desk.database, 'within')
    await succeed()
    expect(writes).not.toHaveBeenCalled()
  })

  it('are the only failures that count: a disabled member or an expired credential bans nobody', async () => {
    const desk = await openAccess()
    const { bob, credential, secret } = await hireBob(desk)
    await desk.access.credentials.change(SYSTEM, credential.id, { expiresAt: NOW + 1 })
    desk.clock.advance(1)
    const ask = () => desk.access.authentication.byCredential(credential.identifier, secret, 'whmcs', STRANGER)
    for (let i = 0; i < 4; i++) expect(await ask()).toEqual({ refused: 'credential_expired' })
    await desk.access.staff.disable(SYSTEM, bob.id)
    for (let i = 0; i < 4; i++) expect(await ask()).toEqual({ refused: 'staff_disabled' })
    expect(await check(desk)).toBe('allowed')
  })

  it('make one ban when many arrive at once', async () => {
    const desk = await openAccess()
    await Promise.all(Array.from({ length: 3 }, () => fail(desk)))
    expect(await desk.access.bans.list(SYSTEM)).toHaveLength(1)
  })

  it('write down the ban with the address, and no word of what was tried', async () => {
    const desk = await openAccess()
    await failTimes(desk, 3)
    expect(await desk.happenings()).toMatchObject([
      {
        kind: 'ban.made',
        subject: 'ban',
        subjectId: 1,
        actorKind: 'system',
        address: STRANGER,
        description: `Banned ${STRANGER} on whmcs: 3 failed login attempts`,
      },
    ])
  })

  it('leave no rows behind once they are older than the window', async () => {
    const desk = await openAccess()
    await failTimes(desk, 2)
    desk.clock.advance(15 * MINUTE)
    await fail(desk, 'whmcs', '203.0.113.10')
    expect(await desk.read.access.failures.count('whmcs', STRANGER, 0)).toBe(0)
  })
})

describe('the allow list', () => {
  it('lets anybody in while it is empty', async () => {
    expect(await check(await openAccess())).toBe('allowed')
  })

  it('keeps others out, and the access key stands in for an address', async () => {
    const desk = await openAccess()
    const { checkAddress } = desk.access.authentication
    await desk.access.allowedAddresses.allow(SYSTEM, '192.0.2.0/24', 'office')
    expect(await checkAddress('whmcs', '192.0.2.77')).toBe('allowed')
    expect(await checkAddress('whmcs', STRANGER)).toBe('not_allowed')
    expect(await checkAddress('whmcs', STRANGER, '')).toBe('not_allowed')
    expect(await checkAddress('whmcs', STRANGER, 'open-sesame')).toBe('not_allowed')
    await desk.access.accessKey.set(SYSTEM, 'open-sesame')
    expect(await checkAddress('whmcs', STRANGER, 'open-sesame')).toBe('allowed')
    expect(await checkAddress('whmcs', STRANGER, 'open-sesamE')).toBe('not_allowed')
    await desk.access.accessKey.set(SYSTEM, null)
    expect(await checkAddress('whmcs', STRANGER, 'open-sesame')).toBe('not_allowed')
    expect(await checkAddress('whmcs', STRANGER, '')).toBe('not_allowed')
  })

  it('and the access key do not help against a ban', async () => {
    const desk = await openAccess()
    await desk.access.accessKey.set(SYSTEM, 'open-sesame')
    await desk.access.allowedAddresses.allow(SYSTEM, STRANGER)
    const ban = { face: 'whmcs', address: STRANGER, reason: 'abuse', expiresAt: null } as const
    await desk.access.bans.ban(SYSTEM, ban)
    expect(await desk.access.authentication.checkAddress('whmcs', STRANGER, 'open-sesame')).toBe('banned')
  })
})

describe('two processes on one database', () => {
  it('count the failures together', async () => {
    const desk = await openAccess()
    const other = { access: desk.another() }
    await fail(desk)
    await fail(other)
    await fail(desk)
    expect(await check(desk)).toBe('banned')
  })

  it('share bans, lifts, allowed addresses and the access key within half a second', async () => {
    const desk = await openAccess()
    const other = { access: desk.another() }
    expect(await check(other)).toBe('allowed')
    await failTimes(desk, 3)
    desk.clock.advance(500)
    expect(await check(other)).toBe('banned')

    await other.access.bans.lift(SYSTEM, 1)
    expect(await check(other)).toBe('allowed')
    desk.clock.advance(500)
    expect(await check(desk)).toBe('allowed')

    await other.access.allowedAddresses.allow(SYSTEM, '192.0.2.1')
    await other.access.accessKey.set(SYSTEM, 'open-sesame')
    desk.clock.advance(500)
    expect(await check(desk)).toBe('not_allowed')
    expect(await desk.access.authentication.checkAddress('whmcs', STRANGER, 'open-sesame')).toBe('allowed')
  })

  it('look at most twice a second, however many ask', async () => {
    const desk = await openAccess()
    const looks = vi.spyOn(desk.read.access, 'version')
    await Promise.all(Array.from({ length: 20 }, () => check(desk)))
    desk.clock.advance(499)
    await check(desk)
    expect(looks).toHaveBeenCalledTimes(1)
    desk.clock.advance(1)
    await check(desk)
    expect(looks).toHaveBeenCalledTimes(2)
  })
})
