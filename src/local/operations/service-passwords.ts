import type { Access } from '../../access/access.ts'
import { SYSTEM } from '../../access/actor.ts'
import { permissionsOf, type Role } from '../../access/staff/role.ts'

const RIGHT = 'services.passwords'
const LONGEST_NAME = 64

/**
 * The roles with which a credential reads service passwords, or does not: the given ones where they say so already,
 * else with one more that adds the right, or with twins that lack it. Twins are made once and found again by name.
 */
export async function rolesForPasswords(access: Access, roles: readonly Role[], reads: boolean): Promise<Role[]> {
  if (permissionsOf(roles).has(RIGHT) === reads) return [...roles]
  if (reads) return [...roles, await findOrCreate(access, 'Service Passwords', [RIGHT])]
  return Promise.all(roles.map((role) => (permissionsOf([role]).has(RIGHT) ? twinOf(access, role) : role)))
}

const twinOf = (access: Access, { name, permissions }: Role): Promise<Role> => {
  const suffix = ' without passwords'
  return findOrCreate(access, name.slice(0, LONGEST_NAME - suffix.length) + suffix, [...permissions, `!${RIGHT}`])
}

async function findOrCreate(access: Access, name: string, permissions: readonly string[]): Promise<Role> {
  const found = (await access.roles.list(SYSTEM)).find((role) => role.name === name)
  return found ?? access.roles.create(SYSTEM, { name, permissions })
}
