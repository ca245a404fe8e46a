import { searchText } from './search-text.ts'
import { type Sql, sql } from './sql.ts'

/**
 * True of the rows whose text starts with `prefix`, through the column's index on both databases: text sorts by its
 * UTF-8 bytes, which is the order of its code points. `column` holds folded text.
 */
export function startsWith(column: Sql, text: string): Sql {
  const prefix = searchText(text)
  const end = firstAfter(prefix)
  return end === undefined ? sql`${column} >= ${prefix}` : sql`(${column} >= ${prefix} AND ${column} < ${end})`
}

const LAST = 0x10ffff

/** The first text after all that start with `prefix`; nothing when none comes after them. */
export function firstAfter(prefix: string): string | undefined {
  const points = Array.from(prefix, (character) => character.codePointAt(0)!)
  while (points.at(-1) === LAST) points.pop()
  const last = points.pop()
  if (last === undefined) return undefined
  const next = last + 1 === 0xd800 ? 0xe000 : last + 1 // half a surrogate pair is no character
  return String.fromCodePoint(...points, next)
}
