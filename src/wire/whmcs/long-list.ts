import type { Listed, Page } from '../../base/page.ts'
import type { Fields, Tree } from '../codec/tree.ts'
import type { WhmcsAnswer } from './action.ts'
import type { ListPath } from './codec/streaming.ts'

/** Up to this many rows an answer is made whole; above it is written row by row. */
const LARGEST_WHOLE = 500

/** A paged list whose answer stays whole while it is short and is streamed when it is long: the same bytes either way. */
export async function longList<Row>(parts: {
  page: Page
  path: ListPath
  list: (page: Page) => Promise<Listed<Row>>
  stream: (page: Page) => AsyncIterable<Listed<Row>>
  before: (total: number, returned: number) => Fields
  encode: (rows: readonly Row[]) => Promise<Tree[]>
}): Promise<WhmcsAnswer> {
  const { page, path, list, stream, before, encode } = parts
  // Most lists are short however much was asked for, and a page costs less than a stream.
  const { total: found, rows: some } = await list({ ...page, limit: Math.min(page.limit, LARGEST_WHOLE) })
  if (some.length >= Math.min(page.limit, found - page.offset))
    return whole(before(found, some.length), path, await encode(some))
  // The first batch is taken before anything is sent, so that a refusal or a fault still becomes a proper error.
  const batches = stream(page)[Symbol.asyncIterator]()
  const first = await batches.next()
  // No row came to carry the total: all of them went meanwhile.
  if (first.done) return longList(parts)
  const { total } = first.value
  const returned = Math.min(page.limit, Math.max(0, total - page.offset))
  const rows = (async function* () {
    try {
      for (let batch: IteratorResult<Listed<Row>> = first; !batch.done; batch = await batches.next())
        yield await encode(batch.value.rows)
    } finally {
      await batches.return?.()
    }
  })()
  return { before: before(total, returned), path, rows }
}

function whole(before: Fields, [outer, inner]: ListPath, rows: Tree[]): Fields {
  return { ...before, [outer]: inner === undefined ? rows : { [inner]: rows } }
}
