import type { Patch } from '../../base/merge.ts'
import type { KeysetPage } from '../../base/page.ts'
import type { NewTicket, TicketQuery, TicketStore } from '../../support/store.ts'
import type { RelatedItem, Ticket, TicketListing, TicketOrder, TicketSort } from '../../support/ticket.ts'
import type { TicketStatus } from '../../support/ticket-status.ts'
import type { Database, Queries } from '../engine/database.ts'
import { isOn, type Stored } from '../engine/decode.ts'
import { type FieldMap, foldedText, number, oneWordOf, text } from '../engine/fields.ts'
import { equals, narrowestFilterFirst } from '../engine/filters.ts'
import { countedStream, listPage } from '../engine/page.ts'
import { searchText } from '../engine/search-text.ts'
import { sortedPage, sortingBy } from '../engine/sorted.ts'
import { assignments, flag, fold, insertValues, raw, type Sql, sql, type Value } from '../engine/sql.ts'
import type { Attachments } from './ticket-attachments.ts'
import { authorColumns, authorOf, besideAuthor, NAMES, type NamedRow, toAuthor, toSpoken } from './ticket-people.ts'

const TICKET = sql`
  t.id, t.mask, t.access_key AS "accessKey", t.department_id AS "departmentId", ${authorOf('t')}, t.cc, t.subject,
  t.message, t.markdown, t.status, t.priority, t.flagged_to AS "flaggedTo", t.related_type AS "relatedType",
  t.related_id AS "relatedId", t.prevent_client_closure AS "preventClientClosure", t.opened_at AS "openedAt",
  t.last_reply_at AS "lastReplyAt", t.updated_at AS "updatedAt", t.version`

export const LISTING = sql`${TICKET}, d.name AS "departmentName", ${NAMES}`
export const BESIDE = sql`JOIN departments d ON d.id = t.department_id ${besideAuthor('t')}`

type TicketRow = Stored<Omit<Ticket, 'related'>> & { relatedType: RelatedItem['type'] | null; relatedId: number | null }
export type ListedRow = TicketRow & NamedRow & { departmentName: string }

export function ticketStore(q: Queries, attachments: Attachments, database?: Pick<Database, 'stream'>): TicketStore {
  const listed = (rows: readonly ListedRow[]) => toListings(attachments, rows)

  return {
    async list(query, page, order) {
      const { total, rows } = await listPage(q, page, pageOf(q, query, page, order), countOf(q, query), asItCame)
      return { total, rows: await listed(rows) }
    },
    async *stream(query, page) {
      for await (const { total, rows } of countedStream(database, pageOf(q, query, page), {
        decode: asItCame,
        batchSize: 100,
      }))
        yield { total, rows: await listed(rows) }
    },
    async get(id) {
      return (
        await listed(await q.all<ListedRow>(sql`SELECT ${LISTING} FROM tickets t ${BESIDE} WHERE t.id = ${id}`))
      )[0]
    },
    async countOpened(from, before) {
      const row = await q.get<{ opened: number }>(
        sql`SELECT count(*) AS opened FROM tickets WHERE opened_at >= ${from} AND opened_at < ${before}`,
      )
      return row!.opened
    },
    async idsOfClient(clientId) {
      const rows = await q.all<{ id: number }>(sql`SELECT id FROM tickets WHERE client_id = ${clientId} ORDER BY id`)
      return rows.map(({ id }) => id)
    },
    async idOfMask(mask) {
      const row = await q.get<{ id: number }>(sql`SELECT id, 0 AS former FROM tickets WHERE mask = ${mask}
        UNION ALL SELECT ticket_id, 1 FROM former_ticket_masks WHERE mask = ${mask} ORDER BY former LIMIT 1`)
      return row?.id
    },
    async lock(id) {
      const row = await q.get<TicketRow>(sql`SELECT ${TICKET} FROM tickets t WHERE t.id = ${id} ${q.phrases.forUpdate}`)
      return row && toTicket(row)
    },
    async insert({ id, ...ticket }, at) {
      const columns = { id, ...toColumns(ticket), updated_at: at }
      const row = await q.get<{ id: number }>(
        sql`INSERT INTO tickets ${insertValues(columns)} ON CONFLICT (mask) DO NOTHING RETURNING id`,
      )
      if (row && id !== undefined) await q.get(q.phrases.passIdentity('tickets', id))
      return row?.id
    },
    async update(id, changes, at) {
      const columns = assignments({ ...toColumns(changes), updated_at: at })
      await q.run(sql`UPDATE tickets SET ${columns}, version = version + 1 WHERE id = ${id}`)
    },
    async delete(id) {
      await q.run(sql`DELETE FROM tickets WHERE id = ${id}`)
    },
    async absorb({ id, mask }, into) {
      const moved = ['ticket_replies', 'ticket_notes', 'ticket_attachments', 'former_ticket_masks'] as const
      for (const table of moved) await q.run(sql`UPDATE ${raw(table)} SET ticket_id = ${into} WHERE ticket_id = ${id}`)
      await q.run(sql`DELETE FROM tickets WHERE id = ${id}`)
      await q.run(sql`INSERT INTO former_ticket_masks (mask, ticket_id) VALUES (${mask}, ${into})`)
    },
    async countByStatus(query) {
      const rows = await q.all<{ status: TicketStatus; tickets: number }>(
        sql`SELECT t.status, count(*) AS tickets FROM tickets t ${matching(q, query)} GROUP BY t.status`,
      )
      return new Map(rows.map(({ status, tickets }) => [status, tickets]))
    },
  }
}

