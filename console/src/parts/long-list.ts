import { useInfiniteQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'

/** Rows that are asked for at once, and how many such parts are held: what is further off is forgotten, and read again. */
export const PART = 100
const MOST_PARTS = 5
/** Its place in the key of the query. */
const NAME = 1

type Part<Row> = {
  readonly items: readonly Row[]
  readonly total: number
  readonly nextCursor?: string | null | undefined
}

/** A window over a list of any length. */
export type LongList<Row> = {
  readonly rows: readonly Row[]
  /** How many come before the first of them, and how many there are in all. */
  readonly before: number
  readonly total: number
  /** Moves with the window: rows that leave it with this are not gone. */
  readonly window: string
  readonly onMore: (() => void) | undefined
  readonly onEarlier: (() => void) | undefined
  /** To where row `at` is, among those that have been read. */
  readonly onJump: (at: number) => void
}

type Options<Row> = {
  readonly key: readonly [string, ...unknown[]]
  /** The part behind `cursor`, which is empty for the first one. */
  readonly read: (cursor: string, limit: number, signal: AbortSignal) => Promise<Part<Row>>
  /** How many there are to begin with. */
  readonly first: number
}

/**
 * A list read part by part, of which so many parts are held and kept up to date. Where a part begins is remembered by its
 * cursor, so that the way back, and a jump to the start, need no counting. The query is there for `Read`.
 */
export function useLongList<Row>({ key, read, first }: Options<Row>) {
  const name = JSON.stringify([key, first])
  const known = useRef({ name, starts: [''] })
  const [jumped, setJumped] = useState({ name, start: '', times: 0 })
  if (known.current.name !== name) known.current = { name, starts: [''] }
  const { starts } = known.current
  const { start, times } = jumped.name === name ? jumped : { start: '', times: 0 }
  const query = useInfiniteQuery({
    queryKey: [key[0], name, start, times],
    queryFn: ({ signal, pageParam }) => read(pageParam, pageParam === '' ? first : PART, signal),
    initialPageParam: start,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    getPreviousPageParam: (_page, _pages, param) => starts[starts.indexOf(param) - 1],
    maxPages: MOST_PARTS,
    // Where it was left, its beginning is not known any more.
    gcTime: 0,
    // While a jump is on its way.
    placeholderData: (before, query) => (query?.queryKey[NAME] === name ? before : undefined),
  })
  const params = (query.data?.pageParams ?? []) as string[]
  const at = Math.max(0, starts.indexOf(params[0] ?? start))
  for (const [index, param] of params.entries()) starts[at + index] = param
  const { data, hasNextPage, hasPreviousPage, isFetching } = query
  const list: LongList<Row> | undefined = data && {
    rows: data.pages.flatMap(({ items }) => items),
    before: at === 0 ? 0 : first + (at - 1) * PART,
    total: data.pages.at(-1)!.total,
    window: params[0]!,
    onMore: hasNextPage && !isFetching ? () => void query.fetchNextPage() : undefined,
    onEarlier: hasPreviousPage && !isFetching ? () => void query.fetchPreviousPage() : undefined,
    onJump: (row) => {
      const part = row < first ? 0 : 1 + Math.floor((row - first) / PART)
      setJumped({ name, start: starts[Math.min(part, starts.length - 1)]!, times: times + 1 })
    },
  }
  return { query, list }
}
