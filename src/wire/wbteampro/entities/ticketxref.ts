import type { TicketLink } from '../../../projects/tickets/ticket-link.ts'
import { type Columns, columnsOf } from '../column.ts'
import { type Noun, placeOf } from '../noun.ts'

const { id, datetime } = columnsOf<TicketLink>()

/** Section 5.6 of the reference. Not documented: owner_adminid, date_created. */
const ticketxrefColumns: Columns<TicketLink> = {
  xref_id: id('id', 'Key'),
  ticket_id: id('ticketId', 'Ticket', { writes: 'on create', required: true, aliases: ['ticket'] }),
  project_id: id('projectId', 'Project', { writes: 'always', required: true, aliases: ['project'] }),
  action_id: id('actionId', 'Action; 0 is the project as a whole', { writes: 'always', aliases: ['action'] }),
  owner_adminid: id('ownerId', 'Who linked it', { aliases: ['owner'] }),
  date_created: datetime('createdAt', 'When it was linked'),
}

export const ticketxrefNoun: Noun<TicketLink> = {
  singular: 'ticketxref',
  plural: 'ticketxrefs',
  key: 'xref_id',
  columns: ticketxrefColumns,
  one: ({ domain, actor }, id) => domain.ticketLinks.get(actor, id),
  async list({ domain, actor }, { filter, page, order }, scope) {
    return domain.ticketLinks.list(actor, { ...filter, ...placeOf(scope) }, page, order)
  },
}
