import { type Actor, SYSTEM } from './actor.ts'
import { permissionsOf } from './staff/role.ts'
import type { AccessStores } from './store.ts'

/** Who asked for what goes on without them. */
export type Asker = Pick<Actor, 'kind' | 'id' | 'name' | 'address' | 'credentialId'>

export const askerOf = ({ kind, id, name, address, credentialId }: Actor): Asker => ({
  kind,
  id,
  name,
  address,
  credentialId,
})

/** With the rights of this moment, or why they would not be let in any more. */
export type AskerNow = { readonly actor: Actor } | { readonly gone: string }

/**
 * Somebody as they may act by now, long after they asked: with the rights that they have at this moment, of their
 * credential where they came with one.
 */
export async function actorAgain(read: AccessStores, asker: Asker, now: number): Promise<AskerNow> {
  if (asker.kind === 'system') return { actor: { ...SYSTEM, ...asker } }
  const member = await read.access.staff.get(asker.id)
  if (!member?.active) return { gone: 'the staff account was disabled' }
  const roles = await read.access.roles.list()
  const own = permissionsOf(roles.filter(({ id }) => id === member.roleId))
  if (!own.has('api.access')) return { gone: 'the role does not allow the API any more' }
  const actor: Actor = { ...asker, name: member.username, permissions: own }
  if (asker.credentialId === null) return { actor }
  const credential = await read.access.credentials.get(asker.credentialId)
  if (!credential || credential.revokedAt !== null) return { gone: 'the credential was revoked' }
  if (credential.expiresAt !== null && credential.expiresAt <= now) return { gone: 'the credential has expired' }
  const { roleIds } = credential
  if (roleIds.length === 0) return { actor }
  return { actor: { ...actor, permissions: permissionsOf(roles.filter(({ id }) => roleIds.includes(id))) } }
}
