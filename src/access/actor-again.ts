import { type Actor, SYSTEM } from './actor.ts'
import { permissionsOf } from './staff/role.ts'
import type { AccessStores } from './store.ts'

/** Who asked for what goes on without them. */
export type Asker = Pick<Actor, 'kind' | 'id' | 'name' | 'address' | 'credentialId'>

/**
 * Somebody as they may act by now, long after they asked: with the rights that they have at this moment, of their
 * credential where they came with one. Undefined of who would not be let in any more.
 */
export async function actorAgain(read: AccessStores, asker: Asker, now: number): Promise<Actor | undefined> {
  if (asker.kind === 'system') return { ...SYSTEM, ...asker }
  const member = await read.access.staff.get(asker.id)
  if (!member?.active) return undefined
  const roles = await read.access.roles.list()
  const own = permissionsOf(roles.filter(({ id }) => id === member.roleId))
  if (!own.has('api.access')) return undefined
  const actor: Actor = { ...asker, name: member.username, permissions: own }
  if (asker.credentialId === null) return actor
  const credential = await read.access.credentials.get(asker.credentialId)
  if (!credential || credential.revokedAt !== null) return undefined
  if (credential.expiresAt !== null && credential.expiresAt <= now) return undefined
  const { roleIds } = credential
  return roleIds.length === 0
    ? actor
    : { ...actor, permissions: permissionsOf(roles.filter(({ id }) => roleIds.includes(id))) }
}
