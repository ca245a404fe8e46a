import { action } from '../../action.ts'
import { flag, idFilter, text, textFilter } from '../../parameters.ts'
import {
  createdParameter,
  idIfAny,
  instantOf,
  priorityOf,
  requiredId,
  ticketRefusals,
  ticketStatusOf,
} from './ticket-parameters.ts'

/** Section 6.6 of the reference. */
export const updateTicket = action({
  name: 'UpdateTicket',
  reads: false,
  permission: 'support.write',
  about: 'Changes what is sent, and leaves the rest',
  partial: 'Tickets have no custom fields',
  parameters: {
    ticketid: requiredId('The ticket', 'Ticket ID Not Found'),
    deptid: idFilter('Department it goes to'),
    status: textFilter('Open, Answered, Customer-Reply, On Hold, In Progress or Closed'),
    subject: textFilter('What it is about'),
    userid: idIfAny('Client whose it becomes'),
    name: textFilter('Name of the guest'),
    email: textFilter('E-mail address of the guest'),
    cc: text('Addresses that get copies, separated by commas; empty for none'),
    priority: textFilter('Low, Medium or High'),
    created: createdParameter,
    flag: idIfAny('Member of the staff who is asked to look after it'),
    removeFlag: flag('Nobody is asked any more'),
    message: textFilter('The first message anew'),
    markdown: flag('The first message is Markdown'),
    customfields: text('Accepted; tickets have no custom fields', { unused: true }),
    preventClientClosure: flag('The client cannot close it'),
  },
  refusals: {
    ...ticketRefusals(),
    ticket_status_unknown: ({ facts }) =>
      `Invalid Ticket Status. Valid statuses are: ${(facts.valid as string[]).join(',')}`,
  },
  async answer({ actor, domain, wallClock, quoted }, sent) {
    const ticket = await domain.support.tickets.update(actor, sent.ticketid, {
      departmentId: sent.deptid,
      status: ticketStatusOf(sent.status),
      subject: sent.subject,
      clientId: sent.userid,
      name: sent.name,
      email: sent.email,
      cc: sent.cc,
      priority: priorityOf(sent.priority),
      openedAt: instantOf(sent.created, wallClock),
      flaggedTo: sent.removeFlag ? null : sent.flag,
      message: sent.message,
      markdown: sent.markdown,
      preventClientClosure: sent.preventClientClosure,
    })
    return { ticketid: quoted(ticket.id) }
  },
})
