import type { Actor } from '../access/actor.ts'
import type { StaffMember } from '../access/staff/staff-member.ts'
import { requireText } from '../base/checks.ts'
import { Invalid, NotFound } from '../base/refusal.ts'
import { fullName } from '../clients/client.ts'
import { isEmail } from '../clients/contact-details.ts'
import { ClientRefused } from '../clients/refused.ts'
import { LONGEST_TEXT, type SupportTx } from './parts.ts'
import { SupportRefused } from './refused.ts'
import type { Author } from './ticket.ts'

/** Who speaks: staff by user name, or a client with one of its contacts or users, or a user, or a guest. */
export type AuthorForm = {
  clientId?: number | undefined
  contactId?: number | undefined
  userId?: number | undefined
  name?: string | undefined
  email?: string | undefined
}

export const NOBODY: Author = {
  clientId: null,
  contactId: null,
  userId: null,
  staffId: null,
  staffName: '',
  name: '',
  email: '',
}

/** The person of these numbers, or a guest of this name. */
export async function authorOf(
  tx: SupportTx,
  { clientId, contactId, userId, name, email }: AuthorForm,
): Promise<Author> {
  if (clientId === undefined && userId === undefined) return { ...NOBODY, ...guest(name, email) }
  if (clientId !== undefined && !(await tx.clients.get(clientId))) throw new NotFound('Client', clientId)
  if (userId !== undefined) await requireUser(tx, userId, clientId)
  if (contactId !== undefined) await requireContact(tx, contactId, clientId)
  return { ...NOBODY, clientId: clientId ?? null, contactId: contactId ?? null, userId: userId ?? null }
}

/** A member of the staff by user name. */
export async function staffAuthor(tx: SupportTx, username: string): Promise<Author> {
  const found = await tx.access.staff.byUsername(username)
  if (!found) throw new NotFound('Staff member', username)
  return { ...NOBODY, ...nameOf(found.staff) }
}

/** Whoever acts, as the author of a text. The owner of the data folder is nobody of the staff. */
export async function actingStaff(tx: SupportTx, actor: Actor): Promise<Pick<Author, 'staffId' | 'staffName'>> {
  const staff = actor.kind === 'staff' ? await tx.access.staff.get(actor.id) : undefined
  return staff ? nameOf(staff) : { staffId: null, staffName: actor.name }
}

const nameOf = (staff: StaffMember) => ({ staffId: staff.id, staffName: fullName(staff) || staff.username })

function guest(name = '', email = ''): { name: string; email: string } {
  if (name.trim() === '' || email.trim() === '')
    throw new SupportRefused('guest_incomplete', 'A guest needs a name and an e-mail address')
  return { name: requireText('name', name, LONGEST_TEXT), email: requireEmail(email) }
}

export function requireEmail(text: string): string {
  const email = text.trim()
  if (!isEmail(email)) throw new ClientRefused('email_invalid', 'The e-mail address is not valid')
  return email
}

/** Addresses that get copies, written with commas between them. */
export function requireCopies(text: string): string {
  const addresses = text
    .split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '')
  if (addresses.length > 50) throw new Invalid('cc', 'at most 50 e-mail addresses', addresses.length)
  return [...new Set(addresses.map(requireEmail))].join(',')
}

async function requireUser(tx: SupportTx, userId: number, clientId: number | undefined): Promise<void> {
  if (!(await tx.clients.users.get(userId))) throw new NotFound('User', userId)
  if (clientId === undefined) return
  const users = await tx.clients.users.ofClient(clientId)
  if (!users.some(({ id }) => id === userId))
    throw new SupportRefused('user_not_linked', `User ${userId} is not a user of client ${clientId}`, {
      user: userId,
      client: clientId,
    })
}

async function requireContact(tx: SupportTx, contactId: number, clientId: number | undefined): Promise<void> {
  const contact = await tx.clients.contacts.get(contactId)
  if (!contact || contact.clientId !== clientId)
    throw new SupportRefused('contact_not_owned', `Contact ${contactId} is not a contact of this client`, {
      contact: contactId,
      client: clientId ?? null,
    })
}
