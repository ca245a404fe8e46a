import type { Columns, GivenRow } from './database.ts'
import { join, raw, type Sql, sql } from './sql.ts'

/**
 * Rows go in as a list of values: half the time of JSON. Each length is a statement of its own to prepare, so there are
 * only powers of two.
 */
const LARGEST = 64

export function givenRows(columns: Columns, rows: readonly GivenRow[]): Sql[] {
  const names = Object.keys(columns)
  const named = raw(names.map((name, index) => `column${index + 1} AS ${name}`).join(', '))
  return pieces(rows).map((piece) => {
    const values = piece.map((row) => sql`(${join(names.map((name) => row[name]))})`)
    return sql`(SELECT ${named} FROM (VALUES ${join(values)})) AS given`
  })
}

export function forEachRow(
  _columns: Columns,
  rows: readonly GivenRow[],
  query: (given: Record<string, Sql>) => Sql,
): Sql[] {
  return pieces(rows).map((piece) =>
    join(
      piece.map((row) => {
        const values = Object.entries(row).map(([name, value]) => [name, sql`${value}`])
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
