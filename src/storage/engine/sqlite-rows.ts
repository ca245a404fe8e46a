import type { GivenColumns, RowColumns } from './database.ts'
import { join, Sql, sql, type Value } from './sql.ts'

/**
 * Rows go in as a list of values: half the time of JSON. Each length is a statement of its own to prepare, so there are
 * only powers of two.
 */
const LARGEST = 64

export function givenRows<Row>(columns: RowColumns<Row>, rows: readonly Row[]): Sql[] {
  const names = Object.keys(columns)
  const getters = Object.values(columns).map(([, value]) => value)
  return pieces(rows).map((piece) => {
    const values: Value[] = []
    for (const row of piece) for (const value of getters) values.push(value(row))
    return new Sql(textsOf(names, piece.length), values)
  })
}

/** What stands between the values. Built once: building it took as long as inserting the rows. */
function textsOf(names: readonly string[], rows: number): string[] {
  const key = `${rows} ${names}`
  let texts = known.get(key)
  if (!texts) {
    const named = names.map((name, index) => `column${index + 1} AS ${name}`)
    const row = ['), (', ...names.slice(1).map(() => ', ')]
    texts = Array.from({ length: rows }, () => row).flat()
    texts[0] = `(SELECT ${named.join(', ')} FROM (VALUES (`
    texts.push('))) AS given')
    known.set(key, texts)
  }
  return texts
}

const known = new Map<string, string[]>()

export function forEachRow<Row, C extends RowColumns<Row>>(
  columns: C,
  rows: readonly Row[],
  query: (given: GivenColumns<C>) => Sql,
): Sql[] {
  const fields = Object.entries(columns)
  return pieces(rows).map((piece) =>
    join(
      piece.map((row) => {
        const values = fields.map(([name, [, value]]) => [name, sql`${value(row)}`])
        return sql`SELECT * FROM (${query(Object.fromEntries(values))})`
      }),
      ' UNION ALL ',
    ),
  )
}

function pieces<Row>(rows: readonly Row[]): Row[][] {
  const cut: Row[][] = []
  for (let at = 0, size = LARGEST; at < rows.length; ) {
    while (size > rows.length - at) size /= 2
    cut.push(rows.slice(at, at + size))
    at += size
  }
  return cut
}
