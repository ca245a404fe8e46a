import { describe, expect, it } from 'vitest'
import { type AccessDesk, hireBob, NOW, withAccess } from '../../../test/support/access.ts'
import { forEachEngine } from '../../../test/support/databases.ts'
import { SYSTEM } from '../../access/actor.ts'
import type { NewCredential, NewStaffMember } from '../../access/store.ts'

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
  const addRole = ({ transaction }: AccessDesk) =>
    transaction((tx) => tx.access.roles.insert({ name: 'Support', permissions: ['services.*', 'api.access'] }, tx.at))

  it('keeps roles, one for a name', () =>
    opened(async (desk) => {
      const { read, transaction } = desk
      expect(await addRole(desk)).toBe(1)
      const role = { id: 1, name: 'Support', permissions: ['services.*', 'api.access'], createdAt: NOW }
      expect(await read.access.roles.get(1)).toEqual(role)
      expect(await transaction((tx) => tx.access.roles.lock(1))).toEqual(role)
      expect(await read.access.roles.get(2)).toBeUndefined()
      expect(await addRole(desk)).toBeUndefined()
      await transaction((tx) => tx.access.roles.insert({ name: 'Admin', permissions: ['*'] }, tx.at))
      await transaction((tx) => tx.access.roles.setPermissions(1, ['clients.read']))
      expect((await read.access.roles.list()).map(({ name, permissions }) => [name, permissions])).toEqual([
        ['Admin', ['*']],
        ['Support', ['clients.read']],
      ])
    }))

  it('keeps staff, found by their username without regard to case', () =>
    opened(async (desk) => {
      const { read, transaction } = desk
      await addRole(desk)
      expect(await transaction((tx) => tx.access.staff.insert(carol, tx.at))).toBe(1)
      const { passwordHash, ...rest } = carol
      const staff = { id: 1, ...rest, createdAt: NOW, updatedAt: NOW }
      expect(await read.access.staff.get(1)).toEqual(staff)
      expect(await transaction((tx) => tx.access.staff.lock(1))).toEqual(staff)
      expect(await read.access.staff.list()).toEqual([staff])
      expect(await read.access.staff.byUsername('CAROL äRMEL')).toEqual({ staff, passwordHash })
      expect(await read.access.staff.byUsername('carol')).toBeUndefined()
      const again = { ...carol, uuid: 'another', username: 'CAROL ÄRMEL' }
      expect(await transaction((tx) => tx.access.staff.insert(again, tx.at))).toBeUndefined()

      await transaction((tx) =>
        tx.access.staff.update(1, { active: true, legacyLogin: false, passwordHash: 'x' }, NOW + 9),
      )
      expect(await read.access.staff.byUsername('carol ärmel')).toEqual({
        staff: { ...staff, active: true, legacyLogin: false, updatedAt: NOW + 9 },
        passwordHash: 'x',
      })
    }))

  it('keeps credentials, and their digest apart', () =>
    opened(async (desk) => {
      const { read, transaction } = desk
      await addRole(desk)
      await transaction((tx) => tx.access.staff.insert(carol, tx.at))
      expect(await transaction((tx) => tx.access.credentials.insert(monitor, tx.at))).toBe(1)
      const { secretDigest, ...rest } = monitor
      const credential = { id: 1, ...rest, revokedAt: null, passwordsBlankedAt: null, createdAt: NOW }
      expect(await read.access.credentials.byIdentifier(monitor.identifier)).toEqual({ credential, secretDigest })
      expect(await read.access.credentials.byIdentifier('A'.repeat(32))).toBeUndefined()
      expect(await read.access.credentials.list()).toEqual([credential])
      expect(await transaction((tx) => tx.access.credentials.lock(1))).toEqual(credential)

      const changes = {
        roleIds: [],
        addresses: [],
        stringifyColumns: false,
        expiresAt: null,
        revokedAt: NOW + 1,
      } as const
      await transaction((tx) => tx.access.credentials.update(1, { ...changes, passwordsBlankedAt: NOW + 2 }))
      expect(await read.access.credentials.get(1)).toEqual({ ...credential, ...changes, passwordsBlankedAt: NOW + 2 })
    }))

  it('keeps allowed addresses, each range once', () =>
    opened(async ({ read, transaction }) => {
      const add = (cidr: string) =>
        transaction((tx) => tx.access.addresses.insert({ cidr, note: 'note', faces: ['aculab'] }, tx.at))
      expect([await add('10.0.0.0/8'), await add('::1'), await add('::1')]).toEqual([1, 2, undefined])
      const row = { id: 1, cidr: '10.0.0.0/8', note: 'new', faces: ['native', 'whmcs'], createdAt: NOW }
      await transaction((tx) => tx.access.addresses.update(1, { note: 'new', faces: ['native', 'whmcs'] }))
      expect(await transaction((tx) => tx.access.addresses.lock(1))).toEqual(row)
      expect(await read.access.addresses.list()).toMatchObject([row, { cidr: '::1' }])
      expect(await transaction((tx) => tx.access.addresses.remove(1))).toBe(true)
      expect(await transaction((tx) => tx.access.addresses.remove(1))).toBe(false)
    }))

  it('keeps bans, and tells which are in force', () =>
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

  it('counts wrong guesses and those under way, of a block on a face and of who was named', () =>
    opened(async ({ read, transaction }) => {
      const place = { face: 'whmcs', block: '192.0.2.1', identity: 'bob' } as const
      const row = { ...place, known: false, until: null }
      await transaction(async ({ access: { attempts } }) => {
        await attempts.lock(place)
        for (const at of [1, 2, 3]) await attempts.insert({ ...row, at })
        await attempts.insert({ ...row, identity: 'eve', at: 4 })
        await attempts.insert({ ...row, face: 'native', at: 3 })
        await attempts.insert({ ...row, block: '192.0.2.2', at: 3 })
        const looked = await attempts.insert({ ...row, at: 5, until: 10 })
        await attempts.insert({ ...row, known: true, at: 5, until: 10 })
        await attempts.insert({ ...row, at: 5, until: 6 })
        const gone = await attempts.insert({ ...row, at: 5, until: 10 })
        await attempts.remove(gone)
        expect(await attempts.fail(gone, 6)).toBe(false)
        const counts = { failed: 3, clearAt: 4, underway: 1, ownFailed: 2, ownUnderway: 1 }
        expect(await attempts.count(place, { since: 1, now: 6 })).toEqual(counts)
        expect(await attempts.fail(looked, 7)).toBe(true)
        const later = { failed: 4, clearAt: 7, underway: 0, ownFailed: 3, ownUnderway: 1 }
        expect(await attempts.count(place, { since: 1, now: 6 })).toEqual(later)
      })
      const { attempts } = read.access
      const failed = async () => (await attempts.count(place, { since: 0, now: 6 })).failed
      expect(await attempts.guessed('bob', 2)).toBe(4)
      await transaction((tx) => tx.access.attempts.forgive(place))
      expect([await failed(), await attempts.guessed('bob', 0), await attempts.guessed('eve', 0)]).toEqual([1, 2, 1])
      await transaction((tx) => tx.access.attempts.spend(place))
      const eve = await attempts.count({ ...place, identity: 'eve' }, { since: 0, now: 6 })
      expect([eve.failed, eve.ownFailed, await attempts.guessed('eve', 0)]).toEqual([0, 1, 1])
      expect(await attempts.count({ ...place, identity: '' }, { since: 9, now: 6 })).toMatchObject({ clearAt: null })
    }))

  it('removes old guesses and callers, and the oldest of too many', () =>
    opened(async ({ read, transaction }) => {
      const place = { face: 'whmcs', block: '192.0.2.1', identity: 'bob' } as const
      await transaction(async ({ access: { attempts, callers } }) => {
        for (const at of [1, 2, 3, 4, 5]) {
          await attempts.insert({ ...place, known: false, at, until: null })
          await callers.note(`192.0.2.${at}`, 'bob', at, 0)
        }
        expect(await attempts.prune(2, 1)).toBe(1)
        expect(await attempts.prune(2, 10)).toBe(1)
        expect(await attempts.pruneBeyond(2, 10)).toBe(1)
        expect(await callers.prune(2, 10)).toBe(2)
        expect(await callers.pruneBeyond(2, 10)).toBe(1)
      })
      expect(await read.access.attempts.guessed('bob', 0)).toBe(2)
      const known = await Promise.all([1, 2, 3, 4, 5].map((last) => read.access.callers.has(`192.0.2.${last}`, 'bob')))
      expect(known).toEqual([false, false, false, true, true])
    }))

  it('notes a known caller once in a while', () =>
    opened(async ({ read, transaction }) => {
      const { callers } = read.access
      expect(await callers.has('192.0.2.1', 'bob')).toBe(false)
      await transaction(async ({ access: { callers } }) => {
        await callers.note('192.0.2.1', 'bob', 10, 0)
        await callers.note('192.0.2.1', 'bob', 20, 9)
        expect(await callers.prune(9, 10)).toBe(0)
        await callers.note('192.0.2.1', 'bob', 20, 10)
        expect(await callers.prune(19, 10)).toBe(0)
      })
      expect([await callers.has('192.0.2.1', 'bob'), await callers.has('192.0.2.2', 'bob')]).toEqual([true, false])
      await transaction((tx) => tx.access.callers.note('192.0.2.1', 'eve', 30, 0))
      expect(await callers.ofBlock('192.0.2.1')).toEqual(['eve', 'bob'])
    }))

  it('counts missing actions', () =>
    opened(async ({ read, transaction }) => {
      await transaction(async ({ access: { missing } }) => {
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

    it('looks at three of sixty wrong guesses over three processes, and makes one ban of them', () =>
      opened(async (desk) => {
        const processes = [desk.access, desk.another(), desk.another()]
        let looked = 0
        const guess = (n: number) =>
          processes[n % 3]!.attempts.look(
            { face: 'whmcs', address: '203.0.113.9', who: ['staff', 'bob'], shown: `guess ${n}` },
            async () => {
              looked++
              await new Promise(setImmediate)
              // Among the refused ones is a right one.
              return { was: n === 59 ? 'right' : 'wrong', value: n }
            },
          )
        const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => guess(n)))
        expect(looked).toBe(3)
        expect(answers.filter((answer) => 'stopped' in answer)).toHaveLength(57)
        expect(answers[59]).toEqual({ stopped: 'banned' })
        expect(await desk.access.bans.list(SYSTEM, 'all')).toMatchObject([{ face: 'whmcs', address: '203.0.113.9' }])
      }))

    it('lets a caller in who begins twenty at once in each of three processes', () =>
      opened(async (desk) => {
        const { credential, secret } = await hireBob(desk)
        const processes = [desk.access, desk.another(), desk.another()]
        const answers = await Promise.all(
          Array.from({ length: 60 }, (_, n) =>
            processes[n % 3]!.authentication.byCredential(credential.identifier, secret, 'whmcs', '203.0.113.9'),
          ),
        )
        expect(answers.filter((answer) => 'actor' in answer)).toHaveLength(60)
      }))

    it('looks at the burst of sixty wrong guesses on a face that throttles, over two processes', () =>
      opened(async (desk) => {
        const processes = [desk.access, desk.another()]
        let looked = 0
        const guess = (n: number) =>
          processes[n % 2]!.attempts.look(
            { face: 'aculab', address: '203.0.113.9', who: ['outbound', '1-2-0/bob'], shown: `guess ${n}` },
            async () => {
              looked++
              await new Promise(setImmediate)
              return { was: 'wrong', value: n }
            },
          )
        const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => guess(n)))
        expect(looked).toBe(10)
        expect(answers.filter((answer) => 'stopped' in answer)).toHaveLength(50)
        expect(answers.find((answer) => 'stopped' in answer)).toEqual({ stopped: 'throttled', retryAfterMs: 1000 })
        desk.clock.advance(999)
        expect(await guess(60)).toMatchObject({ stopped: 'throttled', retryAfterMs: 1 })
        desk.clock.advance(1)
        expect(await guess(61)).toMatchObject({ was: 'wrong' })
        expect(await guess(62)).toMatchObject({ stopped: 'throttled' })
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
