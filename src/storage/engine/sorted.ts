import type { KeysetPage, Place, SortOrder } from '../../base/page.ts'
import { Invalid } from '../../base/refusal.ts'
import type { Field, FieldMap } from './fields.ts'
import { fold, join, raw, type Sql, sql, type Value } from './sql.ts'

/** The fields by which a list is sorted, all of them in one direction. The last one is another for each row. */
export type Sorting = { readonly keys: readonly Field[]; readonly descending?: boolean | undefined }

/** By one field; rows that are equal in it come by id, in the same direction. */
export const sortingBy = <Row extends { id: number }>(
  fields: FieldMap<Row>,
  { by, descending }: SortOrder<keyof Row>,
): Sorting => ({ keys: by === 'id' ? [fields.id] : [fields[by], fields.id], descending })

export type SortedPage = {
  /** For the conditions: what stands behind the row where the page begins. Nothing where it begins by its offset. */
  readonly behind: Sql | undefined
  /** `ORDER BY …`. */
  readonly order: Sql
  /** The same with its limit. */
  readonly part: Sql
}

/** The page of a list. Behind a place it is entered by the index of the keys, where there is one. */
export function sortedPage({ keys, descending }: Sorting, { offset, limit, after }: KeysetPage): SortedPage {
  const direction = descending ? sql`DESC` : sql`ASC`
  const order = sql`ORDER BY ${join(
    keys.map((key) => sql`${sortable(key)} ${direction}`),
    ', ',
  )}`
  const behind =
    after && sql`${tuple(keys.map(sortable))} ${descending ? sql`<` : sql`>`} ${tuple(stored(keys, after))}`
  return { behind, order, part: sql`${order} LIMIT ${limit} OFFSET ${offset}` }
}

const tuple = (values: readonly (Sql | Value)[]): Sql =>
  values.length === 1 ? sql`${values[0]!}` : sql`(${join(values, ', ')})`

/** What is unset is sorted as 0 or empty, since the two databases put nulls elsewhere. */
function sortable({ sql: plain, folded: column = plain, kind, nullable, words }: Field): Sql {
  if (words)
    return sql`CASE ${column} ${join(
      words.map((word, rank) => sql`WHEN ${word} THEN ${raw(String(rank))}`),
      ' ',
    )} END`
  if (!nullable) return column
  return kind === 'text' ? sql`coalesce(${column}, '')` : sql`coalesce(${column}, 0)`
}

function stored(keys: readonly Field[], place: Place): Value[] {
  if (place.length !== keys.length) throw noPlace()
  return keys.map((key, index) => storedValue(key, place[index]!))
}

function storedValue({ kind, nullable, folded, words }: Field, value: Place[number]): Value {
  if (words) return words.indexOf(String(value))
  if (value === null && nullable) return kind === 'text' ? '' : 0
  if (kind === 'text' && typeof value === 'string') return folded ? fold(value) : value
  if (kind === 'flag' && typeof value === 'boolean') return Number(value)
  if (kind === 'number' && Number.isSafeInteger(value)) return value as number
  throw noPlace()
}

/** Strangers may send anything as the place of a row. */
const noPlace = () => new Invalid('cursor', 'the nextCursor of an earlier page')
