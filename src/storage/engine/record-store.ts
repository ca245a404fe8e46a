import type { RecordRow, RecordStore } from '../../access/store.ts'
import type { Queries } from './database.ts'
import { number } from './fields.ts'
import { insertRow } from './insert.ts'
import { listPage } from './page.ts'
import { sortedPage } from './sorted.ts'
import { assignments, join, raw, type Sql, sql, type Value, where } from './sql.ts'

type Table<Row, Filter> = {
  name: string
  /** The column of each field. */
  columns: { readonly [Field in Exclude<keyof Row, 'id'>]: string }
  /** Fields that are stored as 0 and 1, and as JSON. */
  flags?: readonly (keyof Row)[]
  json?: readonly (keyof Row)[]
  /** The conditions of a filter. */
  matching?(filter: Filter): readonly (Sql | undefined)[]
}

/** Small records of one table, by id. Names of tables and columns are ours. */
export function recordStore<Row extends RecordRow, Filter = Record<never, never>>(
  q: Queries,
  { name, columns, flags = [], json = [], matching = () => [] }: Table<Row, Filter>,
): RecordStore<Row, Filter> {
  const table = raw(name)
  const fields = Object.entries(columns) as [keyof Row & string, string][]
  const selected = join([raw('id'), ...fields.map(([field, column]) => raw(`${column} AS "${field}"`))], ', ')

  function decode(row: object): Row {
    const found = row as Record<keyof Row, unknown>
    for (const field of flags) found[field] = found[field] === 1
    for (const field of json) found[field] = JSON.parse(found[field] as string)
    return found as Row
  }
  function stored(row: Omit<Row, 'id'>): Record<string, Value> {
    const value = (field: keyof Row) => {
      const given = (row as Row)[field]
      if (flags.includes(field)) return given ? 1 : 0
      return json.includes(field) ? JSON.stringify(given) : (given as Value)
    }
    return Object.fromEntries(fields.map(([field, column]) => [column, value(field)]))
  }
  const one = async (id: number, locking: Sql) => {
    const row = await q.get<object>(sql`SELECT ${selected} FROM ${table} WHERE id = ${id} ${locking}`)
    return row && decode(row)
  }

  return {
    list(filter, page) {
      const { behind, part } = sortedPage({ keys: [number(sql`id`)] }, page)
      const count = sql`SELECT count(*) AS total FROM ${table} ${where(matching(filter))}`
      const rows = sql`SELECT (${count}) AS total, ${selected} FROM ${table} ${where([...matching(filter), behind])} ${part}`
      return listPage<object, Row>(q, page, rows, count, ({ total: _, ...row }: { total?: number }) => decode(row))
    },
    get: (id) => one(id, sql``),
    lock: (id) => one(id, q.phrases.forUpdate),
    insert: (row) => insertRow(q, table, stored(row)),
    async update(id, row) {
      await q.run(sql`UPDATE ${table} SET ${assignments(stored(row))} WHERE id = ${id}`)
    },
    async delete(id) {
      await q.run(sql`DELETE FROM ${table} WHERE id = ${id}`)
    },
  }
}
