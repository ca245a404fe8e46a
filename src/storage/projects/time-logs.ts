import type { Patch } from '../../base/merge.ts'
import type { KeysetPage } from '../../base/page.ts'
import type { NewTimeLog, RatedTimeLog, TimeLogStore, TimeOf, TimesheetRow } from '../../projects/store.ts'
import type { TimeLog, TimeLogFilter, TimeLogOrder } from '../../projects/time/time-log.ts'
import type { Viewer } from '../../projects/visibility.ts'
import { contains } from '../engine/contains.ts'
import type { Database, Queries } from '../engine/database.ts'
import { decoded, isOn, type Stored } from '../engine/decode.ts'
import { anyOf, type FieldMap, flagged, foldedText, nullable, number, selected, text } from '../engine/fields.ts'
import { insertRow } from '../engine/insert.ts'
import { listPage } from '../engine/page.ts'
import { sortedPage, sortingBy } from '../engine/sorted.ts'
import { assignments, flag, fold, type Sql, sql, type Value, where } from '../engine/sql.ts'
import { atOrBelow, seesAction } from './actions.ts'
import { seesProject } from './projects.ts'

const FIELDS: FieldMap<TimeLog> = {
  id: number(sql`t.id`),
  parentType: text(sql`t.parent_type`),
  parentId: number(sql`t.parent_id`),
  clientId: nullable(number(sql`t.client_id`)),
  projectId: nullable(number(sql`t.project_id`)),
  actionId: nullable(number(sql`t.action_id`)),
  ticketId: nullable(number(sql`t.ticket_id`)),
  serviceId: nullable(number(sql`t.service_id`)),
  staffId: nullable(number(sql`t.staff_id`)),
  note: foldedText(sql`t.note`, sql`t.note_folded`),
  type: text(sql`t.type`),
  state: text(sql`t.state`),
  startedAt: number(sql`t.started_at`),
  stoppedAt: nullable(number(sql`t.stopped_at`)),
  elapsedSeconds: number(sql`t.elapsed_seconds`),
  billable: flagged(sql`t.billable`),
  invoiceId: nullable(number(sql`t.invoice_id`)),
  createdAt: number(sql`t.created_at`),
  updatedAt: number(sql`t.updated_at`),
  version: number(sql`t.version`),
}

const TIME_LOG = selected(FIELDS)
const RATED = sql`${TIME_LOG}, coalesce(p.rate, '') AS "projectRate", coalesce(r.rate, '') AS "staffRate"`
const FROM = sql`FROM time_logs t
  LEFT JOIN projects p ON p.id = t.project_id
  LEFT JOIN actions a ON a.id = t.action_id
  LEFT JOIN staff_rates r ON r.staff_id = t.staff_id`

/** Beside a log, for people. */
const NAMES = sql`coalesce(CASE WHEN c.company_name <> '' THEN c.company_name
    ELSE trim(c.first_name || ' ' || c.last_name) END, '') AS "clientName",
  coalesce(p.name, '') AS "projectName", coalesce(a.name, '') AS "actionName",
  coalesce(trim(m.first_name || ' ' || m.last_name), '') AS "staffName"`
const NAMED = sql`LEFT JOIN clients c ON c.id = t.client_id LEFT JOIN staff m ON m.id = t.staff_id`

export function timeLogStore(q: Queries, database?: Pick<Database, 'stream'>): TimeLogStore {
  return {
    async list(viewer, filter, page, order = { by: 'startedAt', descending: true }) {
      const { total, rows } = await listPage<Stored<RatedTimeLog>>(
        q,
        page,
        pageOf(q, viewer, filter, page, order),
        countOf(q, viewer, filter),
      )
      return { total, rows: rows.map(toTimeLog) }
    },
    async *stream(viewer, filter) {
      if (!database) throw new Error('stream() reads outside a transaction')
      const rows = sql`SELECT ${RATED}, ${NAMES} ${FROM} ${NAMED} ${matching(q, viewer, filter)}
        ORDER BY t.started_at, t.id`
      for await (const batch of database.stream<Stored<TimesheetRow>>(rows)) yield batch.map(toTimeLog)
    },
    async get(id) {
      const row = await q.get<Stored<RatedTimeLog>>(sql`SELECT ${RATED} ${FROM} WHERE t.id = ${id}`)
      return row && toTimeLog(row)
    },
    async lock(id) {
      const row = await q.get<Stored<TimeLog>>(
        sql`SELECT ${TIME_LOG} FROM time_logs t WHERE t.id = ${id} ${q.phrases.forUpdate}`,
      )
      return row && toTimeLog(row)
    },
    async holdRunning(staffId) {
      await q.get(q.phrases.oneAtATime(`time_logs.of ${staffId}`))
      const rows = await q.all<Stored<TimeLog>>(
        sql`SELECT ${TIME_LOG} FROM time_logs t WHERE t.staff_id = ${staffId} AND t.state = 'active' ORDER BY t.id`,
      )
      return rows.map(toTimeLog)
    },
    insert: ({ id, ...timeLog }, at) =>
      insertRow(q, sql`time_logs`, { id, ...toColumns(timeLog), created_at: at, updated_at: at }),
    async update(id, changes, at) {
      const columns = assignments({ ...toColumns(changes), updated_at: at })
      await q.run(sql`UPDATE time_logs SET ${columns}, version = version + 1 WHERE id = ${id}`)
    },
    async delete(id) {
      await q.run(sql`DELETE FROM time_logs WHERE id = ${id}`)
    },
    async countInvoiced(of) {
      const row = await q.get<{ total: number }>(
        sql`SELECT count(*) AS total FROM time_logs WHERE invoice_id IS NOT NULL AND ${those(q, of)}`,
      )
      return row!.total
    },
    async deleteOf(of) {
      await q.run(sql`DELETE FROM time_logs WHERE ${those(q, of)}`)
    },
    async ticketEnded(ticketId, into) {
      const changes =
        into === null
          ? sql`parent_type = 'client', parent_id = client_id, ticket_id = NULL`
          : sql`parent_id = ${into}, ticket_id = ${into}`
      const those = sql`ticket_id = ${ticketId} ${into === null ? sql`AND client_id IS NOT NULL` : sql``}`
      await q.run(sql`UPDATE time_logs SET ${changes}, version = version + 1 WHERE ${those}`)
    },
    async reassign(projectId, { clientId, serviceId }) {
      await q.run(
        sql`UPDATE time_logs SET client_id = ${clientId},
            service_id = coalesce((SELECT a.service_id FROM actions a WHERE a.id = action_id), ${serviceId})
          WHERE project_id = ${projectId} AND invoice_id IS NULL`,
      )
    },
  }
}

