import type { ConfigChoice, ConfigOption } from '../../catalog/products/config-option.ts'
import type { ConfigOptionStore } from '../../catalog/store.ts'
import type { Queries } from '../engine/database.ts'
import { decoded, isOn, type Stored } from '../engine/decode.ts'
import { holdersOf } from '../engine/holders.ts'
import { insertRow } from '../engine/insert.ts'
import { assignments, empty, flag, type Sql, sql } from '../engine/sql.ts'

type ChoiceRow = Stored<ConfigChoice> & { optionId: number }

export function configOptionStore(q: Queries): ConfigOptionStore {
  async function list(ids: readonly number[], locking: Sql = empty): Promise<ConfigOption[]> {
    const options = await q.all<Stored<Omit<ConfigOption, 'choices'>>>(
      sql`SELECT id, name, kind, min_quantity AS "minQuantity", max_quantity AS "maxQuantity", hidden, position
        FROM config_options WHERE id ${q.phrases.inIntegers(ids)} ORDER BY position, id ${locking}`,
    )
    const choices = await q.all<ChoiceRow>(
      sql`SELECT id, option_id AS "optionId", name, hidden, position
        FROM config_choices WHERE option_id ${q.phrases.inIntegers(ids)} ORDER BY option_id, position, id`,
    )
    const choicesOf = Map.groupBy(choices, ({ optionId }) => optionId)
    return options.map((option) =>
      decoded(option, { hidden: isOn(option.hidden), choices: (choicesOf.get(option.id) ?? []).map(toChoice) }),
    )
  }

  return {
    list: (ids) => list(ids),
    lock: (ids) => list(ids, q.phrases.forUpdate),
    async ids() {
      const rows = await q.all<{ id: number }>(sql`SELECT id FROM config_options ORDER BY position, id`)
      return rows.map(({ id }) => id)
    },
    linksOf: (optionIds) =>
      q.all<{ productId: number; optionId: number }>(
        sql`SELECT product_id AS "productId", option_id AS "optionId" FROM product_config_options
          WHERE option_id ${q.phrases.inIntegers(optionIds)} ORDER BY option_id, product_id`,
      ),
    links: (productIds) =>
      q.all<{ productId: number; optionId: number }>(
        sql`SELECT l.product_id AS "productId", l.option_id AS "optionId"
          FROM product_config_options l JOIN config_options o ON o.id = l.option_id
          WHERE l.product_id ${q.phrases.inIntegers(productIds)} ORDER BY l.product_id, o.position, o.id`,
      ),
    insert: ({ id, name, kind, minQuantity, maxQuantity, hidden, position }) =>
      insertRow(q, sql`config_options`, {
        id,
        name,
        kind,
        min_quantity: minQuantity,
        max_quantity: maxQuantity,
        hidden: flag(hidden),
        position,
      }),
    async update(id, { name, kind, minQuantity, maxQuantity, hidden, position }) {
      const columns = {
        name,
        kind,
        min_quantity: minQuantity,
        max_quantity: maxQuantity,
        hidden: flag(hidden),
        position,
      }
      await q.run(sql`UPDATE config_options SET ${assignments(columns)} WHERE id = ${id}`)
    },
    insertChoice: ({ id, optionId, name, hidden, position }) =>
      insertRow(q, sql`config_choices`, { id, option_id: optionId, name, hidden: flag(hidden), position }),
    async updateChoice(id, { name, hidden, position }) {
      const columns = { name, hidden: flag(hidden), position }
      await q.run(sql`UPDATE config_choices SET ${assignments(columns)} WHERE id = ${id}`)
    },
    async link(productId, optionId) {
      await q.run(
        sql`INSERT INTO product_config_options (product_id, option_id) VALUES (${productId}, ${optionId})
          ON CONFLICT DO NOTHING`,
      )
    },
    async unlink(productId, optionId) {
      await q.run(sql`DELETE FROM product_config_options WHERE product_id = ${productId} AND option_id = ${optionId}`)
    },
    holders: (id) =>
      holdersOf(q, sql`config_options`, id, { services: sql`services WHERE config_options LIKE ${`%"${id}":{%`}` }),
    async delete(id) {
      const choices = sql`SELECT id FROM config_choices WHERE option_id = ${id}`
      await q.run(sql`DELETE FROM prices WHERE owner = 'choice' AND owner_id IN (${choices})`)
      await q.run(sql`DELETE FROM config_choices WHERE option_id = ${id}`)
      await q.run(sql`DELETE FROM product_config_options WHERE option_id = ${id}`)
      await q.run(sql`DELETE FROM config_options WHERE id = ${id}`)
    },
  }
}

const toChoice = ({ id, name, hidden, position }: ChoiceRow): ConfigChoice => ({
  id,
  name,
  hidden: isOn(hidden),
  position,
})
