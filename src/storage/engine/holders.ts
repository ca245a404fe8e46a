import type { Holders } from '../../base/refusal.ts'
import type { Queries } from './database.ts'
import { type Sql, sql } from './sql.ts'

/**
 * How many rows name one, each as `table WHERE condition` by its plural. The row is locked first: whoever is about to
 * name it is counted, or waits until the transaction ends.
 */
export async function holdersOf(
  q: Queries,
  table: Sql,
  id: number,
  holders: Readonly<Record<string, Sql>>,
): Promise<Holders> {
  await q.get(sql`SELECT id FROM ${table} WHERE id = ${id} ${q.phrases.forUpdate}`)
  const counts: Record<string, number> = {}
  for (const [what, rows] of Object.entries(holders))
    counts[what] = (await q.get<{ held: number }>(sql`SELECT count(*) AS held FROM ${rows}`))!.held
  return counts
}
