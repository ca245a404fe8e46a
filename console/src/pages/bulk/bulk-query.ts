import type { BulkAction } from '@provisor/client'
import { queryOptions } from '@tanstack/react-query'
import { client } from '../../app/api.ts'
import { isLive } from '../../app/live-state.ts'

/** While one runs it is looked at as often as what happens is. */
const BEAT_MS = 1000

export const isUnderway = ({ state }: BulkAction): boolean => state === 'running' || state === 'stopping'

export const bulkQuery = queryOptions({
  queryKey: ['bulk-actions'],
  queryFn: ({ signal }) => client.bulkActions.list({ limit: 50 }, { signal }),
})

/** The last ones, for every page. */
export const lastBulkQuery = queryOptions({
  queryKey: ['bulk-actions', 'last'],
  queryFn: ({ signal }) => client.bulkActions.list({ limit: 10 }, { signal }),
  refetchInterval: ({ state: { data } }) => isLive() && (data?.items ?? []).some(isUnderway) && BEAT_MS,
})

export const bulkActionQuery = (id: number) =>
  queryOptions({
    queryKey: ['bulk-action', id],
    queryFn: ({ signal }) => client.bulkActions.get(id, { signal }),
    refetchInterval: ({ state: { data } }) => isLive() && data !== undefined && isUnderway(data) && BEAT_MS,
  })

export const failuresQuery = (id: number) =>
  queryOptions({
    queryKey: ['bulk-failures', id],
    queryFn: ({ signal }) => client.bulkActions.items(id, { state: 'failed', limit: 100 }, { signal }),
  })
