import type { Patch } from '../../base/merge.ts'
import type { KeysetPage } from '../../base/page.ts'
import type { Project, ProjectFilter, ProjectOrder } from '../../projects/project.ts'
import type { NewProject, ProjectNode, ProjectStore, ProjectSums } from '../../projects/store.ts'
import type { Viewer } from '../../projects/visibility.ts'
import { contains } from '../engine/contains.ts'
import type { Database, Queries } from '../engine/database.ts'
import { decoded, isOn, type Stored } from '../engine/decode.ts'
import { anyOf, type FieldMap, flagged, foldedText, nullable, number, selected, text } from '../engine/fields.ts'
import { insertRow } from '../engine/insert.ts'
import { countedStream, listPage } from '../engine/page.ts'
import { sortedPage, sortingBy } from '../engine/sorted.ts'
import { assignments, flag, fold, join, type Sql, sql, type Value, where } from '../engine/sql.ts'

const FIELDS: FieldMap<Project> = {
  id: number(sql`p.id`),
  name: foldedText(sql`p.name`, sql`p.name_folded`),
  type: text(sql`p.type`),
  status: text(sql`p.status`),
  function: text(sql`p.function`),
  complete: number(sql`p.complete`),
  actionCount: number(sql`p.action_count`),
  detail: foldedText(sql`p.detail`, sql`p.detail_folded`),
  notes: foldedText(sql`p.notes`, sql`p.notes_folded`),
  clientId: nullable(number(sql`p.client_id`)),
  contactId: nullable(number(sql`p.contact_id`)),
  serviceId: nullable(number(sql`p.service_id`)),
  managerId: nullable(number(sql`p.manager_id`)),
  assignedId: nullable(number(sql`p.assigned_id`)),
  ownerId: nullable(number(sql`p.owner_id`)),
  staffAccess: text(sql`p.staff_access`),
  clientAccess: text(sql`p.client_access`),
  startOn: nullable(text(sql`p.start_on`)),
  finishOn: nullable(text(sql`p.finish_on`)),
  billable: flagged(sql`p.billable`),
  rate: text(sql`p.rate`),
  closed: flagged(sql`p.closed`),
  invoiceIds: text(sql`p.invoice_ids`),
  elapsedSeconds: number(sql`p.elapsed_seconds`),
  createdAt: number(sql`p.created_at`),
  updatedAt: number(sql`p.updated_at`),
  activityAt: number(sql`p.activity_at`),
  version: number(sql`p.version`),
}

const PROJECT = selected(FIELDS)
const NODE = sql`${PROJECT}, p.child_count AS "childCount", p.children_complete AS "childrenComplete"`

export function projectStore(q: Queries, database?: Pick<Database, 'stream'>): ProjectStore {
  return {
    async list(viewer, filter, page, order = { by: 'activityAt', descending: true }) {
      const count = sql`SELECT count(*) AS total FROM projects p ${matching(q, viewer, filter)}`
      const rows = pageOf(q, viewer, filter, page, order)
      const found = await listPage<Stored<Project>>(q, page, rows, count)
      return { total: found.total, rows: found.rows.map(toProject) }
    },
    async *stream(viewer, filter, page) {
      const statement = pageOf(q, viewer, filter, page, { by: 'id' })
      for await (const { total, rows } of countedStream<Stored<Project>>(database, statement))
        yield { total, rows: rows.map(toProject) }
    },
    async get(id) {
      const row = await q.get<Stored<Project>>(sql`SELECT ${PROJECT} FROM projects p WHERE p.id = ${id}`)
      return row && toProject(row)
    },
    async lock(id) {
      const row = await q.get<Stored<ProjectNode>>(
        sql`SELECT ${NODE} FROM projects p WHERE p.id = ${id} ${q.phrases.forUpdate}`,
      )
      return row && toProject(row)
    },
    insert: ({ id, ...project }, at) =>
      insertRow(q, sql`projects`, { id, ...toColumns(project), created_at: at, updated_at: at, activity_at: at }),
    async update(id, changes, at) {
      const columns = assignments({ ...toColumns(changes), updated_at: at, activity_at: at })
      await q.run(sql`UPDATE projects SET ${columns}, version = version + 1 WHERE id = ${id}`)
    },
    async rollUp(id, sums, at) {
      const columns = assignments({ ...toSums(sums), activity_at: at })
      await q.run(sql`UPDATE projects SET ${columns}, version = version + 1 WHERE id = ${id}`)
    },
    async delete(id) {
      await q.run(sql`DELETE FROM projects WHERE id = ${id}`)
    },
  }
}

