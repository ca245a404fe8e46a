import { Refusal } from '../../../../base/refusal.ts'
import { action } from '../../action.ts'
import { id, idsFilter, required, textFilter } from '../../parameters.ts'
import { requiredId, ticketRefusals } from './ticket-parameters.ts'

/** Section 6.6 of the reference. */
export const deleteTicket = action({
  name: 'DeleteTicket',
  reads: false,
  permission: 'support.write',
  about: 'Deletes a ticket for good, with all that was said about it',
  parameters: { ticketid: required(id('The ticket')) },
  refusals: ticketRefusals({ ticket: 'Ticket ID not found' }),
  async answer({ actor, domain }, { ticketid }) {
    await domain.support.tickets.delete(actor, ticketid)
    return {}
  },
})

/** Part A3 of the reference. */
export const mergeTicket = action({
  name: 'MergeTicket',
  reads: false,
  permission: 'support.write',
  about: 'Puts what was said about other tickets into this one; their numbers find it from then on',
  parameters: {
    ticketid: requiredId('The ticket that stays', 'Ticket ID Required'),
    mergeticketids: required(idsFilter('Those that end')),
    newsubject: textFilter('What it is about from now on'),
  },
  refusals: {
    ...ticketRefusals({ ticket: 'Ticket ID Invalid' }),
    tickets_not_mergeable: ({ facts }) => `Invalid Merge Ticket IDs: ${(facts.ids as number[]).join(', ')}`,
  },
  async answer({ actor, domain, quoted }, { ticketid, mergeticketids, newsubject }) {
    if (mergeticketids === undefined) throw new Refusal('merged_required', 'Merge Ticket IDs Required')
    const ticket = await domain.support.tickets.merge(actor, ticketid, mergeticketids, newsubject)
    return { ticketid: quoted(ticket.id) }
  },
})
