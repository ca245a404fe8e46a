import { queryOptions } from '@tanstack/react-query'
import { client } from './api.ts'

/** What needs a person; the navigation and the overview share it. */
export const attentionQuery = queryOptions({
  queryKey: ['attention'],
  queryFn: ({ signal }) => client.attention.list({ signal }),
})
