import type { Actor } from '../access/actor.ts'
import { NotFound } from '../base/refusal.ts'
import type { Tx } from '../base/transaction.ts'
import { changesBetween, record } from '../events/event.ts'
import { requireSubject } from './create-ticket.ts'
import type { SupportStores, SupportTx, TicketEnded } from './parts.ts'
import { SupportRefused } from './refused.ts'
import type { Ticket } from './ticket.ts'

/** What was said about the others becomes part of this one, in the order of time. */
export async function mergeTickets<S extends SupportStores>(
  tx: Tx<S>,
  ticketEnded: TicketEnded<S>,
  actor: Actor,
  id: number,
  others: readonly number[],
  subject?: string | undefined,
): Promise<Ticket> {
  const found = await lockAll(tx, [id, ...others])
  const into = found.get(id)
  if (!into) throw new NotFound('Ticket', id)
  const unfit = others.filter((other) => other === id || !found.has(other))
  if (others.length === 0 || unfit.length > 0)
    throw new SupportRefused('tickets_not_mergeable', `Cannot merge these tickets: ${unfit.join(', ')}`, { ids: unfit })

  const merged = [...new Set(others)].map((other) => found.get(other)!)
  for (const ticket of merged) {
    await ticketEnded(tx, actor, ticket.id, id)
    await absorb(tx, ticket, id)
  }
  const after = {
    subject: subject === undefined ? into.subject : requireSubject(subject),
    lastReplyAt: Math.max(into.lastReplyAt, ...merged.map(({ lastReplyAt }) => lastReplyAt)),
  }
  await tx.support.tickets.update(id, after, tx.at)
  await record(tx, actor, {
    kind: 'ticket.merged',
    subjectId: id,
    clientId: into.clientId,
    description: `Ticket ${into.mask} took in ${merged.map(({ mask }) => mask).join(', ')}`,
    changes: changesBetween<Partial<Ticket>>(into, { subject: after.subject }),
  })
  return { ...into, ...after }
}

/** In one order, so that two merges at once wait for one another. */
async function lockAll(tx: SupportTx, ids: readonly number[]): Promise<ReadonlyMap<number, Ticket>> {
  const found = new Map<number, Ticket>()
  for (const id of [...new Set(ids)].sort((a, b) => a - b)) {
    const ticket = await tx.support.tickets.lock(id)
    if (ticket) found.set(id, ticket)
  }
  return found
}

/** Its first message becomes a reply of whoever asked, also where staff opened it for them. */
async function absorb(tx: SupportTx, ticket: Ticket, into: number): Promise<void> {
  const { clientId, contactId, userId, name, email, message, markdown, openedAt } = ticket
  const author = { clientId, contactId, userId, name, email, staffId: null, staffName: '' }
  const reply = await tx.support.replies.insert({
    ...author,
    ticketId: into,
    message,
    markdown,
    rating: 0,
    at: openedAt,
  })
  await tx.support.attachments.move({ type: 'ticket', id: ticket.id }, { type: 'reply', id: reply })
  await tx.support.tickets.absorb(ticket, into)
}
