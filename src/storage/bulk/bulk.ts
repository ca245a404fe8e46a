import type { BulkAction, BulkFilter, BulkItem, BulkNoun } from '../../bulk/bulk-action.ts'
import type { BulkStore, LockedBulkAction } from '../../bulk/store.ts'
import type { Queries } from '../engine/database.ts'
import { decoded, isOn, json, type Stored } from '../engine/decode.ts'
import { number } from '../engine/fields.ts'
import { equals, narrowestFilterFirst } from '../engine/filters.ts'
import { listPage } from '../engine/page.ts'
import { sortedPage } from '../engine/sorted.ts'
import { assignments, flag, insertValues, type Sql, sql } from '../engine/sql.ts'
import { matchingEntries } from '../provisioning/queue-filter.ts'
import { matchingServices } from '../services/services.ts'

/** Its total is not that of a page of them. */
const ACTION = sql`id, noun, action, filter, params, why, made_by AS "by", state, total AS "size", succeeded, failed, skipped, held,
  stopped_because AS "stoppedBecause", approved, created_at AS "createdAt", expires_at AS "expiresAt",
  committed_at AS "committedAt", ended_at AS "endedAt", undo_of AS "undoOf", undone_by AS "undoneBy"`

const ITEM = sql`item_id AS id, state, code, words, effect_id AS "effectId", ended_at AS "endedAt"`

const FOREVER = 9_007_199_254_740_991

export function bulkStore(q: Queries): BulkStore {
  return {
    async list({ state, noun }, page) {
      const matching = (place?: Sql) =>
        narrowestFilterFirst(
          [
            [sql`state`, 'text', equals(state)],
            [sql`noun`, 'text', equals(noun)],
          ],
          place,
        )
      const { behind, part } = sortedPage({ keys: [number(sql`id`)], descending: true }, page)
      const count = sql`SELECT count(*) AS total FROM bulk_actions ${matching()}`
      const rows = sql`SELECT (${count}) AS total, ${ACTION} FROM bulk_actions ${matching(behind)} ${part}`
      const found = await listPage<Row>(q, page, rows, count)
      return { total: found.total, rows: found.rows.map(toAction) }
    },
    async get(id) {
      const row = await q.get<Row>(sql`SELECT ${ACTION} FROM bulk_actions WHERE id = ${id}`)
      return row && toAction(row)
    },
    countStates: () => q.all(sql`SELECT state, count(*) AS actions FROM bulk_actions GROUP BY state`),
    async lock(id) {
      const row = await q.get<Row & Pick<LockedBulkAction, 'token' | 'step'>>(
        sql`SELECT ${ACTION}, token, step FROM bulk_actions WHERE id = ${id} ${q.phrases.forUpdate}`,
      )
      return row && { ...toAction(row), token: row.token, step: row.step }
    },
    insert: (action, at) =>
      q.insert(
        sql`INSERT INTO bulk_actions ${insertValues({
          noun: action.noun,
          action: action.action,
          filter: JSON.stringify(action.filter),
          params: JSON.stringify(action.params),
          why: action.why,
          made_by: JSON.stringify(action.by),
          maker_id: action.by.id,
          token: action.token,
          state: 'previewed',
          total: 0,
          approved: flag(action.approved),
          created_at: at,
          expires_at: action.expiresAt,
          undo_of: action.undoOf,
        })} RETURNING id`,
      ),
    async update(id, changes) {
      await q.run(
        sql`UPDATE bulk_actions SET ${assignments({
          state: changes.state,
          total: changes.total,
          succeeded: changes.succeeded,
          failed: changes.failed,
          skipped: changes.skipped,
          held: changes.held,
          stopped_because: changes.stoppedBecause,
          approved: flag(changes.approved),
          step: changes.step,
          committed_at: changes.committedAt,
          ended_at: changes.endedAt,
          undone_by: changes.undoneBy,
        })} WHERE id = ${id}`,
      )
    },
    async countPreviews({ id }, at) {
      const row = await q.get<{ n: number }>(sql`SELECT count(*) AS n FROM bulk_actions
        WHERE state = 'previewed' AND maker_id = ${id} AND expires_at > ${at}`)
      return row!.n
    },
    fill: (id, noun, filter) =>
      q.run(sql`INSERT INTO bulk_action_items (action_id, item_id, state)
        SELECT ${id}, found.id, 'waiting' FROM (${matchingIds(q, noun, filter)}) AS found`),
    fillFrom: (id, other) =>
      q.run(sql`INSERT INTO bulk_action_items (action_id, item_id, state, effect_id)
        SELECT ${id}, item_id, 'waiting', effect_id FROM bulk_action_items
        WHERE action_id = ${other} AND state = 'succeeded'`),
    async items(id, { state }, page) {
      const matching = (place?: Sql) =>
        narrowestFilterFirst(
          [
            [sql`action_id`, 'number', equals(id)],
            [sql`state`, 'text', equals(state)],
          ],
          place,
        )
      const { behind, part } = sortedPage({ keys: [number(sql`item_id`)] }, page)
      const count = sql`SELECT count(*) AS total FROM bulk_action_items ${matching()}`
      return listPage<BulkItem>(
        q,
        page,
        sql`SELECT (${count}) AS total, ${ITEM} FROM bulk_action_items ${matching(behind)} ${part}`,
        count,
      )
    },
    waiting: (id, most) =>
      q.all(sql`SELECT ${ITEM} FROM bulk_action_items WHERE action_id = ${id} AND state = 'waiting'
        ORDER BY item_id LIMIT ${most}`),
    async end(id, items, at) {
      for (const { id: item, state, code, words, effectId } of items)
        await q.run(sql`UPDATE bulk_action_items SET state = ${state}, code = ${code}, words = ${words},
          effect_id = ${effectId}, ended_at = ${at} WHERE action_id = ${id} AND item_id = ${item}`)
    },
    async names(noun, ids) {
      const rows = await q.all<{ id: number; name: string }>(named(q, noun, ids))
      return new Map(rows.map(({ id, name }) => [id, name]))
    },
    async prune(at, endedBefore, most) {
      const old = await q.get<{ id: number }>(sql`SELECT id FROM bulk_actions
        WHERE (state = 'previewed' AND expires_at <= ${at})
          OR (state IN ('stopped', 'done') AND COALESCE(ended_at, ${FOREVER}) < ${endedBefore})
        ORDER BY id LIMIT 1 ${q.phrases.forUpdate}`)
      if (!old) return 0
      const gone = await q.run(sql`DELETE FROM bulk_action_items WHERE action_id = ${old.id} AND item_id IN (
        SELECT item_id FROM bulk_action_items WHERE action_id = ${old.id} ORDER BY item_id LIMIT ${most})`)
      if (gone < most) await q.run(sql`DELETE FROM bulk_actions WHERE id = ${old.id}`)
      return most
    },
  }
}

