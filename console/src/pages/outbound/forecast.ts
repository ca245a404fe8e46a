import { queryOptions } from '@tanstack/react-query'
import { client } from '../../app/api.ts'

/** Another pace, tried: what is left out is as it is. */
export type AsIf = { rate?: number; atonce?: number }

export const forecastQuery = (serviceId: number, { rate, atonce }: AsIf = {}) =>
  queryOptions({
    queryKey: ['outbound-forecast', serviceId, rate, atonce],
    queryFn: ({ signal }) =>
      client.outbound.queues.forecast(
        serviceId,
        { ...(rate !== undefined && { startsPerSecond: rate }), ...(atonce !== undefined && { concurrency: atonce }) },
        { signal },
      ),
    // While another pace is asked about, the last answer stands.
    placeholderData: (before) => before,
  })
