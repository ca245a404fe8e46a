import type { Actor } from '../access/actor.ts'
import { actorAgain } from '../access/actor-again.ts'
import type { StaffMember } from '../access/staff/staff-member.ts'
import type { AccessStores } from '../access/store.ts'
import { NotFound } from '../base/refusal.ts'

/** A member of staff as the one who acts, with the rights of this moment; undefined of one who may not sign in any more. */
export async function actorOfMember(read: AccessStores, id: number, now: number): Promise<Actor | undefined> {
  const found = await actorAgain(read, { kind: 'staff', id, name: '', address: 'local', credentialId: null }, now)
  return 'gone' in found ? undefined : found.actor
}

export async function existingMember(read: AccessStores, staffId: number): Promise<StaffMember> {
  const member = await read.access.staff.get(staffId)
  if (!member) throw new NotFound('staff member', staffId)
  return member
}
