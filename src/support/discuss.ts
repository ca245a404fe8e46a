import type { Actor } from '../access/actor.ts'
import { NotFound } from '../base/refusal.ts'
import { changesBetween, record } from '../events/event.ts'
import { attach, detach, type ReceivedAttachment } from './attachments.ts'
import { type AuthorForm, actingStaff, authorOf, NOBODY, staffAuthor } from './author.ts'
import { pastInstant, requireMessage, requireTicketStatus } from './open-ticket.ts'
import type { Steps } from './parts.ts'
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

/** Step. */
export async function replyTo(
  s: Steps,
  actor: Actor,
  ticketId: number,
  form: ReplyForm,
  attachments: readonly ReceivedAttachment[] = [],
): Promise<number> {
  const ticket = await lockedTicket(s, ticketId)
  const author = await speaker(s, actor, form)
  const at = pastInstant(form.at ?? s.at, s.at)
  const message = requireMessage(form.message)
  const status = form.status === undefined ? statusAfter(author) : requireTicketStatus(form.status)
  const { markdown = false } = form
  const id = await s.support.replies.insert({ ...author, ticketId, message, markdown, rating: 0, at })
  await attach(s, { type: 'reply', id }, ticketId, attachments)
  await s.support.tickets.update(ticketId, { status, lastReplyAt: Math.max(ticket.lastReplyAt, at) }, s.at)
  await record(s, actor, {
    kind: 'ticket.replied',
    subject: 'ticket',
    subjectId: ticketId,
    clientId: ticket.clientId,
    description: `Ticket ${ticket.mask} replied to`,
    changes: changesBetween<Partial<Ticket>>({ status: ticket.status }, { status }),
  })
  return id
}

async function speaker(s: Steps, actor: Actor, form: ReplyForm): Promise<Author> {
  if (form.byActor) return { ...NOBODY, ...(await actingStaff(s, actor)) }
  return form.staffUsername === undefined ? authorOf(s, form) : staffAuthor(s, form.staffUsername)
}

const statusAfter = ({ staffName }: Author): TicketStatus => (staffName === '' ? 'Customer-Reply' : 'Answered')

/** Step: of whoever acts. */
export async function noteOn(
  s: Steps,
  actor: Actor,
  ticketId: number,
  { message, markdown = false, at }: NoteForm,
  attachments: readonly ReceivedAttachment[] = [],
): Promise<number> {
  const ticket = await lockedTicket(s, ticketId)
  const id = await s.support.notes.insert({
    ...(await actingStaff(s, actor)),
    ticketId,
    message: requireMessage(message),
    markdown,
    at: pastInstant(at ?? s.at, s.at),
  })
  await attach(s, { type: 'note', id }, ticketId, attachments)
  await recordOn(s, actor, ticket, 'noted', 'noted')
  return id
}

/** Step. What is left out stays as it is. */
export async function changeReply(s: Steps, actor: Actor, id: number, changes: Partial<NoteForm>): Promise<void> {
  const { ticket, found: before } = await withTicket(s, 'Reply', id, s.support.replies.get)
  const after = {
    message: changes.message === undefined ? undefined : requireMessage(changes.message),
    markdown: changes.markdown,
    at: changes.at === undefined ? undefined : pastInstant(changes.at, s.at),
  }
  const differences = changesBetween(before, after as Partial<typeof before>)
  if (Object.keys(differences).length === 0) return
  await s.support.replies.update(id, after as Partial<typeof before>)
  await recordOn(s, actor, ticket, 'reply-changed', `: reply ${id} changed`)
}

/** Step: with what is attached to it. */
export async function deleteReply(s: Steps, actor: Actor, ticketId: number, id: number): Promise<void> {
  const ticket = await lockedTicket(s, ticketId)
  const reply = await s.support.replies.get(id)
  if (!reply || reply.ticketId !== ticketId) throw new NotFound('Reply', id)
  await detach(s, { type: 'reply', id })
  await s.support.replies.delete(id)
  await recordOn(s, actor, ticket, 'reply-deleted', `: reply ${id} deleted`)
}

/** Step: the same. */
export async function deleteNote(s: Steps, actor: Actor, id: number): Promise<void> {
  const { ticket } = await withTicket(s, 'Note', id, s.support.notes.get)
  await detach(s, { type: 'note', id })
  await s.support.notes.delete(id)
  await recordOn(s, actor, ticket, 'note-deleted', `: note ${id} deleted`)
}

export async function lockedTicket(s: Steps, id: number): Promise<Ticket> {
  const ticket = await s.support.tickets.lock(id)
  if (!ticket) throw new NotFound('Ticket', id)
  return ticket
}

/** A message and its ticket, whose lock is theirs too: it is read again once nobody else can change it. */
async function withTicket<T extends { ticketId: number }>(
  s: Steps,
  noun: string,
  id: number,
  get: (id: number) => Promise<T | undefined>,
): Promise<{ ticket: Ticket; found: T }> {
  const first = await get(id)
  const ticket = first && (await s.support.tickets.lock(first.ticketId))
  const found = ticket && (await get(id))
  if (!found) throw new NotFound(noun, id)
  return { ticket, found }
}

const recordOn = (s: Steps, actor: Actor, ticket: Ticket, verb: string, words: string): Promise<void> =>
  record(s, actor, {
    kind: `ticket.${verb}`,
    subject: 'ticket',
    subjectId: ticket.id,
    clientId: ticket.clientId,
    description: `Ticket ${ticket.mask}${words.startsWith(':') ? words : ` ${words}`}`,
  })
