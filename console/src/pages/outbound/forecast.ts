import { queryOptions } from '@tanstack/react-query'
import { client } from '../../app/api.ts'
import type { AsIf } from './as-if.ts'

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
