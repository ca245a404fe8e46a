import { expect, test } from 'vitest'
import { type AccessWorld, NOW, withAccess } from '../../../test/support/access.ts'
import { forEachEngine } from '../../../test/support/databases.ts'

forEachEngine((engine) => {
  const opened = (work: (world: AccessWorld) => Promise<void>) => withAccess(engine, work)

  test('keeps allowed addresses, each range once', () =>
    opened(async ({ read, transaction }) => {
      const add = (cidr: string) =>
        transaction((tx) => tx.access.addresses.insert({ cidr, note: 'note', faces: ['aculab'] }, tx.at))
      expect([await add('10.0.0.0/8'), await add('::1'), await add('::1')]).toEqual([1, 2, undefined])
      const row = { id: 1, cidr: '10.0.0.0/8', note: 'new', faces: ['native', 'whmcs'], createdAt: NOW }
      await transaction((tx) => tx.access.addresses.update(1, { note: 'new', faces: ['native', 'whmcs'] }))
      expect(await transaction((tx) => tx.access.addresses.lock(1))).toEqual(row)
      expect(await read.access.addresses.list()).toMatchObject([row, { cidr: '::1' }])
      expect(await transaction((tx) => tx.access.addresses.delete(1))).toBe(true)
      expect(await transaction((tx) => tx.access.addresses.delete(1))).toBe(false)
    }))

  test('keeps bans, and tells which are in force', () =>
    opened(async ({ read, transaction }) => {
      const place = { face: 'whmcs', address: '192.0.2.1' } as const
      const ban = (expiresAt: number | null) =>
        transaction((tx) => tx.access.bans.insert({ ...place, reason: 'abuse', automatic: false, expiresAt }, tx.at))
      const ids = [await ban(null), await ban(NOW), await ban(NOW + 1), await ban(null)]
      expect(ids).toEqual([1, 2, 3, 4])
      await transaction((tx) => tx.access.bans.lift(4, NOW + 7))
      const inForce = await read.access.bans.list(NOW)
      expect(inForce.map(({ id }) => id)).toEqual([3, 1])
      expect((await read.access.bans.list()).map(({ id }) => id)).toEqual([4, 3, 2, 1])
      expect(await transaction((tx) => tx.access.bans.lock(4))).toEqual({
        id: 4,
        face: 'whmcs',
        address: '192.0.2.1',
        reason: 'abuse',
        automatic: false,
        createdAt: NOW,
        expiresAt: null,
        liftedAt: NOW + 7,
      })
    }))
})
