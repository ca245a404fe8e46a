import type { Lane } from '@provisor/client'
import { queryOptions } from '@tanstack/react-query'
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
