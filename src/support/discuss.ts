import type { Actor } from '../access/actor.ts'
import { NotFound } from '../base/refusal.ts'
import { changesBetween, record } from '../events/event.ts'
import type { KindOf } from '../events/kinds.ts'
import { attach, detach, type ReceivedAttachment } from './attachments.ts'
import { type AuthorForm, actingStaff, authorOf, NOBODY, staffAuthor } from './author.ts'
import { pastInstant, requireMessage, requireTicketStatus } from './create-ticket.ts'
import type { SupportTx } from './parts.ts'
import type { Author, Ticket } from './ticket.ts'
import type { TicketStatus } from './ticket-status.ts'

export type ReplyForm = AuthorForm & {
  /** Who of the staff speaks: by user name, or whoever acts. Without either, the client or guest of the form does. */
  staffUsername?: string | undefined
  byActor?: boolean | undefined
  message: string
  markdown?: boolean | undefined
  /** Instead of the one that follows from who spoke. */
  status?: TicketStatus | undefined
  at?: number | undefined
}

export type NoteForm = { message: string; markdown?: boolean | undefined; at?: number | undefined }

export async function replyTo(
  tx: SupportTx,
  actor: Actor,
  ticketId: number,
  form: ReplyForm,
  attachments: readonly ReceivedAttachment[] = [],
): Promise<number> {
  const ticket = await lockedTicket(tx, ticketId)
  const author = await speaker(tx, actor, form)
  const at = pastInstant(form.at ?? tx.at, tx.at)
  const message = requireMessage(form.message)
  const status = form.status === undefined ? statusAfter(author) : requireTicketStatus(form.status)
  const { markdown = false } = form
  const id = await tx.support.replies.insert({ ...author, ticketId, message, markdown, rating: 0, at })
  await attach(tx, { type: 'reply', id }, ticketId, attachments)
  await tx.support.tickets.update(ticketId, { status, lastReplyAt: Math.max(ticket.lastReplyAt, at) }, tx.at)
  await record(tx, actor, {
    kind: 'ticket.reply_created',
    subjectId: ticketId,
    clientId: ticket.clientId,
    description: `Ticket ${ticket.mask} replied to`,
    changes: changesBetween<Partial<Ticket>>({ status: ticket.status }, { status }),
  })
  return id
}

async function speaker(tx: SupportTx, actor: Actor, form: ReplyForm): Promise<Author> {
  if (form.byActor) return { ...NOBODY, ...(await actingStaff(tx, actor)) }
  return form.staffUsername === undefined ? authorOf(tx, form) : staffAuthor(tx, form.staffUsername)
}

const statusAfter = ({ staffName }: Author): TicketStatus => (staffName === '' ? 'Customer-Reply' : 'Answered')

/** Of whoever acts. */
export async function noteOn(
  tx: SupportTx,
  actor: Actor,
  ticketId: number,
  { message, markdown = false, at }: NoteForm,
  attachments: readonly ReceivedAttachment[] = [],
): Promise<number> {
  const ticket = await lockedTicket(tx, ticketId)
  const id = await tx.support.notes.insert({
    ...(await actingStaff(tx, actor)),
    ticketId,
    message: requireMessage(message),
    markdown,
    at: pastInstant(at ?? tx.at, tx.at),
  })
  await attach(tx, { type: 'note', id }, ticketId, attachments)
  await recordOn(tx, actor, ticket, 'ticket.note_created', 'noted')
  return id
}

/** What is left out stays as it is. */
export async function updateReply(tx: SupportTx, actor: Actor, id: number, changes: Partial<NoteForm>): Promise<void> {
  const { ticket, found: before } = await withTicket(tx, 'Reply', id, tx.support.replies.get)
  const after = {
    message: changes.message === undefined ? undefined : requireMessage(changes.message),
    markdown: changes.markdown,
    at: changes.at === undefined ? undefined : pastInstant(changes.at, tx.at),
  }
  const differences = changesBetween(before, after as Partial<typeof before>)
  if (Object.keys(differences).length === 0) return
  await tx.support.replies.update(id, after as Partial<typeof before>)
  await recordOn(tx, actor, ticket, 'ticket.reply_updated', `: reply ${id} changed`)
}

/** With what is attached to it. */
export async function deleteReply(tx: SupportTx, actor: Actor, ticketId: number, id: number): Promise<void> {
  const ticket = await lockedTicket(tx, ticketId)
  const reply = await tx.support.replies.get(id)
  if (!reply || reply.ticketId !== ticketId) throw new NotFound('Reply', id)
  await detach(tx, { type: 'reply', id })
  await tx.support.replies.delete(id)
  await recordOn(tx, actor, ticket, 'ticket.reply_deleted', `: reply ${id} deleted`)
}

/** The same. */
export async function deleteNote(tx: SupportTx, actor: Actor, id: number): Promise<void> {
  const { ticket } = await withTicket(tx, 'Note', id, tx.support.notes.get)
  await detach(tx, { type: 'note', id })
  await tx.support.notes.delete(id)
  await recordOn(tx, actor, ticket, 'ticket.note_deleted', `: note ${id} deleted`)
}

export async function lockedTicket(tx: SupportTx, id: number): Promise<Ticket> {
  const ticket = await tx.support.tickets.lock(id)
  if (!ticket) throw new NotFound('Ticket', id)
  return ticket
}

/** A message and its ticket, whose lock is theirs too: it is read again once nobody else can change it. */
async function withTicket<T extends { ticketId: number }>(
  tx: SupportTx,
  noun: string,
  id: number,
  get: (id: number) => Promise<T | undefined>,
): Promise<{ ticket: Ticket; found: T }> {
  const first = await get(id)
  const ticket = first && (await tx.support.tickets.lock(first.ticketId))
  const found = ticket && (await get(id))
  if (!found) throw new NotFound(noun, id)
  return { ticket, found }
}

const recordOn = (tx: SupportTx, actor: Actor, ticket: Ticket, kind: KindOf<'ticket'>, words: string): Promise<void> =>
  record(tx, actor, {
    kind,
    subjectId: ticket.id,
    clientId: ticket.clientId,
    description: `Ticket ${ticket.mask}${words.startsWith(':') ? words : ` ${words}`}`,
  })
