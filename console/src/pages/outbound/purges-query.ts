import { client } from '../../app/api.ts'

/** Of a service, the newest first. */
export const purgesQuery = (serviceId: number) => ({
  queryKey: ['outbound-purges', serviceId],
  queryFn: ({ signal }: { signal: AbortSignal }) => client.outbound.queues.purges(serviceId, { signal }),
})
