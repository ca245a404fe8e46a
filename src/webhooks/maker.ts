import { type Actor, SYSTEM } from '../access/actor.ts'
import { permissionsOf } from '../access/staff/role.ts'
import type { AccessStores } from '../access/store.ts'
import type { WebhookEndpoint } from './endpoint.ts'
import type { Maker } from './parts.ts'

type MadeBy = Pick<WebhookEndpoint, 'staffId' | 'credentialId'>

export const makerKey = ({ staffId, credentialId }: MadeBy): string => `${staffId}:${credentialId}`

export const madeBy = ({ kind, id, credentialId }: Actor): MadeBy =>
  kind === 'system' ? { staffId: null, credentialId: null } : { staffId: id, credentialId }

/** Whoever answers for an endpoint, with the rights of this moment; or why they may not sign in any more. */
export async function makerOf(read: AccessStores, { staffId, credentialId }: MadeBy, now: number): Promise<Maker> {
  if (staffId === null) return { actor: SYSTEM }
  const member = await read.access.staff.get(staffId)
  if (!member?.active) return { gone: 'Its maker was disabled' }
  const roles = await read.access.roles.list()
  const own = permissionsOf(roles.filter(({ id }) => id === member.roleId))
  if (!own.has('api.access')) return { gone: 'Its maker may not sign in any more' }
  const credential = credentialId === null ? undefined : await read.access.credentials.get(credentialId)
  if (credentialId !== null && (!credential || credential.revokedAt !== null))
    return { gone: 'The credential that made it was revoked' }
  if (credential?.expiresAt && credential.expiresAt <= now) return { gone: 'The credential that made it has expired' }
  const of = credential?.roleIds ?? []
  const permissions = of.length > 0 ? permissionsOf(roles.filter(({ id }) => of.includes(id))) : own
  return { actor: { kind: 'staff', id: member.id, name: member.username, credentialId, address: 'local', permissions } }
}
