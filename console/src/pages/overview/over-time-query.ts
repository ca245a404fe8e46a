import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { client } from '../../app/api.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

export const OVER = ['1h', '6h', '24h', '7d'] as const
export type Over = (typeof OVER)[number]

const LONG: Readonly<Record<Over, number>> = { '1h': HOUR, '6h': 6 * HOUR, '24h': 24 * HOUR, '7d': 168 * HOUR }
/** Longer than this there is a point for each hour. */
const BY_MINUTE = 24 * HOUR

/** What the plots reach over: until now, or a stretch that was chosen. */
export type Span = { key: string; step: 'minute' | 'hour'; shown: () => [from: number, to: number]; isLive: boolean }

export function spanOf(range: Over, from: string | undefined, to: string | undefined): Span {
  const [start, end] = [Date.parse(from ?? ''), Date.parse(to ?? '')]
  const isLive = !(start < end)
  const long = isLive ? LONG[range] : end - start
  return {
    key: isLive ? range : `${from} ${to}`,
    step: long > BY_MINUTE ? 'hour' : 'minute',
    shown: () => (isLive ? [Date.now() - long, Date.now()] : [start, end]),
    isLive,
  }
}

/** One metric of all lanes of panels over it; `minutes` is how long a step is. */
export const historyOf = (metric: 'depth' | 'ended' | 'settleTime', span: Span, module?: string) =>
  queryOptions({
    queryKey: ['overview-history', metric, span.key, module ?? ''],
    queryFn: async ({ signal }) => {
      const range = span.shown()
      const [from, to] = range.map((at) => new Date(at).toISOString()) as [string, string]
      const { instants, series } = await client.statistics.get(
        { metric, step: span.step, from, ...(!span.isLive && { to }), ...(module !== undefined && { module }) },
        { signal },
      )
      return {
        range,
        minutes: span.step === 'hour' ? 60 : 1,
        instants: instants.map((at) => Date.parse(at)),
        values: Object.fromEntries(series.map(({ name, values }) => [name, values])) as Record<
          string,
          (number | null)[]
        >,
      }
    },
    placeholderData: keepPreviousData,
    meta: { slow: true },
  })
