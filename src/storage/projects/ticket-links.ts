import type { TicketLinkStore } from '../../projects/threads/thread-store.ts'
import type { TicketLink, TicketLinkFilter } from '../../projects/tickets/ticket-link.ts'
import type { Viewer } from '../../projects/visibility.ts'
import type { Queries } from '../engine/database.ts'
import { anyOf, type FieldMap, nullable, number, selected } from '../engine/fields.ts'
import { listPage } from '../engine/page.ts'
import { sortedPage, sortingBy } from '../engine/sorted.ts'
import { insertValues, type Sql, sql, where } from '../engine/sql.ts'
import { atOrBelow, seesAction } from './actions.ts'
import { linkedTickets } from './linked-tickets.ts'
import { belongingTo } from './threads.ts'

const FIELDS: FieldMap<TicketLink> = {
  id: number(sql`l.id`),
  ticketId: number(sql`l.ticket_id`),
  projectId: number(sql`l.project_id`),
  actionId: nullable(number(sql`l.action_id`)),
  ownerId: nullable(number(sql`l.owner_id`)),
  createdAt: number(sql`l.created_at`),
}
const LINK = selected(FIELDS)
const FROM = sql`FROM ticket_links l JOIN projects p ON p.id = l.project_id LEFT JOIN actions a ON a.id = l.action_id`

export function ticketLinkStore(q: Queries): TicketLinkStore {
  const ofTickets = (viewer: Viewer, ids: readonly number[]) =>
    q.all<TicketLink>(sql`SELECT ${LINK} ${FROM} ${matching(q, viewer, { ticketId: ids })} ORDER BY l.id`)

  return {
    async list(viewer, filter, page, order = { by: 'id' }) {
      const { behind, part } = sortedPage(sortingBy(FIELDS, order), page)
      const count = sql`SELECT count(*) AS total ${FROM} ${matching(q, viewer, filter)}`
      const rows = sql`SELECT (${count}) AS total, ${LINK} ${FROM} ${matching(q, viewer, filter, behind)} ${part}`
      return listPage<TicketLink>(q, page, rows, count)
    },
    get: (id) => q.get<TicketLink>(sql`SELECT ${LINK} FROM ticket_links l WHERE l.id = ${id}`),
    ofTicket: (ticketId) => ofTickets('everything', [ticketId]),
    async insert(link, at) {
      const columns = {
        id: link.id,
        ticket_id: link.ticketId,
        project_id: link.projectId,
        action_id: link.actionId,
        owner_id: link.ownerId,
        created_at: at,
      }
      const row = await q.get<{ id: number }>(
        sql`INSERT INTO ticket_links ${insertValues(columns)}
          ON CONFLICT (ticket_id, project_id, coalesce(action_id, 0)) DO NOTHING RETURNING id`,
      )
      if (row && link.id !== undefined) await q.get(q.phrases.passIdentity('ticket_links', link.id))
      return row?.id
    },
    async delete(ids) {
      await q.run(sql`DELETE FROM ticket_links WHERE id ${q.phrases.inIntegers(ids)}`)
    },
    async deleteOf(place) {
      await q.run(sql`DELETE FROM ticket_links WHERE ${belongingTo(q, place)}`)
    },
    async listTickets(viewer, filter, page, order) {
      const { total, rows } = await linkedTickets(q, viewer, filter, page, order)
      const ids = rows.map(({ id }) => id)
      const links = Map.groupBy(ids.length > 0 ? await ofTickets(viewer, ids) : [], ({ ticketId }) => ticketId)
      return { total, rows: rows.map((ticket) => ({ ...ticket, links: links.get(ticket.id) ?? [] })) }
    },
  }
}

function matching(q: Queries, viewer: Viewer, filter: TicketLinkFilter, behind?: Sql): Sql {
  const { belowOrAt } = filter
  return where([
    ...anyOf(q, FIELDS, filter),
    belowOrAt && sql`l.action_id IN (${atOrBelow(q.phrases.inIntegers(belowOrAt))})`,
    viewer === 'everything' ? undefined : seesAction(viewer),
    behind,
  ])
}