type Row = Omit<Stored<BulkAction, 'filter' | 'params' | 'by'>, 'total'> & { size: number }

const toAction = ({ filter, params, by, approved, size, ...row }: Row): BulkAction =>
  decoded(
    { ...row },
    {
      filter: json<BulkAction['filter']>(filter),
      params: json<BulkAction['params']>(params),
      by: json<BulkAction['by']>(by),
      total: size,
      approved: isOn(approved),
    },
  )

function matchingIds(q: Queries, noun: BulkNoun, { ids, ...filter }: BulkFilter): Sql {
  if (noun === 'moduleQueue') {
    const those = ids && sql`id ${q.phrases.inIntegers(ids)}`
    return sql`SELECT id FROM module_queue ${matchingEntries(filter, { behind: those })}`
  }
  const those = ids && sql`s.id ${q.phrases.inIntegers(ids)}`
  return sql`SELECT s.id FROM services s ${matchingServices(filter, those)}`
}

const named = (q: Queries, noun: BulkNoun, ids: readonly number[]): Sql =>
  noun === 'moduleQueue'
    ? sql`SELECT m.id, m.action || ' of ' || COALESCE(NULLIF(n.name, ''), NULLIF(s.domain, ''),
          m.service_type || ' ' || m.service_id) AS name
        FROM module_queue m
        LEFT JOIN service_addons a ON m.service_type = 'addon' AND a.id = m.service_id
        LEFT JOIN domains n ON m.service_type = 'domain' AND n.id = m.service_id
        LEFT JOIN services s ON s.id = CASE m.service_type WHEN 'service' THEN m.service_id ELSE a.service_id END
        WHERE m.id ${q.phrases.inIntegers(ids)}`
    : sql`SELECT id, COALESCE(NULLIF(domain, ''), NULLIF(username, ''), 'service ' || id) AS name
        FROM services WHERE id ${q.phrases.inIntegers(ids)}`
