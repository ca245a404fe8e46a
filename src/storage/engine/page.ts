import type { KeysetPage, Listed } from '../../base/page.ts'
import type { Database, Queries } from './database.ts'
import type { Sql } from './sql.ts'

/** A row beside the `total` of all that match: that makes both of one moment. */
type Counted<Row> = Row & { total: number }

/**
 * The page that `rows` selects. `count` is asked only where no row came to carry the total: past the end, behind the last
 * row, and for an empty page. Without `decode` the rows are copied without their total, which takes half as long again as reading them; a
 * `decode` that names each field saves that.
 */
export async function listPage<Row extends object, Out = Row>(
  q: Queries,
  page: KeysetPage,
  rows: Sql,
  count: Sql,
  decode?: (row: Row) => Out,
): Promise<Listed<Out>> {
  const found = await q.all<Counted<Row>>(rows)
  if (found.length > 0) return listed(found, decode)
  const isFirst = page.offset === 0 && page.after === undefined
  if (isFirst && page.limit > 0) return { total: 0, rows: [] }
  const { total } = (await q.get<{ total: number }>(count))!
  // Rows that came between the two questions belong to the page: it is asked for again, as of a later moment.
  // Behind a row no total tells whether there are any: the next page will.
  const cameMeanwhile = page.limit > 0 && page.after === undefined && total > page.offset
  return cameMeanwhile ? listPage(q, page, rows, count, decode) : { total, rows: [] }
}

/** The same page in batches. None comes when no row does. */
export async function* countedStream<Row extends object, Out = Row>(
  database: Pick<Database, 'stream'> | undefined,
  rows: Sql,
  { decode, batchSize }: { decode?: (row: Row) => Out; batchSize?: number } = {},
): AsyncGenerator<Listed<Out>> {
  if (!database) throw new Error('long reads are for outside a transaction')
  for await (const batch of database.stream<Counted<Row>>(rows, batchSize)) yield listed(batch, decode)
}

const listed = <Row extends object, Out>(
  rows: readonly Counted<Row>[],
  decode: (row: Counted<Row>) => Out = ownFields,
): Listed<Out> => ({ total: rows[0]!.total, rows: rows.map((row) => decode(row)) })

/** Without the total, which is no field of anybody's. */
const ownFields = <Out>({ total: _total, ...row }: { total: number }): Out => row as Out
