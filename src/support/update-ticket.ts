import type { Actor } from '../access/actor.ts'
import { type Checks, checkedDetails, requireText } from '../base/checks.ts'
import type { Patch } from '../base/merge.ts'
import { Invalid, NotFound } from '../base/refusal.ts'
import type { Tx } from '../base/transaction.ts'
import { changesBetween, record } from '../events/event.ts'
import { dropContents } from '../files/files.ts'
import { authorOf, requireCopies, requireEmail } from './author.ts'
import {
  pastInstant,
  requireMessage,
  requirePriority,
  requireStaff,
  requireSubject,
  requireTicketStatus,
} from './create-ticket.ts'
import { lockedTicket } from './discuss.ts'
import { LONGEST_TEXT, type SupportStores, type SupportTx, type TicketEnded } from './parts.ts'
import type { NewTicket } from './store.ts'
import type { Ticket } from './ticket.ts'

type Plain = Pick<
  Ticket,
  'cc' | 'subject' | 'message' | 'markdown' | 'status' | 'priority' | 'preventClientClosure' | 'name' | 'email'
>

/** What is left out stays as it is. */
export type TicketChanges = Patch<Plain> & {
  departmentId?: number | undefined
  /** It becomes this client's; a guest's name and address go. */
  clientId?: number | undefined
  /** Null takes the flag away. */
  flaggedTo?: number | null | undefined
  openedAt?: number | undefined
}

const CHECKS: Checks<Plain> = {
  cc: requireCopies,
  subject: requireSubject,
  message: requireMessage,
  markdown: (on) => on,
  status: requireTicketStatus,
  priority: requirePriority,
  preventClientClosure: (on) => on,
  name: (text) => requireText('name', text, LONGEST_TEXT),
  email: requireEmail,
}

/** Without a difference nothing is written and nothing recorded. */
export async function updateTicket(tx: SupportTx, actor: Actor, id: number, changes: TicketChanges): Promise<Ticket> {
  const before = await lockedTicket(tx, id)
  const after: Patch<NewTicket> = { ...checkedDetails(CHECKS, changes), ...(await referencesOf(tx, before, changes)) }
  const differences = changesBetween<Partial<NewTicket>>(before, after)
  const fields = Object.keys(differences) as (keyof NewTicket)[]
  if (fields.length === 0) return before
  const written = Object.fromEntries(fields.map((field) => [field, after[field]]))
  await tx.support.tickets.update(id, written, tx.at)
  await record(tx, actor, {
    kind: before.status !== 'Closed' && after.status === 'Closed' ? 'ticket.closed' : 'ticket.updated',
    subjectId: id,
    clientId: after.clientId === undefined ? before.clientId : after.clientId,
    description: `Ticket ${before.mask} updated (${fields.join(', ')})`,
    changes: differences,
  })
  return { ...before, ...written }
}

async function referencesOf(tx: SupportTx, before: Ticket, changes: TicketChanges): Promise<Partial<NewTicket>> {
  const after: Partial<NewTicket> = {}
  const { departmentId, clientId, flaggedTo, openedAt } = changes
  if (departmentId !== undefined && !(await tx.support.departments.get(departmentId)))
    throw new NotFound('Department', departmentId)
  if (departmentId !== undefined) after.departmentId = departmentId
  if (flaggedTo !== undefined) after.flaggedTo = flaggedTo === null ? null : await requireStaff(tx, flaggedTo)
  if (openedAt !== undefined) after.openedAt = pastInstant(openedAt, tx.at)
  if (clientId !== undefined && clientId !== before.clientId) {
    const { contactId, userId, name, email } = await authorOf(tx, { clientId })
    Object.assign(after, { clientId, contactId, userId, name, email, related: null })
  }
  const owner = after.clientId ?? before.clientId
  if (owner !== null && (changes.name !== undefined || changes.email !== undefined))
    throw new Invalid(changes.name === undefined ? 'email' : 'name', 'a ticket of a guest, as clients have their own')
  return after
}

/** For good, with its messages and what is attached to them. */
export async function deleteTicket<S extends SupportStores>(
  tx: Tx<S>,
  ticketEnded: TicketEnded<S>,
  actor: Actor,
  id: number,
): Promise<void> {
  const ticket = await lockedTicket(tx, id)
  await ticketEnded(tx, actor, id, null)
  await dropContents(tx, await tx.support.attachments.contentsOfTicket(id))
  await tx.support.tickets.delete(id)
  await record(tx, actor, {
    kind: 'ticket.deleted',
    subjectId: id,
    clientId: ticket.clientId,
    description: `Ticket ${ticket.mask} deleted: ${ticket.subject}`,
  })
}
