import type { Actor } from '../access/actor.ts'
import { permissionsOf } from '../access/staff/role.ts'
import type { StaffMember } from '../access/staff/staff-member.ts'
import type { AccessStores } from '../access/store.ts'
import { NotFound } from '../base/refusal.ts'

/** A member of staff as the one who acts, with the rights of this moment; undefined of one who is disabled. */
export async function actorOfMember(read: AccessStores, staffId: number): Promise<Actor | undefined> {
  const member = await read.access.staff.get(staffId)
  return member && toActor(read, member)
}

async function toActor(read: AccessStores, member: StaffMember): Promise<Actor | undefined> {
  if (!member.active) return undefined
  const role = await read.access.roles.get(member.roleId)
  return {
    kind: 'staff',
    id: member.id,
    name: member.username,
    credentialId: null,
    address: 'local',
    permissions: permissionsOf(role ? [role] : []),
  }
}

export async function existingMember(read: AccessStores, staffId: number): Promise<StaffMember> {
  const member = await read.access.staff.get(staffId)
  if (!member) throw new NotFound('staff member', staffId)
  return member
}
