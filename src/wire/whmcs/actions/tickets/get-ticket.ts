import { action } from '../../action.ts'
import { idFilter, oneOf, textFilter } from '../../parameters.ts'
import { ticketRefusals } from '../support/ticket-parameters.ts'
import { firstMessage, noteFields, replyFields, ticketFields } from './ticket-fields.ts'

/** Section 6.6 of the reference. */
export const getTicket = action({
  name: 'GetTicket',
  reads: true,
  permission: 'support.read',
  about: 'A ticket with its replies and notes',
  parameters: {
    ticketid: idFilter('The ticket'),
    ticketnum: textFilter('The ticket by the number that people quote'),
    repliessort: oneOf(['ASC', 'DESC', ''], 'Order of the replies by time (default: ASC)'),
  },
  refusals: ticketRefusals(),
  async answer(call, { ticketid, ticketnum, repliessort }) {
    const target = ticketid === undefined && ticketnum !== undefined ? { mask: ticketnum } : { id: ticketid ?? 0 }
    const { ticket, replies, notes } = await call.domain.support.tickets.getWithDetails(call.actor, target)
    const messages = [firstMessage(ticket), ...replies]
    if (repliessort === 'DESC') messages.reverse()
    return {
      ...ticketFields(call, ticket),
      replies: { reply: messages.map((reply) => replyFields(call, reply)) },
      notes: { note: notes.map((note) => noteFields(call, note)) },
    }
  },
})
