import { client } from '../../app/api.ts'
import { serverNow } from '../../app/requests.ts'
import { midnightOf } from '../../parts/zoned.ts'

/** Runs that ended since midnight of the server's clock, well or not; by the minute where its zone is no whole hours away from UTC. */
export const endedTodayQuery = (serviceId: number) => ({
  queryKey: ['outbound-ended-today', serviceId],
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<number> => {
    const from = midnightOf(serverNow().getTime())
    const step = from.endsWith(':00:00.000Z') ? ('hour' as const) : ('minute' as const)
    const query = { metric: 'ended' as const, step, from, outboundServiceId: serviceId }
    const { series } = await client.statistics.get(query, { signal })
    return series
      .filter(({ name }) => name === 'done' || name === 'failed' || name === 'expired')
      .flatMap(({ values }) => values)
      .reduce<number>((sum, value) => sum + (value ?? 0), 0)
  },
})
