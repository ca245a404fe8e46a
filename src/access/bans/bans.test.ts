import { describe, expect, test } from 'vitest'
import { type AccessWorld, NOW, openAccess, withAccess } from '../../../test/support/access.ts'
import { forEachEngine } from '../../../test/support/databases.ts'
import { SYSTEM } from '../actor.ts'
import type { Face } from '../faces.ts'

describe('bans', () => {
  const ban = { face: 'whmcs' as Face, address: '192.0.2.1', reason: 'abuse', expiresAt: null as number | null }

  test('are in force until they expire or are lifted, and stay in the list of all', async () => {
    const { access, clock } = await openAccess()
    const forGood = await access.bans.ban(SYSTEM, ban)
    const brief = await access.bans.ban(SYSTEM, { ...ban, address: '2001:DB8::1', expiresAt: NOW + 10 })
    expect(brief).toMatchObject({ address: '2001:db8::/64', automatic: false })
    expect(await access.bans.list(SYSTEM)).toEqual([brief, forGood])
    clock.advance(10)
    expect(await access.bans.list(SYSTEM)).toEqual([forGood])
    const lifted = await access.bans.lift(SYSTEM, forGood.id)
    expect(await access.bans.list(SYSTEM)).toEqual([])
    expect(await access.bans.list(SYSTEM, 'all')).toEqual([brief, lifted])
    clock.advance(1)
    expect(await access.bans.lift(SYSTEM, forGood.id)).toEqual(lifted)
  })

  test.each([
    ['an unknown face', { face: 'aculap' as Face }],
    ['a name for an address', { address: 'example.com' }],
    ['a network', { address: '192.0.2.0/24' }],
    ['an IPv6 network that is no /64', { address: '2001:db8::/48' }],
    ['no reason', { reason: '' }],
    ['an end that is past', { expiresAt: NOW }],
  ])('with %s are refused', async (_, other) => {
    const { access } = await openAccess()
    await expect(access.bans.ban(SYSTEM, { ...ban, ...other })).rejects.toMatchObject({ code: 'invalid' })
  })

  test('of an IPv6 address hold for its /64, also those that were made of one address', async () => {
    const { access, transaction } = await openAccess()
    const earlier = { ...ban, address: '2001:db8:0:2::7', automatic: false }
    await transaction((tx) => tx.access.bans.insert(earlier, tx.at))
    await access.bans.ban(SYSTEM, { ...ban, address: '2001:db8:0:1::/64' })
    const check = (address: string) => access.authentication.checkAddress('whmcs', address)
    expect(await check('2001:db8:0:1:ffff::1')).toBe('banned')
    expect(await check('2001:db8:0:2:ffff::1')).toBe('banned')
    expect(await check('2001:db8:0:3::1')).toBe('allowed')
  })

  test('that overlap hold until the last of them ends', async () => {
    const { access, clock } = await openAccess()
    await access.bans.ban(SYSTEM, { ...ban, expiresAt: NOW + 20 })
    await access.bans.ban(SYSTEM, { ...ban, expiresAt: NOW + 10 })
    expect(await access.authentication.checkAddress('whmcs', '192.0.2.1')).toBe('banned')
    clock.advance(15)
    expect(await access.authentication.checkAddress('whmcs', '192.0.2.1')).toBe('banned')
  })
})

forEachEngine((engine) => {
  const opened = (work: (world: AccessWorld) => Promise<void>) => withAccess(engine, work)

  describe('with many at once', () => {
    test('bans each address once, however its three failures arrive over several processes', () =>
      opened(async (world) => {
        const processes = [world.access, world.another(), world.another()]
        const addresses = Array.from({ length: 12 }, (_, index) => `203.0.113.${index}`)
        const fail = (address: string, { authentication } = world.access) =>
          authentication.byCredential('x'.repeat(32), 'y'.repeat(32), 'whmcs', address)
        await Promise.all(addresses.map((address) => fail(address)))
        // They know the rules and have a connection, so that the next two failures run side by side.
        await Promise.all(processes.map(({ authentication }) => authentication.checkAddress('whmcs', '::1')))
        await Promise.all(addresses.flatMap((address) => processes.slice(1).map((process) => fail(address, process))))
        const bans = await world.access.bans.list(SYSTEM)
        expect(bans.map(({ address }) => address).sort()).toEqual(addresses.sort())
        world.clock.advance(500)
        for (const { authentication } of processes)
          expect(await authentication.checkAddress('whmcs', '203.0.113.9')).toBe('known_only')
      }))
  })
})
