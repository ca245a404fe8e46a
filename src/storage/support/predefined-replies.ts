import type { PredefinedReply, PredefinedReplyFilter } from '../../support/predefined-reply.ts'
import type { PredefinedReplyStore } from '../../support/store.ts'
import type { Queries } from '../engine/database.ts'
import { number } from '../engine/fields.ts'
import { equals, narrowestFilterFirst } from '../engine/filters.ts'
import { insertRow } from '../engine/insert.ts'
import { listPage } from '../engine/page.ts'
import { sortedPage } from '../engine/sorted.ts'
import { assignments, type Sql, sql } from '../engine/sql.ts'

const REPLY = sql`r.id, r.category, r.name, r.body AS "text"`

export function predefinedReplyStore(q: Queries): PredefinedReplyStore {
  return {
    list(filter, page) {
      const { behind, part } = sortedPage({ keys: [number(sql`r.id`)] }, page)
      const count = sql`SELECT count(*) AS total FROM predefined_replies r ${matching(filter)}`
      const rows = sql`SELECT (${count}) AS total, ${REPLY} FROM predefined_replies r ${matching(filter, behind)} ${part}`
      return listPage<PredefinedReply>(q, page, rows, count)
    },
    get: (id) => q.get<PredefinedReply>(sql`SELECT ${REPLY} FROM predefined_replies r WHERE r.id = ${id}`),
    async reserve() {
      await q.get(q.phrases.oneAtATime('predefined_replies'))
    },
    async idOf(category, name) {
      const row = await q.get<{ id: number }>(
        sql`SELECT id FROM predefined_replies WHERE category = ${category} AND name = ${name}`,
      )
      return row?.id
    },
    insert: ({ text: body, ...reply }) => insertRow(q, sql`predefined_replies`, { ...reply, body }),
    async update(id, { category, name, text: body }) {
      await q.run(sql`UPDATE predefined_replies SET ${assignments({ category, name, body })} WHERE id = ${id}`)
    },
    async delete(id) {
      await q.run(sql`DELETE FROM predefined_replies WHERE id = ${id}`)
    },
  }
}

const matching = ({ category }: PredefinedReplyFilter, behind?: Sql) =>
  narrowestFilterFirst([[sql`r.category`, 'text', equals(category)]], behind)
