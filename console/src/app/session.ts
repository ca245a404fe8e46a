import { queryOptions, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { client } from './api.ts'
import { queries, stopLive } from './live.ts'

/** Who is signed in; it fails with `unauthenticated` where nobody is. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => client.me.get({ signal }),
  staleTime: 60_000,
})

export function useMay(): (right: string) => boolean {
  const { data } = useQuery(meQuery)
  return (right) => data?.permissions.includes(right) ?? false
}

export function useSignOut(): () => Promise<void> {
  const navigate = useNavigate()
  return async () => {
    stopLive()
    await client.sessions.endCurrent().catch(() => {})
    queries.clear()
    await navigate({ to: '/sign-in' })
  }
}
