import { expandPermissions, type Permission } from '../permissions.ts'

/** A named set of rights, as patterns: `services.read`, `services.*`, `*`. */
export type Role = {
  id: number
  name: string
  permissions: readonly string[]
  /** Whoever signs in with this role and has none sets one up before anything else. */
  requiresSecondFactor: boolean
  createdAt: number
  /** Moves with every change. */
  version: number
}

/** What any of the roles allows: what one takes away, another may still give. */
export const permissionsOf = (roles: readonly Role[]): ReadonlySet<Permission> =>
  new Set(roles.flatMap(({ permissions }) => [...expandPermissions(permissions)]))
