import { z } from 'zod'
import type { Access } from '../../access/access.ts'
import { SYSTEM } from '../../access/actor.ts'
import type { Role } from '../../access/staff/role.ts'
import { Refusal } from '../../base/refusal.ts'
import { localOperation } from '../operation.ts'

/** The role that the first member of the staff gets where nobody has made any. */
export const FIRST_ROLE = 'Full Administrator'

export const roleList = localOperation(z.object({}), async ({ domain }) => {
  const roles = await domain.access.roles.list(SYSTEM)
  return roles.map(({ id, name, permissions }) => ({ id, name, permissions }))
})

export async function roleNamed(access: Access, name: string): Promise<Role> {
  const roles = await access.roles.list(SYSTEM)
  const found = roles.find((role) => role.name === name)
  if (found) return found
  const known = roles.map((role) => role.name).join(', ')
  throw new Refusal(
    'not_found',
    `Role ${JSON.stringify(name)} was not found`,
    { noun: 'role', id: name },
    {
      hint: known ? `There are: ${known}` : 'Make roles with provisor apply',
    },
  )
}

/** On an installation without any role, one that may do everything. */
export async function firstRole(access: Access): Promise<Role> {
  const roles = await access.roles.list(SYSTEM)
  return roles.length === 0
    ? access.roles.create(SYSTEM, { name: FIRST_ROLE, permissions: ['*'] })
    : roleNamed(access, FIRST_ROLE)
}
