import type { KeysetPage, Listed, Page } from '../../base/page.ts'
import { Invalid } from '../../base/refusal.ts'
import { decodeCursor, encodeCursor } from './contract/values.ts'

type Asked = Page & { readonly cursor?: string | undefined }

type Keyset<Row> = {
  list(page: KeysetPage): Promise<Listed<Row>>
  /** Where a row stands in the order of the list. */
  placeOf(row: Row): number
  /** False where another order was asked for: places mean nothing there. */
  ordered?: boolean
}

/** A page by its offset or its cursor, and what stands beside its items. One row more is asked for: whether any follows. */
export async function listByKeyset<Row>(
  { offset, limit, cursor }: Asked,
  { list, placeOf, ordered = true }: Keyset<Row>,
) {
  if (cursor !== undefined && offset > 0) throw new Invalid('cursor', 'none where there is an offset')
  if (cursor !== undefined && !ordered) throw new Invalid('cursor', "none in another order than the list's own")
  const { total, rows: found } = await list({
    offset,
    limit: limit + 1,
    after: cursor === undefined ? undefined : decodeCursor(cursor),
  })
  const rows = found.slice(0, limit)
  const nextCursor = ordered && found.length > limit ? encodeCursor(placeOf(rows.at(-1)!)) : null
  return { rows, beside: { total, offset, limit, nextCursor } }
}
