import { describe, expect, it } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import type { NewCredential, NewStaffMember } from '../../src/access/store.ts'
import { type AccessDesk, hireBob, NOW, withAccess } from '../support/access.ts'
import { forEachEngine } from '../support/databases.ts'

const carol: NewStaffMember & { passwordHash: string | null } = {
  uuid: '3f8a7c52-0d51-4c52-9c8e-2f9d8e1b7a60',
  username: 'Carol Ärmel',
  email: 'carol@example.com',
  firstName: 'Carol',
  lastName: 'Ärmel',
  roleId: 1,
  passwordVersion: 3,
  legacyLogin: true,
  numbers: 'native',
  stringifyColumns: true,
  httpStatus: 'always-200',
  active: false,
  notes: 'On call\nin June',
  signature: '-- C',
  passwordHash: '$argon2id$…',
}

const monitor: NewCredential & { secretDigest: string } = {
  identifier: 'a'.repeat(32),
  name: 'monitor',
  staffId: 1,
  roleIds: [1],
  addresses: ['192.0.2.0/24', '2001:db8::1'],
  numbers: 'native',
  stringifyColumns: true,
  httpStatus: 'always-200',
  expiresAt: NOW + 5,
  secretDigest: 'digest',
}

forEachEngine((engine) => {
  const opened = (work: (desk: AccessDesk) => Promise<void>) => withAccess(engine, work)
  const addRole = ({ within }: AccessDesk) =>
    within((s) => s.access.roles.insert({ name: 'Support', permissions: ['services.*', 'api.access'] }, s.at))

  it('keeps roles, one for a name', () =>
    opened(async (desk) => {
      const { read, within } = desk
      expect(await addRole(desk)).toBe(1)
      const role = { id: 1, name: 'Support', permissions: ['services.*', 'api.access'], createdAt: NOW }
      expect(await read.access.roles.get(1)).toEqual(role)
      expect(await within((s) => s.access.roles.lock(1))).toEqual(role)
      expect(await read.access.roles.get(2)).toBeUndefined()
      expect(await addRole(desk)).toBeUndefined()
      await within((s) => s.access.roles.insert({ name: 'Admin', permissions: ['*'] }, s.at))
      await within((s) => s.access.roles.setPermissions(1, ['clients.read']))
      expect((await read.access.roles.list()).map(({ name, permissions }) => [name, permissions])).toEqual([
        ['Admin', ['*']],
        ['Support', ['clients.read']],
      ])
    }))

  it('keeps staff, found by their username without regard to case', () =>
    opened(async (desk) => {
      const { read, within } = desk
      await addRole(desk)
      expect(await within((s) => s.access.staff.insert(carol, s.at))).toBe(1)
      const { passwordHash, ...rest } = carol
      const staff = { id: 1, ...rest, createdAt: NOW, updatedAt: NOW }
      expect(await read.access.staff.get(1)).toEqual(staff)
      expect(await within((s) => s.access.staff.lock(1))).toEqual(staff)
      expect(await read.access.staff.list()).toEqual([staff])
      expect(await read.access.staff.byUsername('CAROL äRMEL')).toEqual({ staff, passwordHash })
      expect(await read.access.staff.byUsername('carol')).toBeUndefined()
      const again = { ...carol, uuid: 'another', username: 'CAROL ÄRMEL' }
      expect(await within((s) => s.access.staff.insert(again, s.at))).toBeUndefined()

      await within((s) => s.access.staff.update(1, { active: true, legacyLogin: false, passwordHash: 'x' }, NOW + 9))
      expect(await read.access.staff.byUsername('carol ärmel')).toEqual({
        staff: { ...staff, active: true, legacyLogin: false, updatedAt: NOW + 9 },
        passwordHash: 'x',
      })
    }))

  it('keeps credentials, and their digest apart', () =>
    opened(async (desk) => {
      const { read, within } = desk
      await addRole(desk)
      await within((s) => s.access.staff.insert(carol, s.at))
      expect(await within((s) => s.access.credentials.insert(monitor, s.at))).toBe(1)
      const { secretDigest, ...rest } = monitor
      const credential = { id: 1, ...rest, revokedAt: null, passwordsBlankedAt: null, createdAt: NOW }
      expect(await read.access.credentials.byIdentifier(monitor.identifier)).toEqual({ credential, secretDigest })
      expect(await read.access.credentials.byIdentifier('A'.repeat(32))).toBeUndefined()
      expect(await read.access.credentials.list()).toEqual([credential])
      expect(await within((s) => s.access.credentials.lock(1))).toEqual(credential)

      const changes = {
        roleIds: [],
        addresses: [],
        stringifyColumns: false,
        expiresAt: null,
        revokedAt: NOW + 1,
      } as const
      await within((s) => s.access.credentials.update(1, { ...changes, passwordsBlankedAt: NOW + 2 }))
      expect(await read.access.credentials.get(1)).toEqual({ ...credential, ...changes, passwordsBlankedAt: NOW + 2 })
    }))

  it('keeps allowed addresses, each range once', () =>
    opened(async ({ read, within }) => {
      const add = (cidr: string) => within((s) => s.access.addresses.insert(cidr, 'note', s.at))
      expect([await add('10.0.0.0/8'), await add('::1'), await add('::1')]).toEqual([1, 2, undefined])
      const row = { id: 1, cidr: '10.0.0.0/8', note: 'note', createdAt: NOW }
      expect(await read.access.addresses.get(1)).toEqual(row)
      expect(await read.access.addresses.list()).toMatchObject([row, { cidr: '::1' }])
      expect(await within((s) => s.access.addresses.remove(1))).toBe(true)
      expect(await within((s) => s.access.addresses.remove(1))).toBe(false)
    }))

  it('keeps bans, and tells which are in force', () =>
    opened(async ({ read, within }) => {
      const ban = (expiresAt: number | null) =>
        within((s) => s.access.bans.insert({ face: 'whmcs', address: '192.0.2.1', reason: 'abuse', expiresAt }, s.at))
      const ids = [await ban(null), await ban(NOW), await ban(NOW + 1), await ban(null)]
      expect(ids).toEqual([1, 2, 3, 4])
      await within((s) => s.access.bans.lift(4, NOW + 7))
      const inForce = await read.access.bans.list(NOW)
      expect(inForce.map(({ id }) => id)).toEqual([3, 1])
      expect((await read.access.bans.list()).map(({ id }) => id)).toEqual([4, 3, 2, 1])
      expect(await within((s) => s.access.bans.lock(4))).toEqual({
        id: 4,
        face: 'whmcs',
        address: '192.0.2.1',
        reason: 'abuse',
        createdAt: NOW,
        expiresAt: null,
        liftedAt: NOW + 7,
      })
    }))

  it('counts failures of an address on a face after an instant', () =>
    opened(async ({ read, within }) => {
      await within(async ({ access: { failures } }) => {
        await failures.lock('whmcs', '192.0.2.1')
        for (const at of [1, 2, 3]) await failures.insert('whmcs', '192.0.2.1', at)
        await failures.insert('native', '192.0.2.1', 3)
        await failures.insert('whmcs', '192.0.2.2', 3)
      })
      const { failures } = read.access
      expect(await failures.count('whmcs', '192.0.2.1', 1)).toBe(2)
      await within((s) => s.access.failures.removeThrough(2))
      expect(await failures.count('whmcs', '192.0.2.1', 0)).toBe(1)
      await within((s) => s.access.failures.clear('whmcs', '192.0.2.1'))
      expect(await failures.count('whmcs', '192.0.2.1', 0)).toBe(0)
      expect(await failures.count('native', '192.0.2.1', 0)).toBe(1)
      expect(await failures.count('whmcs', '192.0.2.2', 0)).toBe(1)
    }))

  it('counts missing actions', () =>
    opened(async ({ read, within }) => {
      await within(async ({ access: { missing } }) => {
        expect(await missing.again('whmcs', 7, 'gettickets', 1)).toBe(false)
        await missing.add('whmcs', 7, 'gettickets', 1)
        await missing.add('whmcs', 7, 'gettickets', 2)
        expect(await missing.again('whmcs', 7, 'gettickets', 3)).toBe(true)
        await missing.add('native', 7, 'gettickets', 4)
        await missing.add('whmcs', 7, 'getquotes', 5)
        expect(await missing.distinct('whmcs', 7)).toBe(2)
      })
      expect(await read.access.missing.list()).toEqual([
        { face: 'whmcs', credentialId: 7, action: 'gettickets', calls: 3, lastAt: 3 },
        { face: 'native', credentialId: 7, action: 'gettickets', calls: 1, lastAt: 4 },
        { face: 'whmcs', credentialId: 7, action: 'getquotes', calls: 1, lastAt: 5 },
      ])
    }))

  it('finds nobody under names that no database likes', () =>
    opened(async (desk) => {
      const { passwordMd5 } = await hireBob(desk)
      const { byStaffPassword, byCredential, knowsIdentifier, asStaff } = desk.access.authentication
      const wrong = { refused: 'wrong_credentials' }
      for (const name of ['bob\0', '\ud800', "bob' OR '1'='1", 'x'.repeat(100_000), '']) {
        expect(await byStaffPassword(name, passwordMd5, 'aculab', '192.0.2.1')).toEqual(wrong)
        expect(await byCredential(name, name, 'aculab', '192.0.2.1')).toEqual(wrong)
        expect(await knowsIdentifier(name)).toBe(false)
        await expect(asStaff(SYSTEM, name)).rejects.toMatchObject({ code: 'not_found' })
      }
      await desk.access.missingActions.count('whmcs', 7, 'Get\0Tickets\ud800')
    }))

  describe('with many at once', () => {
    it('bans each address once, however its three failures arrive over several processes', () =>
      opened(async (desk) => {
        const processes = [desk.access, desk.another(), desk.another()]
        const addresses = Array.from({ length: 12 }, (_, index) => `203.0.113.${index}`)
        const fail = (address: string, { authentication } = desk.access) =>
          authentication.byCredential('x'.repeat(32), 'y'.repeat(32), 'whmcs', address)
        await Promise.all(addresses.map((address) => fail(address)))
        // They know the rules and have a connection, so that the next two failures run side by side.
        await Promise.all(processes.map(({ authentication }) => authentication.checkAddress('whmcs', '::1')))
        await Promise.all(addresses.flatMap((address) => processes.slice(1).map((process) => fail(address, process))))
        const bans = await desk.access.bans.list(SYSTEM)
        expect(bans.map(({ address }) => address).sort()).toEqual(addresses.sort())
        desk.clock.advance(500)
        for (const { authentication } of processes)
          expect(await authentication.checkAddress('whmcs', '203.0.113.9')).toBe('banned')
      }))

    it('loses no change of the version and none of two changes of one member', () =>
      opened(async (desk) => {
        const { bob } = await hireBob(desk)
        const other = desk.another()
        const before = await desk.read.access.version()
        await Promise.all([
          ...Array.from({ length: 10 }, (_, index) => desk.access.staff.change(SYSTEM, bob.id, { notes: `${index}` })),
          ...Array.from({ length: 10 }, (_, index) => other.staff.change(SYSTEM, bob.id, { signature: `${index}` })),
          ...Array.from({ length: 5 }, () => other.staff.setPassword(SYSTEM, bob.id, 'battery staple')),
        ])
        const staff = (await desk.read.access.staff.get(bob.id))!
        expect(await desk.read.access.version()).toBe(before + 25)
        expect(staff).toMatchObject({ passwordVersion: bob.passwordVersion + 5 })
        expect([staff.notes, staff.signature]).not.toContain('')
      }))

    it('makes one member of two with the same username', () =>
      opened(async (desk) => {
        const { role } = await hireBob(desk)
        const hire = (username: string) => desk.access.staff.create(SYSTEM, { username, roleId: role.id })
        const outcomes = await Promise.allSettled([hire('dora'), hire('DORA'), hire('Dora')])
        expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
      }))

    it('counts a missing action for every call', () =>
      opened(async (desk) => {
        await Promise.all(Array.from({ length: 20 }, () => desk.access.missingActions.count('whmcs', 7, 'GetTickets')))
        expect(await desk.access.missingActions.list(SYSTEM)).toMatchObject([{ calls: 20 }])
      }))
  })
})
