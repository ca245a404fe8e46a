import type { SavedView, SavedViewForm } from '../../access/saved-views/saved-view.ts'
import type { SavedViewStore } from '../../access/saved-views/store.ts'
import type { Queries } from '../engine/database.ts'
import { decoded, isOn, json, type Stored } from '../engine/decode.ts'
import { foldedText, number, text } from '../engine/fields.ts'
import { listPage } from '../engine/page.ts'
import { sortedPage } from '../engine/sorted.ts'
import { assignments, flag, fold, insertValues, sql, where } from '../engine/sql.ts'

const VIEW = sql`id, staff_id AS "staffId", page, name, query, columns, sort, shared, created_at AS "createdAt",
  updated_at AS "updatedAt", version`

const BY_PAGE = [text(sql`page`), foldedText(sql`name`, sql`name_folded`), number(sql`id`)]

export function savedViewStore(q: Queries): SavedViewStore {
  return {
    list(staffId, filter, page) {
      const { behind, part } = sortedPage({ keys: BY_PAGE }, page)
      const conditions = [
        sql`(staff_id = ${staffId} OR shared = 1)`,
        filter.page === undefined ? undefined : sql`page = ${filter.page}`,
      ]
      const count = sql`SELECT count(*) AS total FROM saved_views ${where(conditions)}`
      const rows = sql`SELECT (${count}) AS total, ${VIEW} FROM saved_views ${where([...conditions, behind])} ${part}`
      return listPage(q, page, rows, count, ({ total: _, ...row }: Row & { total: number }) => toView(row))
    },
    async get(id) {
      const row = await q.get<Row>(sql`SELECT ${VIEW} FROM saved_views WHERE id = ${id}`)
      return row && toView(row)
    },
    async lock(id) {
      const row = await q.get<Row>(sql`SELECT ${VIEW} FROM saved_views WHERE id = ${id} ${q.phrases.forUpdate}`)
      return row && toView(row)
    },
    async countOf(staffId) {
      const row = await q.get<{ views: number }>(
        sql`SELECT count(*) AS views FROM saved_views WHERE staff_id = ${staffId}`,
      )
      return row!.views
    },
    async idOf({ staffId, page, name }) {
      const row = await q.get<{ id: number }>(
        sql`SELECT id FROM saved_views WHERE staff_id = ${staffId} AND page = ${page} AND name_folded = ${fold(name)}`,
      )
      return row?.id
    },
    async insert(staffId, form, at) {
      const columns = { staff_id: staffId, ...toColumns(form), version: 1, created_at: at, updated_at: at }
      const row = await q.get<{ id: number }>(
        sql`INSERT INTO saved_views ${insertValues(columns)}
          ON CONFLICT (staff_id, page, name_folded) DO NOTHING RETURNING id`,
      )
      return row?.id
    },
    async update(view, at) {
      const columns = assignments({ ...toColumns(view), updated_at: at })
      await q.run(sql`UPDATE saved_views SET ${columns}, version = version + 1 WHERE id = ${view.id}`)
    },
    async delete(id) {
      await q.run(sql`DELETE FROM saved_views WHERE id = ${id}`)
    },
  }
}

type Row = Stored<SavedView, 'columns'>

const toView = (row: Row): SavedView => decoded(row, { columns: json(row.columns), shared: isOn(row.shared) })

const toColumns = ({ page, name, query, columns, sort, shared }: SavedViewForm) => ({
  page,
  name,
  name_folded: fold(name),
  query,
  columns: JSON.stringify(columns),
  sort,
  shared: flag(shared),
})
