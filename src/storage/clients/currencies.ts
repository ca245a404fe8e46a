import type { Currency } from '../../clients/currency.ts'
import type { CurrencyStore } from '../../clients/store.ts'
import type { Queries } from '../engine/database.ts'
import { decoded, isOn, type Stored } from '../engine/decode.ts'
import { holdersOf } from '../engine/holders.ts'
import { insertRow } from '../engine/insert.ts'
import { assignments, flag, sql } from '../engine/sql.ts'

const CURRENCY = sql`id, code, prefix, suffix, format, rate, is_default AS "isDefault"`

export function currencyStore(q: Queries): CurrencyStore {
  const list = async () => {
    const rows = await q.all<Stored<Currency>>(sql`SELECT ${CURRENCY} FROM currencies ORDER BY id`)
    return rows.map(toCurrency)
  }
  return {
    list,
    async reserve() {
      await q.get(q.phrases.oneAtATime('currencies'))
      return list()
    },
    async get(id) {
      const row = await q.get<Stored<Currency>>(sql`SELECT ${CURRENCY} FROM currencies WHERE id = ${id}`)
      return row && toCurrency(row)
    },
    async insert({ id, code, prefix, suffix, format, rate, isDefault }) {
      if (isDefault) await q.run(sql`UPDATE currencies SET is_default = 0 WHERE is_default = 1`)
      return insertRow(q, sql`currencies`, { id, code, prefix, suffix, format, rate, is_default: flag(isDefault) })
    },
    async update(id, { prefix, suffix, format, rate, isDefault }) {
      if (isDefault) await q.run(sql`UPDATE currencies SET is_default = 0 WHERE is_default = 1`)
      const columns = { prefix, suffix, format, rate, is_default: flag(isDefault) }
      await q.run(sql`UPDATE currencies SET ${assignments(columns)} WHERE id = ${id}`)
    },
    holders: (id) =>
      holdersOf(q, sql`currencies`, id, {
        clients: sql`clients WHERE currency_id = ${id}`,
        prices: sql`prices WHERE currency_id = ${id}`,
      }),
    async delete(id) {
      await q.run(sql`DELETE FROM currencies WHERE id = ${id}`)
    },
  }
}

const toCurrency = (row: Stored<Currency>): Currency => decoded(row, { isDefault: isOn(row.isDefault) })
