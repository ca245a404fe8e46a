import { expect, test } from 'vitest'
import { hireBob, NOW, withAccess } from '../../test/support/access.ts'
import { forEachEngine } from '../../test/support/databases.ts'
import { SYSTEM } from './actor.ts'
import { actorAgain } from './actor-again.ts'

forEachEngine((engine) => {
  test('somebody acts later with the rights of that moment, or not at all', () =>
    withAccess(engine, async (world) => {
      const { access, read } = world
      const { role, bob, credential } = await hireBob(world)
      const asker = { kind: 'staff', id: bob.id, name: 'Bob', address: '192.0.2.1', credentialId: null } as const
      const rightsOf = async (credentialId: number | null, now = NOW) => {
        const found = await actorAgain(read, { ...asker, credentialId }, now)
        return 'gone' in found ? found.gone : [...found.actor.permissions].sort()
      }
      expect(await rightsOf(null)).toEqual(['api.access', 'services.read'])
      expect(await rightsOf(credential.id)).toEqual(['api.access', 'services.read'])
      const narrow = await access.roles.create(SYSTEM, { name: 'Narrow', permissions: ['clients.read'] })
      const limits = { name: 'narrow', staffId: bob.id, roleIds: [narrow.id], expiresAt: NOW + 1000 }
      const limited = (await access.credentials.create(SYSTEM, limits)).credential.id
      expect(await rightsOf(limited)).toEqual(['clients.read'])
      expect(await rightsOf(limited, NOW + 1000)).toBe('the credential has expired')
      await access.credentials.revoke(SYSTEM, credential.id)
      expect(await rightsOf(credential.id)).toBe('the credential was revoked')
      expect(await rightsOf(999)).toBe('the credential was revoked')
      await access.roles.update(SYSTEM, role.id, { permissions: ['services.read'] })
      const lacksApi = 'the role does not allow the API any more'
      expect([await rightsOf(null), await rightsOf(limited)]).toEqual([lacksApi, lacksApi])
      await access.roles.update(SYSTEM, role.id, { permissions: ['api.access'] })
      expect(await rightsOf(null)).toEqual(['api.access'])
      await access.staff.disable(SYSTEM, bob.id)
      expect(await rightsOf(null)).toBe('the staff account was disabled')
    }))
})
