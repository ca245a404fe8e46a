import type { RelatedItem } from '../../../../support/ticket.ts'
import { action } from '../../action.ts'
import { flag, id, required, text } from '../../parameters.ts'
import {
  attachmentsOf,
  attachmentsParameter,
  createdParameter,
  idIfAny,
  instantOf,
  priorityOf,
  ticketRefusals,
} from './ticket-parameters.ts'

/** Section 6.6 of the reference. */
export const openTicket = action({
  name: 'OpenTicket',
  reads: false,
  permission: 'support.write',
  about: 'Opens a ticket for a client, a user or a guest',
  partial: 'Tickets have no custom fields; `noemail` is accepted, and no mail is sent',
  parameters: {
    deptid: required(id('Department it goes to')),
    subject: required(text('What it is about')),
    message: required(text('The question')),
    clientid: idIfAny('Client who asks'),
    userid: idIfAny('User who asks, of the client or alone'),
    contactid: idIfAny('Contact of the client who asks'),
    name: text('Name of a guest'),
    email: text('E-mail address of a guest'),
    priority: text('Low, Medium (default) or High'),
    created: createdParameter,
    serviceid: idIfAny('Service of the client that it is about'),
    domainid: idIfAny('Domain of the client that it is about'),
    admin: flag('A member of the staff opens it for the client'),
    noemail: flag('Accepted; no mail is sent', { unused: true }),
    markdown: flag('The message is Markdown'),
    customfields: text('Accepted; tickets have no custom fields', { unused: true }),
    attachments: attachmentsParameter,
    preventClientClosure: flag('The client cannot close it'),
  },
  refusals: ticketRefusals({ department: 'Department ID not found' }),
  async answer({ actor, domain, wallClock, quoted }, sent) {
    const attachments = await attachmentsOf(sent.attachments)
    const ticket = await domain.support.tickets.create(
      actor,
      {
        departmentId: sent.deptid,
        subject: sent.subject ?? '',
        message: sent.message ?? '',
        clientId: sent.clientid,
        userId: sent.userid,
        contactId: sent.contactid,
        name: sent.name,
        email: sent.email,
        priority: priorityOf(sent.priority),
        openedAt: instantOf(sent.created, wallClock),
        related: relatedOf(sent),
        byStaff: sent.admin,
        markdown: sent.markdown,
        preventClientClosure: sent.preventClientClosure,
      },
      attachments,
    )
    return { id: quoted(ticket.id), tid: ticket.mask, c: ticket.accessKey }
  },
})

/** Only one of the two counts; the service, when both are named. */
function relatedOf({ serviceid, domainid }: { serviceid: number | undefined; domainid: number | undefined }) {
  if (serviceid !== undefined) return { type: 'service', id: serviceid } satisfies RelatedItem
  return domainid === undefined ? undefined : ({ type: 'domain', id: domainid } satisfies RelatedItem)
}
