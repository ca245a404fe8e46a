import type { Queries } from './database.ts'
import { insertValues, type Sql, sql, type Value } from './sql.ts'

/**
 * Inserts one row and answers its number. A row that brings its own `id` (demonstration data, `apply`, imports) keeps
 * it, and the numbers given afterwards do not run into it.
 */
export async function insertRow(
  q: Queries,
  table: Sql,
  row: Readonly<Record<string, Value | undefined>> & { id?: number | undefined },
): Promise<number> {
  const id = await q.insert(sql`INSERT INTO ${table} ${insertValues(row)} RETURNING id`)
  if (row.id !== undefined) await q.get(q.phrases.passIdentity(table.text, id))
  return id
}
