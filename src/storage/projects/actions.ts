import type { KeysetPage } from '../../base/page.ts'
import type { Action, ActionFilter, ActionOrder } from '../../projects/actions/action.ts'
import type { ActionNode, ActionStore } from '../../projects/store.ts'
import type { Viewer } from '../../projects/visibility.ts'
import type { Queries } from '../engine/database.ts'
import type { Stored } from '../engine/decode.ts'
import { anyOf, number } from '../engine/fields.ts'
import { insertRow } from '../engine/insert.ts'
import { listPage } from '../engine/page.ts'
import { type Sorting, sortedPage, sortingBy } from '../engine/sorted.ts'
import { assignments, type Sql, sql, where } from '../engine/sql.ts'
import { ACTION, FIELDS, FROM, NODE, toAction, toColumns, toSums } from './action-fields.ts'
import { searched, seesProject } from './projects.ts'

export function actionStore(q: Queries): ActionStore {
  const one = async (condition: Sql) => {
    const row = await q.get<Stored<Action>>(sql`SELECT ${ACTION} ${FROM} WHERE ${condition}`)
    return row && toAction(row)
  }

  return {
    async list(viewer, filter, page, order) {
      const { total, rows } = await listPage<Stored<Action>>(
        q,
        page,
        pageOf(q, viewer, filter, page, order),
        countOf(q, viewer, filter),
      )
      return { total, rows: rows.map(toAction) }
    },
    get: (id) => one(sql`a.id = ${id}`),
    async node(id) {
      const row = await q.get<Stored<ActionNode>>(sql`SELECT ${NODE} ${FROM} WHERE a.id = ${id}`)
      return row && toAction(row)
    },
    async above(id) {
      const rows = await q.all<Stored<ActionNode>>(
        sql`WITH RECURSIVE above (id, parent_id) AS (
            SELECT id, parent_id FROM actions WHERE id = (SELECT parent_id FROM actions WHERE id = ${id})
            UNION ALL SELECT x.id, x.parent_id FROM actions x JOIN above ON x.id = above.parent_id)
          SELECT ${NODE} ${FROM} WHERE a.id IN (SELECT id FROM above) ORDER BY a.depth DESC`,
      )
      return rows.map(toAction)
    },
    async tree(projectId) {
      const rows = await q.all<Stored<ActionNode>>(
        sql`SELECT ${NODE} ${FROM} WHERE a.project_id = ${projectId} ORDER BY a.depth, a.parent_id, a.position`,
      )
      return rows.map(toAction)
    },
    insert: ({ id, ...action }, at) =>
      insertRow(q, sql`actions`, { id, ...toColumns(action), created_at: at, updated_at: at, activity_at: at }),
    async update(id, changes, at) {
      const columns = assignments({ ...toColumns(changes), updated_at: at, activity_at: at })
      await q.run(sql`UPDATE actions SET ${columns}, version = version + 1 WHERE id = ${id}`)
    },
    async rollUp(id, sums, at) {
      const columns = assignments({ ...toSums(sums), activity_at: at })
      await q.run(sql`UPDATE actions SET ${columns}, version = version + 1 WHERE id = ${id}`)
    },
    async toProject(ids, { id: projectId, clientId, serviceId }) {
      const these = q.phrases.inIntegers(ids)
      await q.run(sql`UPDATE actions SET project_id = ${projectId},
          contact_id = CASE WHEN EXISTS (SELECT 1 FROM contacts c WHERE c.id = contact_id AND c.client_id = ${clientId})
            THEN contact_id END
        WHERE id ${these}`)
      await q.run(sql`UPDATE time_logs SET project_id = ${projectId}, client_id = ${clientId},
          service_id = coalesce((SELECT a.service_id FROM actions a WHERE a.id = action_id), ${serviceId})
        WHERE action_id ${these} AND invoice_id IS NULL`)
      await q.run(
        sql`UPDATE time_logs SET project_id = ${projectId} WHERE action_id ${these} AND invoice_id IS NOT NULL`,
      )
      await q.run(sql`UPDATE threads SET project_id = ${projectId} WHERE action_id ${these}`)
      await q.run(sql`UPDATE ticket_links SET project_id = ${projectId} WHERE action_id ${these}`)
    },
    family: async (id) => (await q.all<{ id: number }>(atOrBelow(sql`= ${id}`))).map((row) => row.id),
    async delete(ids) {
      await q.run(sql`DELETE FROM actions WHERE id ${q.phrases.inIntegers(ids)}`)
    },
    async deleteAll(projectId) {
      await q.run(sql`DELETE FROM actions WHERE project_id = ${projectId}`)
    },

    lastChild: (projectId, parentId) =>
      q.get(sql`SELECT position, finish_on AS "finishOn" FROM actions
        WHERE project_id = ${projectId} AND parent_id = ${parentId ?? 0} ORDER BY position DESC LIMIT 1`),
    async shift(projectId, parentId, from, by) {
      await q.run(sql`UPDATE actions SET position = position + ${by}
        WHERE project_id = ${projectId} AND parent_id = ${parentId ?? 0} AND position >= ${from}`)
    },
    async extent(id) {
      const row = await q.get<{ levels: number; actions: number }>(
        sql`SELECT max(depth) - min(depth) AS levels, count(*) AS actions FROM actions
          WHERE id IN (${atOrBelow(sql`= ${id}`)})`,
      )
      return row!
    },
    async deepen(id, by) {
      await q.run(sql`UPDATE actions SET depth = depth + ${by} WHERE id IN (${atOrBelow(sql`= ${id}`)})`)
    },
    async bequeath(id, access) {
      await q.run(
        sql`WITH RECURSIVE heirs (id) AS (
            SELECT id FROM actions WHERE parent_id = ${id} AND client_access = 'inherit'
            UNION ALL SELECT x.id FROM actions x JOIN heirs ON x.parent_id = heirs.id WHERE x.client_access = 'inherit')
          UPDATE actions SET tree_access = ${access} WHERE id IN (SELECT id FROM heirs)`,
      )
    },

    ofQueueEntry: (entryId) => one(sql`a.queue_entry_id = ${entryId}`),
    async expiring(through, limit) {
      await q.get(q.phrases.oneAtATime('actions.expiring'))
      const rows = await q.all<Stored<Action>>(
        sql`SELECT ${ACTION} ${FROM} WHERE a.complete < 100 AND a.finish_on <= ${through} AND p.function = 'default'
            AND (a.expiring_told_on IS NULL OR a.expiring_told_on <> a.finish_on)
          ORDER BY a.finish_on, a.id LIMIT ${limit}`,
      )
      return rows.map(toAction)
    },
    async toldExpiring(id, finishOn) {
      await q.run(sql`UPDATE actions SET expiring_told_on = ${finishOn} WHERE id = ${id}`)
    },
  }
}

