import { Invalid } from '../base/refusal.ts'
import type { ProjectTx } from './parts.ts'
import { ANYBODY } from './project.ts'

/** Who can be named must be there; who was named stays named. */
export async function requireStaff(tx: ProjectTx, field: string, id: number | null | undefined): Promise<void> {
  if (id == null) return
  if (!(await tx.access.staff.get(id))) throw new Invalid(field, 'the id of a staff member', id)
}

export async function requireAssigned(tx: ProjectTx, id: number | null | undefined, anybody: boolean): Promise<void> {
  if (id !== ANYBODY) return requireStaff(tx, 'assignedId', id)
  if (!anybody) throw new Invalid('assignedId', 'the id of a staff member: by the settings, nothing is for anybody', id)
}

export async function requireClient(tx: ProjectTx, id: number | null): Promise<void> {
  if (id !== null && !(await tx.clients.get(id))) throw new Invalid('clientId', 'the id of a client', id)
}

export async function requireContact(tx: ProjectTx, clientId: number | null, id: number | null): Promise<void> {
  if (id === null) return
  const contact = await tx.clients.contacts.get(id)
  if (!contact || contact.clientId !== clientId) throw new Invalid('contactId', 'a contact of the client', id)
}

export async function requireService(tx: ProjectTx, clientId: number | null, id: number | null): Promise<void> {
  if (id === null) return
  const service = await tx.services.get(id)
  if (!service || service.clientId !== clientId) throw new Invalid('serviceId', 'a service of the client', id)
}
