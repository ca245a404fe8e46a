import type { Queries } from './database.ts'
import type { Sql } from './sql.ts'

/**
 * A page whose rows carry the `total` of all that match, so that both are of one moment. `count` is asked only where no
 * row came to carry it: past the end, and for an empty page.
 */
export async function countedPage<Row>(
  q: Queries,
  page: { offset: number; limit: number },
  rows: Sql,
  count: Sql,
): Promise<{ total: number; rows: (Row & { total: number })[] }> {
  const found = await q.all<Row & { total: number }>(rows)
  const first = found[0]
  if (first) return { total: first.total, rows: found }
  if (page.offset === 0 && page.limit > 0) return { total: 0, rows: [] }
  const { total } = (await q.get<{ total: number }>(count))!
  // Rows that came between the two questions belong to the page: it is asked for again, as of a later moment.
  return page.limit > 0 && total > page.offset ? countedPage(q, page, rows, count) : { total, rows: [] }
}
