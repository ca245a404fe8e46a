import type { TicketFilter } from '../../../../support/ticket.ts'
import { ACTIVE_STATUSES, AWAITING_STATUSES, TICKET_STATUSES } from '../../../../support/ticket-status.ts'
import { action, type WhmcsCall } from '../../action.ts'
import { longList } from '../../long-list.ts'
import { count, flag, idFilter, idOrNoneFilter, textFilter } from '../../parameters.ts'
import { listedTicketFields } from './ticket-fields.ts'

/** Section 6.6 of the reference. The latest reply first. */
export const getTickets = action({
  name: 'GetTickets',
  reads: true,
  permission: 'support.read',
  about: 'Tickets that match, the latest reply first',
  parameters: {
    limitstart: count(0, 'Rows to pass over'),
    limitnum: count(25, 'Rows to return'),
    deptid: idFilter('Tickets in this department'),
    clientid: idOrNoneFilter('Tickets of this client'),
    email: textFilter('Tickets of the client or guest with this address'),
    status: textFilter('A status, or Awaiting Reply, All Active Tickets, My Flagged Tickets'),
    subject: textFilter('Tickets with this text somewhere in the subject'),
    ignore_dept_assignments: flag('Also departments where the caller does not work'),
  },
  async answer(call, { limitstart, limitnum, deptid, clientid, email, status, subject, ignore_dept_assignments }) {
    const { actor, domain, quoted } = call
    const filter: TicketFilter = {
      departmentId: deptid,
      clientId: clientid,
      email,
      subject,
      ownDepartments: !ignore_dept_assignments,
      ...(status !== undefined && statusFilter(call, status)),
    }
    return longList({
      page: { offset: limitstart, limit: limitnum },
      path: ['tickets', 'ticket'],
      list: (page) => domain.support.tickets.list(actor, filter, page),
      stream: (page) => domain.support.tickets.stream(actor, filter, page),
      before: (total, returned) => ({
        totalresults: quoted(total),
        startnumber: limitstart,
        numreturned: returned,
      }),
      encode: async (tickets) => tickets.map((ticket) => listedTicketFields(call, ticket)),
    })
  },
})

/** A status, or one of the three words that stand for several; what is none of them finds nothing. */
function statusFilter({ actor }: WhmcsCall, sent: string): Pick<TicketFilter, 'statuses' | 'flaggedTo'> {
  const word = sent.trim().toLowerCase()
  if (word === 'awaiting reply') return { statuses: AWAITING_STATUSES }
  if (word === 'all active tickets') return { statuses: ACTIVE_STATUSES }
  if (word === 'my flagged tickets') return { statuses: ACTIVE_STATUSES, flaggedTo: actor.id }
  return { statuses: TICKET_STATUSES.filter((status) => status.toLowerCase() === word) }
}
