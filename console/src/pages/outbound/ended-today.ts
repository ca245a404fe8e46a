import { client } from '../../app/api.ts'

/** Runs that ended since midnight of who reads, well or not; by the minute where a zone is no whole hours away from UTC. */
export const endedTodayQuery = (serviceId: number) => ({
  queryKey: ['outbound-ended-today', serviceId],
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<number> => {
    const midnight = new Date(new Date().setHours(0, 0, 0, 0))
    const step = midnight.getUTCMinutes() === 0 ? ('hour' as const) : ('minute' as const)
    const query = { metric: 'ended' as const, step, from: midnight.toISOString(), outboundServiceId: serviceId }
    const { series } = await client.statistics.get(query, { signal })
    return series
      .filter(({ name }) => name === 'done' || name === 'failed' || name === 'expired')
      .flatMap(({ values }) => values)
      .reduce<number>((sum, value) => sum + (value ?? 0), 0)
  },
})
