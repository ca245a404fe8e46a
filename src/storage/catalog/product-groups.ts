import type { ProductGroup } from '../../catalog/products/product.ts'
import type { ProductGroupStore } from '../../catalog/store.ts'
import type { Queries } from '../engine/database.ts'
import { decoded, isOn, type Stored } from '../engine/decode.ts'
import { holdersOf } from '../engine/holders.ts'
import { insertRow } from '../engine/insert.ts'
import { assignments, flag, sql } from '../engine/sql.ts'

const GROUP = sql`id, name, slug, headline, hidden, position`

export function productGroupStore(q: Queries): ProductGroupStore {
  return {
    async get(id) {
      const row = await q.get<Stored<ProductGroup>>(sql`SELECT ${GROUP} FROM product_groups WHERE id = ${id}`)
      return row && toGroup(row)
    },
    async list() {
      const rows = await q.all<Stored<ProductGroup>>(sql`SELECT ${GROUP} FROM product_groups ORDER BY position, id`)
      return rows.map(toGroup)
    },
    async reserveSlugs(but = 0) {
      await q.get(q.phrases.oneAtATime('product_groups'))
      const rows = await q.all<{ slug: string }>(sql`SELECT slug FROM product_groups WHERE id <> ${but}`)
      return new Set(rows.map(({ slug }) => slug))
    },
    insert: ({ id, name, slug, headline, hidden, position }) =>
      insertRow(q, sql`product_groups`, { id, name, slug, headline, hidden: flag(hidden), position }),
    async update(id, { name, slug, headline, hidden, position }) {
      const columns = { name, slug, headline, hidden: flag(hidden), position }
      await q.run(sql`UPDATE product_groups SET ${assignments(columns)} WHERE id = ${id}`)
    },
    holders: (id) => holdersOf(q, sql`product_groups`, id, { products: sql`products WHERE group_id = ${id}` }),
    async delete(id) {
      await q.run(sql`DELETE FROM product_groups WHERE id = ${id}`)
    },
  }
}

const toGroup = (row: Stored<ProductGroup>): ProductGroup => decoded(row, { hidden: isOn(row.hidden) })
