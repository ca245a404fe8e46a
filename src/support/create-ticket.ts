import type { Actor } from '../access/actor.ts'
import { requireLines, requireOneOf, requireText } from '../base/checks.ts'
import { randomToken } from '../base/ids.ts'
import { NotFound } from '../base/refusal.ts'
import { record } from '../events/event.ts'
import { attach, type ReceivedAttachment } from './attachments.ts'
import { type AuthorForm, actingStaff, authorOf, requireCopies } from './author.ts'
import { refuseBlocked } from './block-sender.ts'
import { LONGEST_MESSAGE, LONGEST_TEXT, type OwnerOf, type SupportStores, type SupportTx } from './parts.ts'
import { SupportRefused } from './refused.ts'
import type { NewTicket } from './store.ts'
import { type RelatedItem, TICKET_PRIORITIES, type Ticket, type TicketPriority } from './ticket.ts'
import { isTicketStatus, TICKET_STATUSES, type TicketStatus } from './ticket-status.ts'

export type TicketForm = AuthorForm & {
  /** Only where they are prescribed: imports, demonstration data. */
  id?: number | undefined
  mask?: string | undefined
  departmentId: number
  subject: string
  message: string
  markdown?: boolean | undefined
  cc?: string | undefined
  priority?: TicketPriority | undefined
  status?: TicketStatus | undefined
  related?: RelatedItem | undefined
  preventClientClosure?: boolean | undefined
  /** Not later than now, which is what it is when left out. */
  openedAt?: number | undefined
  flaggedTo?: number | undefined
  /** The staff opens it for the client, and is named as who did. */
  byStaff?: boolean | undefined
}

export async function createTicket<S extends SupportStores>(
  tx: S & SupportTx,
  ownerOf: OwnerOf<S>,
  actor: Actor,
  form: TicketForm,
  attachments: readonly ReceivedAttachment[] = [],
): Promise<Ticket> {
  const author = await authorOf(tx, form)
  if (author.clientId === null) await refuseBlocked(tx, author.email)
  if (!(await tx.support.departments.get(form.departmentId))) throw new NotFound('Department', form.departmentId)
  const { related } = form
  if (related) await requireOwned(tx, ownerOf, related, author.clientId)
  const openedAt = pastInstant(form.openedAt ?? tx.at, tx.at)
  const ticket: Omit<NewTicket, 'mask'> = {
    ...author,
    ...(form.byStaff && (await actingStaff(tx, actor))),
    accessKey: randomToken(8),
    departmentId: form.departmentId,
    cc: requireCopies(form.cc ?? ''),
    subject: requireSubject(form.subject),
    message: requireMessage(form.message),
    markdown: form.markdown ?? false,
    status: requireTicketStatus(form.status ?? 'Open'),
    priority: requirePriority(form.priority ?? 'Medium'),
    flaggedTo: form.flaggedTo === undefined ? null : await requireStaff(tx, form.flaggedTo),
    related: related ?? null,
    preventClientClosure: form.preventClientClosure ?? false,
    openedAt,
    lastReplyAt: openedAt,
  }
  const { id, mask } = await insertNumbered(tx, ticket, form)
  await attach(tx, { type: 'ticket', id }, id, attachments)
  await record(tx, actor, {
    kind: 'ticket.created',
    subjectId: id,
    clientId: author.clientId,
    description: `Ticket ${mask} opened: ${ticket.subject}`,
    changes: {
      departmentId: [null, ticket.departmentId],
      status: [null, ticket.status],
      priority: [null, ticket.priority],
    },
  })
  return (await tx.support.tickets.get(id))!
}

/** Numbers that people quote are drawn, so that nobody can tell how many there are; they grow when six digits fill up. */
async function insertNumbered(
  tx: SupportTx,
  ticket: Omit<NewTicket, 'mask'>,
  { id: prescribed, mask: given }: TicketForm,
): Promise<{ id: number; mask: string }> {
  const tries = given === undefined ? 30 : 1
  for (let tried = 0; tried < tries; tried++) {
    const mask = given ?? drawnMask(6 + Math.floor(tried / 10))
    const id = await tx.support.tickets.insert({ ...ticket, mask, id: prescribed }, tx.at)
    if (id !== undefined) return { id, mask }
  }
  throw new SupportRefused('no_ticket_number', 'No ticket number was free')
}

const drawnMask = (digits: number): string => randomToken(1, '123456789') + randomToken(digits - 1, '0123456789')

async function requireOwned<S extends SupportStores>(
  tx: S,
  ownerOf: OwnerOf<S>,
  related: RelatedItem,
  clientId: number | null,
): Promise<void> {
  const owner = await ownerOf(tx, related)
  if (owner === undefined || owner !== clientId)
    throw new SupportRefused('related_not_owned', `There is no ${related.type} ${related.id} of this client`, {
      [related.type]: related.id,
      client: clientId,
    })
}

export async function requireStaff(tx: SupportTx, id: number): Promise<number> {
  if (!(await tx.access.staff.get(id))) throw new NotFound('Staff member', id)
  return id
}

export function requireSubject(text: string): string {
  if (text.trim() === '') throw new SupportRefused('subject_required', 'A ticket needs a subject')
  return requireText('subject', text, LONGEST_TEXT)
}

export function requireMessage(text: string): string {
  if (text.trim() === '') throw new SupportRefused('message_required', 'A message needs a text')
  return requireLines('message', text, LONGEST_MESSAGE)
}

export const requirePriority = (priority: TicketPriority): TicketPriority =>
  requireOneOf('priority', TICKET_PRIORITIES, priority)

export function requireTicketStatus(status: string): TicketStatus {
  if (isTicketStatus(status)) return status
  throw new SupportRefused('ticket_status_unknown', `Invalid status: expected ${TICKET_STATUSES.join(', ')}`, {
    got: status,
    valid: TICKET_STATUSES,
  })
}

export function pastInstant(at: number, now: number): number {
  if (at > now) throw new SupportRefused('in_the_future', 'What was said cannot have been said later than now')
  return at
}
