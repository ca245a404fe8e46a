import { PermissionRefused } from '../base/refusal.ts'
import { expandPermissions, type Permission } from './permissions.ts'

/** Who acts: the first argument of every verb. */
export type Actor = {
  readonly kind: 'staff' | 'system'
  /** The staff member's id; 0 for the system itself. */
  readonly id: number
  readonly name: string
  /** The API credential in use, or null for a person at the console or the owner of the data folder. */
  readonly credentialId: number | null
  /** The session of a person who signed in, where there is one. */
  readonly sessionId?: number
  /** Where the request came from; `local` for the owner of the data folder. */
  readonly address: string
  readonly permissions: ReadonlySet<Permission>
}

export function authorize(actor: Actor, permission: Permission): void {
  if (!actor.permissions.has(permission)) throw new PermissionRefused(permission)
}

export const may = (actor: Actor, permission: Permission): boolean => actor.permissions.has(permission)

/** The owner of the data folder at the keyboard, and what the server does by itself. */
export const SYSTEM: Actor = {
  kind: 'system',
  id: 0,
  name: 'System',
  credentialId: null,
  address: 'local',
  permissions: expandPermissions(['*']),
}
