import { client } from '../../app/api.ts'

/** The first of what waits, in order. */
export const waitingQuery = (serviceId: number, limit: number) => ({
  queryKey: ['outbound-waiting', serviceId, limit],
  queryFn: ({ signal }: { signal: AbortSignal }) => client.outbound.starts.waiting(serviceId, { limit }, { signal }),
  placeholderData: <T>(before: T) => before,
})