const those = (q: Queries, of: TimeOf): Sql =>
  'projectId' in of ? sql`project_id = ${of.projectId}` : sql`action_id ${q.phrases.inIntegers(of.actionIds)}`

const countOf = (q: Queries, viewer: Viewer, filter: TimeLogFilter): Sql =>
  viewer === 'everything'
    ? sql`SELECT count(*) AS total FROM time_logs t ${matching(q, viewer, filter)}`
    : sql`SELECT count(*) AS total ${FROM} ${matching(q, viewer, filter)}`

function pageOf(q: Queries, viewer: Viewer, filter: TimeLogFilter, page: KeysetPage, order: TimeLogOrder): Sql {
  const { behind, part } = sortedPage(sortingBy(FIELDS, order), page)
  return sql`SELECT (${countOf(q, viewer, filter)}) AS total, ${RATED} ${FROM}
    ${matching(q, viewer, filter, behind)} ${part}`
}

function matching(q: Queries, viewer: Viewer, filter: TimeLogFilter, behind?: Sql): Sql {
  const { search, invoiced, startedFrom, startedBefore, changedSince, ofProject, belowOrAt } = filter
  return where([
    ...anyOf(q, FIELDS, filter),
    ofProject === undefined
      ? undefined
      : sql`(t.project_id = ${ofProject}
          OR t.ticket_id IN (SELECT l.ticket_id FROM ticket_links l WHERE l.project_id = ${ofProject}))`,
    belowOrAt && sql`t.action_id IN (${atOrBelow(q.phrases.inIntegers(belowOrAt))})`,
    invoiced === undefined ? undefined : invoiced ? sql`t.invoice_id IS NOT NULL` : sql`t.invoice_id IS NULL`,
    startedFrom === undefined ? undefined : sql`t.started_at >= ${startedFrom}`,
    startedBefore === undefined ? undefined : sql`t.started_at < ${startedBefore}`,
    changedSince === undefined ? undefined : sql`t.updated_at >= ${changedSince}`,
    search ? contains(sql`t.note_folded`, search) : undefined,
    viewer === 'everything' ? undefined : seesTimeLog(viewer),
    behind,
  ])
}

/** The rule of `src/projects/visibility.ts`, for the log `t` on the action `a` in the project `p`. */
const seesTimeLog = (viewer: { staffId: number }): Sql =>
  sql`(t.staff_id = ${viewer.staffId} OR t.project_id IS NULL OR ${seesProject(viewer)}
    OR (t.action_id IS NOT NULL AND ${seesAction(viewer)}))`

const toTimeLog = <Row extends Stored<TimeLog>>(row: Row) => decoded(row, { billable: isOn(row.billable) })

function toColumns(timeLog: Patch<NewTimeLog>): Record<string, Value | undefined> {
  const { note, billable } = timeLog
  return {
    parent_type: timeLog.parentType,
    parent_id: timeLog.parentId,
    client_id: timeLog.clientId,
    project_id: timeLog.projectId,
    action_id: timeLog.actionId,
    ticket_id: timeLog.ticketId,
    service_id: timeLog.serviceId,
    staff_id: timeLog.staffId,
    note,
    note_folded: note === undefined ? undefined : fold(note),
    type: timeLog.type,
    state: timeLog.state,
    started_at: timeLog.startedAt,
    stopped_at: timeLog.stoppedAt,
    elapsed_seconds: timeLog.elapsedSeconds,
    billable: flag(billable),
    invoice_id: timeLog.invoiceId,
  }
}
