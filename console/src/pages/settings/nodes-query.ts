import { queryOptions } from '@tanstack/react-query'
import { client } from '../../app/api.ts'

/** The processes that run, and the keys that they have. */
export const nodesQuery = queryOptions({ queryKey: ['nodes'], queryFn: ({ signal }) => client.nodes.list({ signal }) })
