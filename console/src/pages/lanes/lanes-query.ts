import type { Lane } from '@provisor/client'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { client } from '../../app/api.ts'

/** What stands still first, then what has most to do. */
const rank = ({ state, waiting }: Lane): number => (state === 'broken' ? 0 : state === 'paused' && waiting > 0 ? 1 : 2)

export const lanesQuery = queryOptions({
  queryKey: ['lanes'],
  queryFn: async ({ signal }) => {
    const { items } = await client.lanes.list({ signal })
    return { items: items.toSorted((a, b) => rank(a) - rank(b) || b.waiting - a.waiting || (a.name < b.name ? -1 : 1)) }
  },
})

export const RANGES = ['5m', '1h', '24h'] as const
export type LaneRange = (typeof RANGES)[number]

export type LaneHistory = {
  minutes: number
  most: number
  lanes: ReadonlyMap<string, { settled: number[]; failed: number[] }>
}

/** What became of the turns of each lane, with the most of one part of any of them and how long it all took. */
export const historyQuery = (range: LaneRange) =>
  queryOptions({
    queryKey: ['lane-history', range],
    queryFn: async ({ signal }): Promise<LaneHistory> => {
      const { instants, items } = await client.statistics.lanes({ range }, { signal })
      return {
        minutes: Math.max(1, (Date.now() - Date.parse(instants[0]!)) / 60_000),
        most: Math.max(1, ...items.flatMap(({ settled, failed }) => [...settled, ...failed])),
        lanes: new Map(items.map((item) => [item.name, item])),
      }
    },
    placeholderData: keepPreviousData,
  })
