import { Invalid } from '../base/refusal.ts'
import type { Steps } from './parts.ts'
import { ANYBODY } from './project.ts'

/** Who can be named must be there; who was named stays named. */
export async function requireStaff(s: Steps, field: string, id: number | null | undefined): Promise<void> {
  if (id == null) return
  if (!(await s.access.staff.get(id))) throw new Invalid(field, 'the id of a staff member', id)
}

export async function requireAssigned(s: Steps, id: number | null | undefined, anybody: boolean): Promise<void> {
  if (id !== ANYBODY) return requireStaff(s, 'assignedId', id)
  if (!anybody) throw new Invalid('assignedId', 'the id of a staff member: by the settings, nothing is for anybody', id)
}

export async function requireClient(s: Steps, id: number | null): Promise<void> {
  if (id !== null && !(await s.clients.get(id))) throw new Invalid('clientId', 'the id of a client', id)
}

export async function requireContact(s: Steps, clientId: number | null, id: number | null): Promise<void> {
  if (id === null) return
  const contact = await s.clients.contacts.get(id)
  if (!contact || contact.clientId !== clientId) throw new Invalid('contactId', 'a contact of the client', id)
}

export async function requireService(s: Steps, clientId: number | null, id: number | null): Promise<void> {
  if (id === null) return
  const service = await s.services.get(id)
  if (!service || service.clientId !== clientId) throw new Invalid('serviceId', 'a service of the client', id)
}
