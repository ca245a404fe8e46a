import type { LinkedTicket, LinkedTicketOrder } from '../../../projects/tickets/ticket-link.ts'
import { TICKET_PRIORITIES } from '../../../support/ticket.ts'
import { TICKET_STATUSES } from '../../../support/ticket-status.ts'
import { flagOf } from '../../codec/parameter.ts'
import { type Column, type Columns, columnsOf } from '../column.ts'
import { type Noun, placeOf, type Scope, shownRecord } from '../noun.ts'
import { ticketxrefNoun } from './ticketxref.ts'

const { id, text, word, datetime, shown } = columnsOf<LinkedTicket>()

/** The same field under the host's other name for it. */
const again = (column: Column<LinkedTicket>): Column<LinkedTicket> => ({ ...column, filters: false, aliases: [] })

const key = id('id', 'Key', { aliases: ['ticket_id', 'ticketid', 'ticket'] })
const department = id('departmentId', 'Department', { aliases: ['did', 'department'] })
const subject = text('subject', 'Subject', { aliases: ['title'] })
const priority = word('priority', TICKET_PRIORITIES, 'Low, Medium or High', { aliases: ['urgency'] })

/**
 * Section 5.8 of the reference: the columns of the host's table, and the names of its own API where those differ. Without
 * `c`, the secret that opens a ticket to guests. Only `id` and the nested `ticketxref` are documented.
 */
const whmcsticketColumns: Columns<LinkedTicket> = {
  id: key,
  ticketid: again(key),
  tid: text('mask', 'The number that people quote'),
  did: again(department),
  deptid: department,
  deptname: shown('str', 'Name of the department', ({ departmentName }) => departmentName),
  userid: id('clientId', 'Client; 0 for a guest', { aliases: ['client'] }),
  contactid: id('contactId', 'Contact'),
  name: shown('str', 'Who asked', ({ requestor }) => requestor.name),
  email: shown('str', 'Address of who asked', ({ requestor }) => requestor.email),
  cc: shown('str', 'Addresses that get a copy', ({ cc }) => cc),
  date: datetime('openedAt', 'When it was opened'),
  lastreply: datetime('lastReplyAt', 'When somebody last replied'),
  title: again(subject),
  subject,
  message: shown('text', 'The first message', ({ message }) => message),
  status: word('status', TICKET_STATUSES, 'Status'),
  urgency: again(priority),
  priority,
  admin: shown('str', 'Staff member who opened it', ({ staffName }) => staffName),
  flag: id('flaggedTo', 'Staff member it is flagged to', { aliases: ['flagged'] }),
  service: shown('str', 'What it is about: S and the number of a service, D and that of a domain', ({ related }) =>
    related ? `${related.type === 'service' ? 'S' : 'D'}${related.id}` : '',
  ),
}

const linked: Column<LinkedTicket> = {
  ...shown('flag', 'Only tickets with a link, or without', ({ links }) => Number(links.length > 0)),
  filters: true,
  parse: flagOf,
}

export const whmcsticketNoun: Noun<LinkedTicket> = {
  singular: 'whmcsticket',
  plural: 'whmcstickets',
  key: 'ticket_id',
  columns: whmcsticketColumns,
  filters: { linked },
  one: ({ domain, actor }, id) => domain.ticketLinks.getTicket(actor, id),
  async list({ domain, actor }, asked, scope) {
    const { filter, others, search, startedFrom, startedBefore, changedSince, page, order } = asked
    const wanted = new Set(others.linked as boolean[] | undefined)
    return domain.ticketLinks.listTickets(
      actor,
      {
        ...filter,
        search,
        linked: wanted.size === 1 ? wanted.has(true) : undefined,
        linkedTo: scope.of === 'all' ? undefined : placeOf(scope),
        openedFrom: startedFrom,
        openedBefore: startedBefore,
        changedSince,
      },
      page,
      // Every column that has a field is one of the facts to sort by.
      order as LinkedTicketOrder | undefined,
    )
  },
  more(call, { links }, scope) {
    const refs = links.map((link) => shownRecord(call, ticketxrefNoun, link))
    const here = links.findIndex((link) => isOf(link, scope))
    return { ticketxref: refs[here] ?? refs[0] ?? null, ticketxrefs: refs }
  },
}

/** The link that a chain is about. */
function isOf(link: LinkedTicket['links'][number], scope: Scope): boolean {
  if (scope.of === 'project') return link.projectId === scope.id
  return scope.of === 'action' && link.actionId === scope.id
}
