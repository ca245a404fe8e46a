import { keyNameOf } from '../../base/secrets/secrets.ts'
import type { SealedCount, SealedStore } from '../../keys/store.ts'
import type { Queries } from '../engine/database.ts'
import { json } from '../engine/decode.ts'
import { raw, type Sql, sql } from '../engine/sql.ts'

/** A column that is a sealed text, or JSON in which the fields `sealed` and `…Sealed` are such texts. */
type Place = { table: string; column: string; form: 'text' | 'json' }

/** Wherever something is sealed. `sealed.test.ts` holds the schema to it. */
export const SEALED_PLACES: readonly Place[] = [
  { table: 'keys', column: 'sealed', form: 'text' },
  { table: 'servers', column: 'password_sealed', form: 'text' },
  { table: 'servers', column: 'access_hash_sealed', form: 'text' },
  { table: 'servers', column: 'settings', form: 'json' },
  { table: 'products', column: 'module_settings', form: 'json' },
  { table: 'addon_definitions', column: 'module_settings', form: 'json' },
  { table: 'users', column: 'security_answer_sealed', form: 'text' },
  { table: 'clients', column: 'custom_fields', form: 'json' },
  { table: 'services', column: 'password_sealed', form: 'text' },
  { table: 'services', column: 'custom_fields', form: 'json' },
  { table: 'domains', column: 'epp_code_sealed', form: 'text' },
  { table: 'mail_settings', column: 'password_sealed', form: 'text' },
  { table: 'webhooks', column: 'signing_keys', form: 'json' },
  { table: 'idempotent_requests', column: 'answer_sealed', form: 'text' },
  { table: 'one_time_code_secrets', column: 'secret_sealed', form: 'text' },
  { table: 'module_operations', column: 'params', form: 'json' },
]

const BY_NAME = new Map(SEALED_PLACES.map((place) => [`${place.table}.${place.column}`, place]))
const BATCH = 1000

type Row = { id: number; value: string }

export function sealedStore(q: Queries): SealedStore {
  return {
    places: [...BY_NAME.keys()],
    async count() {
      const counts: SealedCount[] = []
      for (const [place, { table, column, form }] of BY_NAME) {
        const found = form === 'text' ? await countTexts(table, column) : await countJson(table, column)
        for (const [key, values] of [...found].sort()) counts.push({ place, key, values })
      }
      return counts
    },
    async renew(place, after, limit, renew) {
      const { table, column, form } = BY_NAME.get(place)!
      const rows = await q.all<Row>(sql`${rowsOf(table, column, after, limit)} ${q.phrases.forUpdate}`)
      const { length } = rows
      let renewed = 0
      const counting = (sealed: string) => {
        const text = renew(sealed)
        if (text !== sealed) renewed++
        return text
      }
      const changed = rows.flatMap(({ id, value }) => {
        const text = form === 'text' ? counting(value) : JSON.stringify(mapSealed(json(value), counting))
        return text === value ? [] : [{ id, value: text }]
      })
      const given = q.phrases.given<Row>(COLUMNS, renewed > 0 ? changed : [])
      for (const part of given)
        await q.run(sql`UPDATE ${raw(table)} SET ${raw(column)} = given.new_value FROM ${part}
          WHERE ${raw(table)}.id = given.number`)
      return { last: length < limit ? null : rows.at(-1)!.id, renewed }
    },
  }

  async function countTexts(table: string, column: string): Promise<Map<string, number>> {
    const name = sql`substr(${raw(column)}, 4, 8)`
    const rows = await q.all<{ key: string; values: number }>(
      sql`SELECT ${name} AS key, count(*) AS "values" FROM ${raw(table)} WHERE ${raw(column)} IS NOT NULL GROUP BY ${name}`,
    )
    return new Map(rows.map(({ key, values }) => [key, Number(values)]))
  }

  async function countJson(table: string, column: string): Promise<Map<string, number>> {
    const counts = new Map<string, number>()
    for (let after = 0; ; ) {
      const rows = await q.all<Row>(rowsOf(table, column, after, BATCH))
      for (const { value } of rows)
        mapSealed(json(value), (sealed) => {
          const key = keyNameOf(sealed)
          if (key) counts.set(key, (counts.get(key) ?? 0) + 1)
          return sealed
        })
      if (rows.length < BATCH) return counts
      after = rows.at(-1)!.id
    }
  }
}

/** JSON is looked into here: the condition only passes over the many rows that hold nothing sealed. */
const rowsOf = (table: string, column: string, after: number, limit: number): Sql =>
  sql`SELECT id, ${raw(column)} AS value FROM ${raw(table)}
    WHERE id > ${after} AND ${raw(column)} LIKE '%v1.%' ORDER BY id LIMIT ${limit}`

const COLUMNS = {
  number: ['BIGINT', ({ id }: Row) => id],
  new_value: ['TEXT', ({ value }: Row) => value],
} as const

function mapSealed(value: unknown, to: (sealed: string) => string, field = ''): unknown {
  if (typeof value === 'string') return /^sealed$|Sealed$/.test(field) && keyNameOf(value) ? to(value) : value
  if (Array.isArray(value)) return value.map((inner) => mapSealed(inner, to))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, mapSealed(inner, to, name)]))
}
