import type { SavedView } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { client } from '../../app/api.ts'
import type { QueueSearch } from '../../app/router.tsx'
import { startOfDay } from '../../parts/format.ts'
import { DEFAULT_COLUMNS } from './columns.tsx'

/** Which entries there are to begin with: saved views stand beside them under names of their own. */
export const VIEWS = ['attention', 'retrying', 'all', 'settled'] as const
export type BuiltInView = (typeof VIEWS)[number]

const isBuiltIn = (view: string): view is BuiltInView => (VIEWS as readonly string[]).includes(view)

/** Of a member: their own, and those that others share. */
export const savedViewsQuery = {
  queryKey: ['saved-views', 'queue'],
  queryFn: ({ signal }: { signal: AbortSignal }) => client.savedViews.list({ page: 'queue', limit: 100 }, { signal }),
  staleTime: 10_000,
}

/** The list as it is asked for: by the address, and where that is silent by the saved view, and then by the page. */
export type QueueList = {
  readonly base: BuiltInView
  readonly saved: SavedView | undefined
  /** The address changes what the saved view says. */
  readonly isEdited: boolean
  readonly q: string
  readonly sort: string
  readonly columns: readonly string[]
}

const SORT_OF: Readonly<Record<BuiltInView, string>> = {
  attention: 'createdAt',
  retrying: 'nextAttemptAt',
  all: 'createdAt',
  settled: '-settledAt',
}
const COLUMNS_OF: Readonly<Record<BuiltInView, readonly string[]>> = {
  attention: DEFAULT_COLUMNS,
  retrying: DEFAULT_COLUMNS,
  all: DEFAULT_COLUMNS,
  settled: ['action', 'how', 'settled'],
}

/** The whole state of the list stands in the address: every view of it is a link. */
export function useQueueSearch() {
  const search = useSearch({ from: '/inside/queue' })
  const navigate = useNavigate({ from: '/queue' })
  const { data } = useQuery(savedViewsQuery)
  const { view = 'attention' } = search
  const saved = isBuiltIn(view) ? undefined : data?.items.find(({ name }) => name === view)
  const base = isBuiltIn(view) ? view : 'all'
  const columns = search.cols?.split(',') ?? (saved && saved.columns.length > 0 ? saved.columns : COLUMNS_OF[base])
  const list: QueueList = {
    base,
    saved,
    isEdited: saved !== undefined && (search.q ?? search.sort ?? search.cols) !== undefined,
    q: search.q ?? saved?.query ?? '',
    sort: search.sort ?? (saved?.sort || SORT_OF[base]),
    columns,
  }
  return {
    search,
    list,
    change: (changes: { [Name in keyof QueueSearch]: QueueSearch[Name] | undefined }) =>
      void navigate({ search: (before) => clean({ ...before, ...changes }), replace: true }),
  }
}

/** What stands beside a saved view in the address is a change to it. */
export const UNCHANGED = { q: undefined, sort: undefined, cols: undefined }

const clean = (search: { [Name in keyof QueueSearch]: QueueSearch[Name] | undefined }): QueueSearch =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined))

/** What the API is asked for: the words of the query, and what the view adds to them. */
export function filterOf({ base, q }: Pick<QueueList, 'base' | 'q'>): {
  q?: string
  attention?: boolean
  settledFrom?: string
} {
  return {
    ...(q !== '' && { q }),
    ...(base === 'attention' && !/\battention:/.test(q) && { attention: true }),
    ...(base === 'retrying' && !/\battention:/.test(q) && { attention: false }),
    ...(base === 'settled' && { settledFrom: new Date(startOfDay()).toISOString() }),
  }
}