/** The ids of these actions and of everything below them. */
export const atOrBelow = (these: Sql): Sql =>
  sql`WITH RECURSIVE family (id) AS (
    SELECT id FROM actions WHERE id ${these}
    UNION SELECT x.id FROM actions x JOIN family ON x.parent_id = family.id) SELECT id FROM family`

const countOf = (q: Queries, viewer: Viewer, filter: ActionFilter): Sql =>
  // Only rules and fields of the project need it: without them the actions are counted through an index alone.
  viewer === 'everything' && filter.clientAccessEffective === undefined
    ? sql`SELECT count(*) AS total FROM actions a ${matching(q, viewer, filter)}`
    : sql`SELECT count(*) AS total ${FROM} ${matching(q, viewer, filter)}`

function pageOf(
  q: Queries,
  viewer: Viewer,
  filter: ActionFilter,
  page: KeysetPage,
  order: ActionOrder | undefined,
): Sql {
  const { behind, part } = sortedPage(order ? sortingBy(FIELDS, order) : AS_TREE, page)
  return sql`SELECT (${countOf(q, viewer, filter)}) AS total, ${ACTION} ${FROM}
    ${matching(q, viewer, filter, behind)} ${part}`
}

const AS_TREE: Sorting = {
  keys: [number(sql`a.project_id`), number(sql`a.parent_id`), number(sql`a.position`), number(sql`a.id`)],
}

function matching(q: Queries, viewer: Viewer, filter: ActionFilter, behind?: Sql): Sql {
  const { search, startFrom, startTo, changedSince, below } = filter
  return where([
    ...anyOf(q, FIELDS, filter),
    below &&
      sql`a.id IN (${atOrBelow(sql`IN (SELECT id FROM actions WHERE parent_id ${q.phrases.inIntegers(below)})`)})`,
    startFrom === undefined ? undefined : sql`a.start_on >= ${startFrom}`,
    startTo === undefined ? undefined : sql`a.start_on <= ${startTo}`,
    changedSince === undefined ? undefined : sql`a.updated_at >= ${changedSince}`,
    search ? searched(sql`a`, search) : undefined,
    viewer === 'everything' ? undefined : seesAction(viewer),
    behind,
  ])
}

/** The rule of `src/projects/visibility.ts`, for the action `a` in the project `p`. */
export const seesAction = (viewer: { staffId: number }): Sql =>
  sql`(${seesProject(viewer)} OR a.owner_id = ${viewer.staffId} OR a.manager_id = ${viewer.staffId}
    OR a.assigned_id IN (${viewer.staffId}, -1))`
