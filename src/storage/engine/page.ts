import type { Listed, Page } from '../../base/page.ts'
import type { Database, Queries } from './database.ts'
import type { Sql } from './sql.ts'

/** A row beside the `total` of all that match: that makes both of one moment. */
type Counted<Row> = Row & { total: number }

/** The page that `rows` selects. `count` is asked only where no row came to carry the total: past the end, and for an empty page. */
export async function countedPage<Row extends object>(
  q: Queries,
  page: Page,
  rows: Sql,
  count: Sql,
): Promise<Listed<Row>> {
  const found = await q.all<Counted<Row>>(rows)
  if (found.length > 0) return listed(found)
  if (page.offset === 0 && page.limit > 0) return { total: 0, rows: [] }
  const { total } = (await q.get<{ total: number }>(count))!
  // Rows that came between the two questions belong to the page: it is asked for again, as of a later moment.
  return page.limit > 0 && total > page.offset ? countedPage(q, page, rows, count) : { total, rows: [] }
}

/** The same page in batches. None comes when no row does. */
export async function* countedStream<Row extends object>(
  database: Pick<Database, 'stream'> | undefined,
  rows: Sql,
  batchSize?: number,
): AsyncGenerator<Listed<Row>> {
  if (!database) throw new Error('long reads are for outside a transaction')
  for await (const batch of database.stream<Counted<Row>>(rows, batchSize)) yield listed(batch)
}

const listed = <Row extends object>(rows: readonly Counted<Row>[]): Listed<Row> => ({
  total: rows[0]!.total,
  rows: rows.map(ownFields),
})

/** Without the total, which is no field of anybody's. */
const ownFields = <Row extends object>({ total: _total, ...row }: Counted<Row>): Row => row as unknown as Row
