import type { TimeLog } from '@provisor/client'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { client } from '../../app/api.ts'
import { t } from '../../texts/texts.ts'

const SHOWN = 20

/** Whose watches run, what began last first. */
export const runningQuery = queryOptions({
  queryKey: ['time-logs', 'running'],
  queryFn: ({ signal }) => client.timeLogs.list({ state: 'active', limit: SHOWN }, { signal }),
})

/** What a time log is about, by its name where it is known. */
export function useWork({ parentType, parentId, note }: TimeLog): string {
  const { data } = useQuery({
    queryKey: ['time-log-of', parentType, parentId],
    queryFn: async ({ signal }) =>
      parentType === 'action'
        ? (await client.actions.get(parentId, { signal })).name
        : (await client.projects.get(parentId, { signal })).name,
    enabled: parentType === 'action' || parentType === 'project',
    staleTime: 60_000,
  })
  return data ?? (note || t.timers.of[parentType](parentId))
}
