import { action } from '../../action.ts'
import { flag, id, required, text, textFilter } from '../../parameters.ts'
import {
  attachmentsOf,
  attachmentsParameter,
  createdParameter,
  idIfAny,
  instantOf,
  requiredId,
  ticketRefusals,
  ticketStatusOf,
} from './ticket-parameters.ts'

const FUTURE = 'Reply creation date cannot be in the future'

/** Section 6.6 of the reference. */
export const addTicketReply = action({
  name: 'AddTicketReply',
  reads: false,
  permission: 'support.write',
  about: 'Adds a reply of a client, a guest or a member of the staff',
  partial: 'Tickets have no custom fields; `noemail` is accepted, and no mail is sent',
  parameters: {
    ticketid: required(id('The ticket')),
    message: required(text('What is said')),
    markdown: flag('The message is Markdown'),
    clientid: idIfAny('Client who speaks'),
    contactid: idIfAny('Contact of the client who speaks'),
    adminusername: textFilter('Member of the staff who speaks'),
    name: text('Name of a guest'),
    email: text('E-mail address of a guest'),
    status: textFilter('Status afterwards, instead of the usual one'),
    noemail: flag('Accepted; no mail is sent', { unused: true }),
    customfields: text('Accepted; tickets have no custom fields', { unused: true }),
    attachments: attachmentsParameter,
    created: createdParameter,
  },
  refusals: {
    ...ticketRefusals({ ticket: 'Ticket ID not found', future: FUTURE }),
    ticket_status_unknown: 'Invalid Ticket Status',
  },
  async answer({ actor, domain, wallClock }, sent) {
    const attachments = await attachmentsOf(sent.attachments)
    await domain.support.tickets.reply(
      actor,
      sent.ticketid,
      {
        staffUsername: sent.adminusername,
        clientId: sent.clientid,
        contactId: sent.contactid,
        name: sent.name,
        email: sent.email,
        message: sent.message ?? '',
        markdown: sent.markdown,
        status: ticketStatusOf(sent.status),
        at: instantOf(sent.created, wallClock),
      },
      attachments,
    )
    return {}
  },
})

/** Part A3 of the reference. */
export const updateTicketReply = action({
  name: 'UpdateTicketReply',
  reads: false,
  permission: 'support.write',
  about: 'Changes the text or the time of a reply',
  parameters: {
    replyid: requiredId('The reply', 'Reply ID Required'),
    message: required(text('The new text')),
    markdown: flag('The message is Markdown'),
    created: createdParameter,
  },
  refusals: { ...ticketRefusals({ future: FUTURE }), message_required: 'Message is Required' },
  async answer({ actor, domain, wallClock, quoted }, { replyid, message, markdown, created }) {
    const at = instantOf(created, wallClock)
    await domain.support.tickets.updateReply(actor, replyid, { message: message ?? '', markdown, at })
    return { replyid: quoted(replyid) }
  },
})

/** Part A3 of the reference. */
export const deleteTicketReply = action({
  name: 'DeleteTicketReply',
  reads: false,
  permission: 'support.write',
  about: 'Deletes a reply for good',
  parameters: {
    ticketid: requiredId('The ticket', 'Ticket ID Required'),
    replyid: requiredId('The reply, which must be of this ticket', 'Reply ID Required'),
  },
  refusals: ticketRefusals(),
  async answer({ actor, domain }, { ticketid, replyid }) {
    await domain.support.tickets.deleteReply(actor, ticketid, replyid)
    return {}
  },
})
