import type { KeysetPage, Listed } from '../../base/page.ts'
import type { LinkedTicketFilter, LinkedTicketOrder, TicketFacts } from '../../projects/tickets/ticket-link.ts'
import type { Viewer } from '../../projects/visibility.ts'
import type { TicketListing } from '../../support/ticket.ts'
import { contains } from '../engine/contains.ts'
import type { Queries } from '../engine/database.ts'
import { anyOf, type FieldMap, nullable, number, text } from '../engine/fields.ts'
import { listPage } from '../engine/page.ts'
import { sortedPage, sortingBy } from '../engine/sorted.ts'
import { type Sql, sql, where } from '../engine/sql.ts'
import { attachmentStore } from '../support/ticket-attachments.ts'
import { asItCame, BESIDE, LISTING, toListings } from '../support/tickets.ts'
import { atOrBelow, seesAction } from './actions.ts'

/** Of the ticket `t`. */
const FIELDS: FieldMap<TicketFacts> = {
  id: number(sql`t.id`),
  mask: text(sql`t.mask`),
  departmentId: number(sql`t.department_id`),
  clientId: nullable(number(sql`t.client_id`)),
  contactId: nullable(number(sql`t.contact_id`)),
  subject: text(sql`t.subject`),
  status: text(sql`t.status`),
  priority: text(sql`t.priority`),
  flaggedTo: nullable(number(sql`t.flagged_to`)),
  openedAt: number(sql`t.opened_at`),
  lastReplyAt: number(sql`t.last_reply_at`),
  updatedAt: number(sql`t.updated_at`),
}

/** Tickets, and what is asked of the links that the viewer sees. */
export async function linkedTickets(
  q: Queries,
  viewer: Viewer,
  filter: LinkedTicketFilter,
  page: KeysetPage,
  order: LinkedTicketOrder = { by: 'lastReplyAt', descending: true },
): Promise<Listed<TicketListing>> {
  const { behind, order: sorted, part } = sortedPage(sortingBy(FIELDS, order), page)
  const count = sql`SELECT count(*) AS total FROM tickets t ${matching(q, viewer, filter)}`
  const rows = sql`SELECT (${count}) AS total, ${LISTING} FROM (
      SELECT * FROM tickets t ${matching(q, viewer, filter, behind)} ${part}
    ) t ${BESIDE} ${sorted}`
  const found = await listPage(q, page, rows, count, asItCame)
  return { total: found.total, rows: await toListings(attachmentStore(q), found.rows) }
}

function matching(q: Queries, viewer: Viewer, filter: LinkedTicketFilter, behind?: Sql): Sql {
  const { search, linked, linkedTo, openedFrom, openedBefore, changedSince } = filter
  const links = (among: LinkedTicketFilter['linkedTo']) => sql`(${linkedIds(q, viewer, among)})`
  return where([
    ...anyOf(q, FIELDS, filter),
    search
      ? sql`(${contains(sql`t.subject_folded`, search)} OR ${contains(sql`t.message_folded`, search)})`
      : undefined,
    linked === undefined ? undefined : linked ? sql`t.id IN ${links({})}` : sql`t.id NOT IN ${links({})}`,
    linkedTo && sql`t.id IN ${links(linkedTo)}`,
    openedFrom === undefined ? undefined : sql`t.opened_at >= ${openedFrom}`,
    openedBefore === undefined ? undefined : sql`t.opened_at < ${openedBefore}`,
    changedSince === undefined ? undefined : sql`t.updated_at >= ${changedSince}`,
    behind,
  ])
}

/** The tickets that are linked to what the viewer sees. */
function linkedIds(
  q: Queries,
  viewer: Viewer,
  { projectId, actionId, belowOrAt }: NonNullable<LinkedTicketFilter['linkedTo']> = {},
): Sql {
  const condition = where([
    projectId && sql`l.project_id ${q.phrases.inIntegers(projectId)}`,
    actionId && sql`l.action_id ${q.phrases.inIntegers(actionId)}`,
    belowOrAt && sql`l.action_id IN (${atOrBelow(q.phrases.inIntegers(belowOrAt))})`,
    viewer === 'everything' ? undefined : seesAction(viewer),
  ])
  return sql`SELECT l.ticket_id FROM ticket_links l JOIN projects p ON p.id = l.project_id
    LEFT JOIN actions a ON a.id = l.action_id ${condition}`
}