/** Rows with what hangs on them. */
export async function toListings(attachments: Attachments, rows: readonly ListedRow[]): Promise<TicketListing[]> {
  const files = await attachments.ofMessages(
    'ticket',
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({
    ...toTicket(row),
    departmentName: row.departmentName,
    ...toSpoken(row, false),
    attachments: files.get(row.id) ?? [],
  }))
}

/** `toListings` takes what it knows. */
export const asItCame = (row: ListedRow): ListedRow => row

const countOf = (q: Queries, query: TicketQuery): Sql =>
  sql`SELECT count(*) AS total FROM tickets t ${matching(q, query)}`

/** The rows are picked before anything is joined to those passed over. */
function pageOf(q: Queries, query: TicketQuery, page: KeysetPage, by: TicketOrder = LATEST_FIRST): Sql {
  const { behind, order, part } = sortedPage(sortingBy(SORTS, by), page)
  return sql`SELECT (${countOf(q, query)}) AS total, ${LISTING} FROM (
      SELECT * FROM tickets t ${matching(q, query, behind)} ${part}
    ) t ${BESIDE} ${order}`
}

const LATEST_FIRST: TicketOrder = { by: 'lastReplyAt', descending: true }

const PRIORITIES: readonly Ticket['priority'][] = ['Low', 'Medium', 'High']

const SORTS: FieldMap<Pick<Ticket, TicketSort>> = {
  id: number(sql`t.id`),
  subject: foldedText(sql`t.subject`, sql`t.subject_folded`),
  status: text(sql`t.status`),
  priority: oneWordOf(PRIORITIES, sql`t.priority`),
  openedAt: number(sql`t.opened_at`),
  lastReplyAt: number(sql`t.last_reply_at`),
}

function matching(q: Queries, query: TicketQuery, behind?: Sql): Sql {
  const { ids, departmentId, departmentIds, clientId, email, statuses, flaggedTo, subject } = query
  const filters = [
    [sql`t.id`, 'number', ids && q.phrases.inIntegers(ids)],
    [sql`t.id`, 'number', email === undefined ? undefined : sql`IN (${askedFrom(email)})`],
    [sql`t.flagged_to`, 'number', equals(flaggedTo)],
    [sql`t.client_id`, 'number', equals(clientId)],
    [sql`t.department_id`, 'number', equals(departmentId)],
    [sql`t.status`, 'text', statuses && q.phrases.inTexts(statuses)],
    [sql`t.department_id`, 'number', departmentIds && q.phrases.inIntegers(departmentIds)],
    [
      sql`t.subject_folded`,
      'text',
      // Without LIKE, which has wildcards.
      subject === undefined ? undefined : sql`<> replace(t.subject_folded, ${searchText(subject, 'subject')}, '')`,
    ],
  ] as const
  return narrowestFilterFirst(filters, behind)
}

/** Each half has its index. */
const askedFrom = (
  email: string,
): Sql => sql`SELECT id FROM tickets WHERE email_folded = ${fold(email)} AND email_folded <> ''
  UNION SELECT x.id FROM tickets x JOIN clients y ON y.id = x.client_id WHERE y.email_folded = ${fold(email)}`

function toTicket(row: TicketRow): Ticket {
  return {
    id: row.id,
    mask: row.mask,
    accessKey: row.accessKey,
    departmentId: row.departmentId,
    ...toAuthor(row),
    cc: row.cc,
    subject: row.subject,
    message: row.message,
    markdown: isOn(row.markdown),
    status: row.status,
    priority: row.priority,
    flaggedTo: row.flaggedTo,
    related: row.relatedType === null ? null : { type: row.relatedType, id: row.relatedId! },
    preventClientClosure: isOn(row.preventClientClosure),
    openedAt: row.openedAt,
    lastReplyAt: row.lastReplyAt,
    updatedAt: row.updatedAt,
    version: row.version,
  }
}

function toColumns(ticket: Patch<NewTicket>): Record<string, Value | undefined> {
  const { email, subject, message, markdown, related, preventClientClosure } = ticket
  return {
    mask: ticket.mask,
    access_key: ticket.accessKey,
    department_id: ticket.departmentId,
    ...authorColumns(ticket),
    email_folded: email === undefined ? undefined : fold(email),
    cc: ticket.cc,
    subject,
    subject_folded: subject === undefined ? undefined : fold(subject),
    message,
    message_folded: message === undefined ? undefined : fold(message),
    markdown: flag(markdown),
    status: ticket.status,
    priority: ticket.priority,
    flagged_to: ticket.flaggedTo,
    related_type: related === undefined ? undefined : (related?.type ?? null),
    related_id: related === undefined ? undefined : (related?.id ?? null),
    prevent_client_closure: flag(preventClientClosure),
    opened_at: ticket.openedAt,
    last_reply_at: ticket.lastReplyAt,
  }
}
