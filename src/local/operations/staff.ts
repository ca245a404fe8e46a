import * as z from 'zod'
import type { Access } from '../../access/access.ts'
import { SYSTEM } from '../../access/actor.ts'
import type { StaffMember } from '../../access/staff/staff-member.ts'
import { NotFound } from '../../base/refusal.ts'
import { localOperation } from '../operation.ts'
import { isoText } from './instant.ts'
import { firstRole } from './roles.ts'

export const staffCreate = localOperation(
  z.object({
    username: z.string(),
    password: z.string().optional(),
    /** By name; without one that of a full administrator, which is made where there is no role yet. */
    role: z.string().optional(),
    email: z.string().optional(),
    firstName: z.string().optional(),
    lastName: z.string().optional(),
    legacyLogin: z.boolean().optional(),
    numbers: z.enum(['documented', 'native']).optional(),
    httpStatus: z.enum(['documented', 'always-200']).optional(),
    stringifyColumns: z.boolean().optional(),
  }),
  async ({ domain: { access } }, { role: roleName, ...details }) => {
    const role = await firstRole(access, roleName)
    const { id, username, legacyLogin } = await access.staff.create(SYSTEM, { ...details, roleId: role.id })
    const { name, permissions, requiresSecondFactor } = role
    return { id, username, role: name, permissions, requiresSecondFactor, legacyLogin }
  },
)

export const staffPassword = localOperation(
  z.object({ username: z.string(), password: z.string(), legacyLogin: z.boolean().optional() }),
  async ({ domain: { access } }, { username, password, legacyLogin }) => {
    const staff = await staffNamed(access, username)
    await access.staff.setPassword(SYSTEM, staff.id, password)
    const changed = await access.staff.update(SYSTEM, staff.id, { legacyLogin })
    return { id: staff.id, username: staff.username, legacyLogin: changed.legacyLogin }
  },
)

export const staffActive = localOperation(
  z.object({ username: z.string(), active: z.boolean() }),
  async ({ domain: { access } }, { username, active }) => {
    const { id } = await staffNamed(access, username)
    const staff = await (active ? access.staff.enable(SYSTEM, id) : access.staff.disable(SYSTEM, id))
    return { id, username: staff.username, active: staff.active }
  },
)

/** Who comes from the identity provider with this subject is that member. */
export const staffLink = localOperation(
  z.object({ username: z.string(), subject: z.string().min(1).max(255) }),
  async ({ domain: { access } }, { username, subject }) => {
    const staff = await access.signOn.link(SYSTEM, username, subject)
    return { id: staff.id, username: staff.username, subject }
  },
)

/** For who lost them: from here on the password alone is enough again. */
export const staffResetSecondFactors = localOperation(
  z.object({ username: z.string() }),
  async ({ domain: { access } }, { username }) => {
    const staff = await staffNamed(access, username)
    await access.secondFactors.reset(SYSTEM, staff.id)
    return { id: staff.id, username: staff.username }
  },
)

export const staffList = localOperation(z.object({}), async ({ domain: { access } }) => {
  const roles = new Map((await access.roles.list(SYSTEM)).map(({ id, name }) => [id, name]))
  const staff = await access.staff.list(SYSTEM)
  return staff.map(({ id, username, email, firstName, lastName, roleId, active, legacyLogin, createdAt }) => ({
    id,
    username,
    name: `${firstName} ${lastName}`.trim(),
    email,
    role: roles.get(roleId)!,
    active,
    legacyLogin,
    createdAt: isoText(createdAt),
  }))
})

/** Usernames are compared without regard to case. */
export async function staffNamed(access: Access, username: string): Promise<StaffMember> {
  const staff = await access.staff.list(SYSTEM)
  const found = staff.find((member) => member.username.toLowerCase() === username.trim().toLowerCase())
  if (!found) throw new NotFound('staff member', username)
  return found
}
