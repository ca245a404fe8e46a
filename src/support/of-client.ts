import type { Actor } from '../access/actor.ts'
import type { Tx } from '../base/transaction.ts'
import type { SupportStores, TicketEnded } from './parts.ts'
import { deleteTicket } from './update-ticket.ts'

/** The client's tickets, with all that was said about them. */
export async function deleteTicketsOf<S extends SupportStores>(
  tx: Tx<S>,
  ticketEnded: TicketEnded<S>,
  actor: Actor,
  clientId: number,
): Promise<void> {
  for (const id of await tx.support.tickets.idsOfClient(clientId)) await deleteTicket(tx, ticketEnded, actor, id)
}
