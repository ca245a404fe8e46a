import { expect, test } from 'vitest'
import { type AccessWorld, NOW, withAccess } from '../../../test/support/access.ts'
import { forEachEngine } from '../../../test/support/databases.ts'
import { SYSTEM } from '../../access/actor.ts'
import type { NewCredential } from '../../access/store.ts'

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
  requestsPerMinute: 60,
  secretDigest: 'digest',
}

forEachEngine((engine) => {
  const opened = (work: (world: AccessWorld) => Promise<void>) => withAccess(engine, work)

  test('keeps credentials, and their digest apart', () =>
    opened(async (world) => {
      const { read, transaction } = world
      const { roles, staff } = world.access
      await roles.create(SYSTEM, { name: 'Support', permissions: ['api.access'] })
      await staff.create(SYSTEM, { username: 'carol', roleId: 1 })
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
})
