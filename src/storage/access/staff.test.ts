import { expect, test } from 'vitest'
import { type AccessWorld, NOW, withAccess } from '../../../test/support/access.ts'
import { forEachEngine } from '../../../test/support/databases.ts'
import type { NewStaffMember } from '../../access/store.ts'

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

forEachEngine((engine) => {
  const opened = (work: (world: AccessWorld) => Promise<void>) => withAccess(engine, work)
  const addRole = ({ transaction }: AccessWorld) =>
    transaction((tx) =>
      tx.access.roles.insert(
        { name: 'Support', permissions: ['services.*', 'api.access'], requiresSecondFactor: false },
        tx.at,
      ),
    )

  test('keeps roles, one for a name', () =>
    opened(async (world) => {
      const { read, transaction } = world
      expect(await addRole(world)).toBe(1)
      const role = {
        id: 1,
        name: 'Support',
        permissions: ['services.*', 'api.access'],
        requiresSecondFactor: false,
        createdAt: NOW,
        version: 1,
      }
      expect(await read.access.roles.get(1)).toEqual(role)
      expect(await transaction((tx) => tx.access.roles.lock(1))).toEqual(role)
      expect(await read.access.roles.get(2)).toBeUndefined()
      expect(await addRole(world)).toBeUndefined()
      await transaction((tx) =>
        tx.access.roles.insert({ name: 'Admin', permissions: ['*'], requiresSecondFactor: false }, tx.at),
      )
      await transaction((tx) => tx.access.roles.update(1, { permissions: ['clients.read'] }))
      expect((await read.access.roles.list()).map(({ name, permissions }) => [name, permissions])).toEqual([
        ['Admin', ['*']],
        ['Support', ['clients.read']],
      ])
    }))

  test('keeps staff, found by their username without regard to case', () =>
    opened(async (world) => {
      const { read, transaction } = world
      await addRole(world)
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
})
