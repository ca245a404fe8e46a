import { Refusal } from '../../../../base/refusal.ts'
import { action } from '../../action.ts'
import { flag, id, oneOf, required, text } from '../../parameters.ts'
import { requiredId, ticketRefusals } from './ticket-parameters.ts'

/** Part A3 of the reference. */
export const addClientNote = action({
  name: 'AddClientNote',
  reads: false,
  permission: 'clients.write',
  about: 'Notes something about a client',
  parameters: {
    userid: required(id('The client')),
    notes: required(text('The note')),
    sticky: flag('Shown wherever the client is'),
  },
  refusals: { not_found: 'Client ID not found', note_empty: 'Notes can not be empty' },
  fields: { text: 'notes' },
  async answer({ actor, domain, quoted }, { userid, notes, sticky }) {
    const form = { clientId: userid, staffName: actor.name, text: notes ?? '', sticky }
    return { noteid: quoted((await domain.clients.notes.create(actor, form)).id) }
  },
})

/** Part A3 of the reference. */
export const addCancelRequest = action({
  name: 'AddCancelRequest',
  reads: false,
  permission: 'services.write',
  about: 'Asks for a service to be cancelled; a person carries it out',
  parameters: {
    serviceid: required(id('The service')),
    type: oneOf(['Immediate', 'End of Billing Period'], 'When; at the end of the period when not given'),
    reason: text('Why'),
  },
  refusals: { not_found: 'Service ID Not Found', cancel_requested: 'Existing Cancellation Request Exists' },
  async answer({ actor, domain, quoted }, { serviceid, type, reason }) {
    const kind = type === 'Immediate' ? 'immediate' : 'end_of_period'
    const request = await domain.cancelRequests.create(actor, { serviceId: serviceid, kind, reason })
    return { serviceid: quoted(request.serviceId), userid: quoted(request.clientId) }
  },
})

/** Part A3 of the reference. Its text for a ticket of a client stands in no document, but in a client's tests. */
export const blockTicketSender = action({
  name: 'BlockTicketSender',
  reads: false,
  permission: 'support.write',
  about: 'Takes no more tickets from the guest who opened this one',
  parameters: {
    ticketid: requiredId('The ticket', 'Ticket ID Required'),
    delete: flag('Deletes the ticket as well'),
  },
  refusals: { ...ticketRefusals(), sender_is_client: 'A Client Cannot Be Blocked' },
  async answer({ actor, domain }, { ticketid, delete: deleting = false }) {
    if (ticketid === 0) throw new Refusal('ticket_unknown', 'Ticket ID Not Found')
    await domain.support.blockedSenders.blockSenderOf(actor, ticketid, { deleting })
    return { deleted: String(deleting) }
  },
})
