import type { KeysetPage, Place, SortOrder } from '../../base/page.ts'
import { Invalid } from '../../base/refusal.ts'
import type { Field, FieldMap } from './fields.ts'
import { fold, join, raw, type Sql, sql, type Value } from './sql.ts'

/**
 * The fields by which a list is sorted, all of them in one direction, or each in its own. The last one is another for each
 * row.
 */
export type Sorting = {
  readonly keys: readonly Field[]
  readonly descending?: boolean | readonly boolean[] | undefined
}

/** By one field; rows that are equal in it come by id, in the same direction. */
export const sortingBy = <Row extends { id: number }>(
  fields: FieldMap<Row>,
  { by, descending }: SortOrder<keyof Row>,
): Sorting => ({ keys: by === 'id' ? [fields.id] : [fields[by], fields.id], descending })

/** By one field after another; rows that are equal in all of them come by id, in the direction of the last one. */
export function sortingByAll<Row extends { id: unknown }>(
  fields: FieldMap<Row>,
  orders: readonly SortOrder<keyof Row>[],
): Sorting {
  const isById = orders.some(({ by }) => by === 'id')
  const all = isById ? orders : [...orders, { by: 'id', descending: orders.at(-1)?.descending } as const]
  return { keys: all.map(({ by }) => fields[by]), descending: all.map(({ descending }) => descending === true) }
}

export type SortedPage = {
  /** For the conditions: what stands behind the row where the page begins. Nothing where it begins by its offset. */
  readonly behind: Sql | undefined
  /** `ORDER BY …`. */
  readonly order: Sql
  /** The same with its limit. */
  readonly part: Sql
}

/** The page of a list. Behind a place it is entered by the index of the keys, where there is one. */
export function sortedPage({ keys, descending = false }: Sorting, { offset, limit, after }: KeysetPage): SortedPage {
  const isDescending = keys.map((_, index) => (Array.isArray(descending) ? descending[index] : descending) === true)
  const order = sql`ORDER BY ${join(
    keys.map((key, index) => sql`${sortable(key)} ${isDescending[index] ? sql`DESC` : sql`ASC`}`),
    ', ',
  )}`
  const behind = after && behindOf(keys.map(sortable), stored(keys, after), isDescending)
  return { behind, order, part: sql`${order} LIMIT ${limit} OFFSET ${offset}` }
}

function behindOf(columns: readonly Sql[], place: readonly Value[], isDescending: readonly boolean[]): Sql {
  const [first] = isDescending
  if (isDescending.every((one) => one === first))
    return sql`${tuple(columns)} ${first ? sql`<` : sql`>`} ${tuple(place)}`
  // Where directions differ no tuple says it; the first column is where the index is entered.
  const rest = columns.map((column, index) => {
    const before = columns.slice(0, index).map((other, at) => sql`${other} = ${place[at]!}`)
    return sql`(${join([...before, sql`${column} ${isDescending[index] ? sql`<` : sql`>`} ${place[index]!}`], ' AND ')})`
  })
  return sql`${columns[0]!} ${first ? sql`<=` : sql`>=`} ${place[0]!} AND (${join(rest, ' OR ')})`
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
