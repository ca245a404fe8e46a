import type { KeysetPage, Listed, Page, Place, SortOrder } from '../../base/page.ts'
import { Invalid } from '../../base/refusal.ts'
import { decodeCursor, encodeCursor, type SortWord } from './contract/cursor.ts'

type Asked = Page & { readonly cursor?: string | undefined }

type Keyset<Row> = {
  list(page: KeysetPage): Promise<Listed<Row>>
  /** The order of the list, in one word: cursors of another one mean nothing in it. */
  sort: string
  /** Where a row stands in that order. */
  placeOf(row: NoInfer<Row>): Place
}

/** A page by its offset or its cursor, and what stands beside its items. One row more is asked for: whether any follows. */
export async function listByKeyset<Row>({ offset, limit, cursor }: Asked, { list, sort, placeOf }: Keyset<Row>) {
  if (cursor !== undefined && offset > 0) throw new Invalid('cursor', 'none where there is an offset')
  const from = cursor === undefined ? undefined : decodeCursor(cursor)
  if (from && from.sort !== sort) throw new Invalid('cursor', `that of a page in this order, which is ${sort}`)
  const { total, rows: found } = await list({ offset, limit: limit + 1, after: from?.place })
  const rows = found.slice(0, limit)
  const nextCursor = found.length > limit ? encodeCursor({ sort, place: placeOf(rows.at(-1)!) }) : null
  return { rows, beside: { total, offset, limit, nextCursor } }
}

type SortedRow<Field extends string> = { readonly id: number } & { readonly [field in Field]: Place[number] }

/** The same of a list that is sorted as it was asked for. */
export function listSorted<Field extends string, Row extends SortedRow<Field>>(
  { sort, ...asked }: Asked & { readonly sort: SortWord<Field> },
  list: (page: KeysetPage, order: SortOrder<Field>) => Promise<Listed<Row>>,
) {
  const order = orderOf(sort)
  return listByKeyset<Row>(asked, {
    list: (page) => list(page, order),
    sort,
    placeOf: (row) => placeIn(row, order.by),
  })
}

/** `-retries,createdAt`: one after the other. */
export const ordersOf = <Field extends string>(sort: string): SortOrder<Field>[] =>
  sort.split(',').map((word) => orderOf(word as SortWord<Field>))

export const orderOf = <Field extends string>(sort: SortWord<Field>): SortOrder<Field> => ({
  by: sort.replace(/^-/, '') as Field,
  descending: sort.startsWith('-'),
})

export const placeIn = <Field extends string>(row: SortedRow<Field>, by: Field): Place =>
  by === 'id' ? [row.id] : [row[by], row.id]

/** Of events: their positions never change. */
export const NEWEST_FIRST = {
  sort: '-position',
  placeOf: ({ position }: { readonly position: number }): Place => [position],
}

/** Of a list by id. */
export const BY_ID = { sort: 'id', placeOf: ({ id }: { readonly id: number }): Place => [id] }
