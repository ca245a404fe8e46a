import * as z from 'zod'
import type { Access } from '../../access/access.ts'
import { SYSTEM } from '../../access/actor.ts'
import type { Role } from '../../access/staff/role.ts'
import { Refusal } from '../../base/refusal.ts'
import { localOperation } from '../operation.ts'

/** The role that the first member of the staff gets where nobody has made any. */
export const FIRST_ROLE = 'Full Administrator'

/** What the first roles may be: where there is none yet, one of these is made when somebody gets it. */
const FIRST_ROLES: Readonly<Record<string, readonly string[]>> = {
  [FIRST_ROLE]: ['*'],
  Operator: ['*', '!access.write', '!system.write'],
  Support: [
    'api.access',
    'clients.read',
    'services.*',
    '!services.passwords',
    'support.*',
    'projects.read',
    'projects.write',
  ],
  'Read only': [
    'api.access',
    'activity.read',
    'catalog.read',
    'clients.read',
    'orders.read',
    'outbound.read',
    'projects.read',
    'provisioning.read',
    'services.read',
    'support.read',
    'system.read',
  ],
}

/** Those that there are; before there are any, those that can be made. */
export const roleChoices = localOperation(z.object({}), async ({ domain }) => {
  const roles = await domain.access.roles.list(SYSTEM)
  return roles.length > 0 ? roles.map(({ name }) => name) : Object.keys(FIRST_ROLES)
})

export const roleList = localOperation(z.object({}), async ({ domain }) => {
  const roles = await domain.access.roles.list(SYSTEM)
  return roles.map(({ id, name, permissions, requiresSecondFactor }) => ({
    id,
    name,
    permissions,
    requiresSecondFactor,
  }))
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

/** On an installation without any role, one of the first ones is made. */
export async function firstRole(access: Access, name: string = FIRST_ROLE): Promise<Role> {
  const permissions = FIRST_ROLES[name]
  const isFirst = permissions !== undefined && (await access.roles.list(SYSTEM)).length === 0
  return isFirst ? access.roles.create(SYSTEM, { name, permissions }) : roleNamed(access, name)
}