function pageOf(q: Queries, viewer: Viewer, filter: ProjectFilter, page: KeysetPage, order: ProjectOrder): Sql {
  const { behind, part } = sortedPage(sortingBy(FIELDS, order), page)
  return sql`SELECT (SELECT count(*) FROM projects p ${matching(q, viewer, filter)}) AS total, ${PROJECT}
    FROM projects p ${matching(q, viewer, filter, behind)} ${part}`
}

function matching(q: Queries, viewer: Viewer, filter: ProjectFilter, behind?: Sql): Sql {
  const { search, startFrom, startTo, changedSince, ticketIds } = filter
  return where([
    ...anyOf(q, FIELDS, filter),
    startFrom === undefined ? undefined : sql`p.start_on >= ${startFrom}`,
    startTo === undefined ? undefined : sql`p.start_on <= ${startTo}`,
    changedSince === undefined ? undefined : sql`p.updated_at >= ${changedSince}`,
    ticketIds &&
      sql`p.id IN (SELECT l.project_id FROM ticket_links l WHERE l.ticket_id ${q.phrases.inIntegers(ticketIds)})`,
    search ? searched(sql`p`, search) : undefined,
    viewer === 'everything' ? undefined : seesProject(viewer),
    behind,
  ])
}

/** Of projects and actions alike. */
export const searched = (table: Sql, words: string): Sql => {
  const columns = [sql`${table}.name_folded`, sql`${table}.detail_folded`, sql`${table}.notes_folded`]
  return sql`(${join(
    columns.map((column) => contains(column, words)),
    ' OR ',
  )})`
}

/** The rule of `src/projects/visibility.ts`, for the project `p`. */
export const seesProject = ({ staffId }: { staffId: number }): Sql =>
  sql`(p.staff_access = 'all' OR p.owner_id = ${staffId} OR p.manager_id = ${staffId}
    OR (p.staff_access = 'related' AND p.assigned_id IN (${staffId}, -1)))`

const toProject = <Row extends Stored<Project>>(row: Row) =>
  decoded(row, { billable: isOn(row.billable), closed: isOn(row.closed) })

function toSums(sums: Patch<ProjectSums>): Record<string, Value | undefined> {
  return {
    complete: sums.complete,
    child_count: sums.childCount,
    children_complete: sums.childrenComplete,
    action_count: sums.actionCount,
    elapsed_seconds: sums.elapsedSeconds,
    start_on: sums.startOn,
    finish_on: sums.finishOn,
  }
}

function toColumns(project: Patch<NewProject>): Record<string, Value | undefined> {
  const { name, detail, notes, billable, closed } = project
  return {
    name,
    name_folded: name === undefined ? undefined : fold(name),
    type: project.type,
    status: project.status,
    function: project.function,
    detail,
    detail_folded: detail === undefined ? undefined : fold(detail),
    notes,
    notes_folded: notes === undefined ? undefined : fold(notes),
    client_id: project.clientId,
    contact_id: project.contactId,
    service_id: project.serviceId,
    manager_id: project.managerId,
    assigned_id: project.assignedId,
    owner_id: project.ownerId,
    staff_access: project.staffAccess,
    client_access: project.clientAccess,
    start_on: project.startOn,
    finish_on: project.finishOn,
    billable: flag(billable),
    rate: project.rate,
    closed: flag(closed),
    invoice_ids: project.invoiceIds,
  }
}
