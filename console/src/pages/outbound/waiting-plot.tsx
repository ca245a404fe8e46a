import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { client } from '../../app/api.ts'
import { count, moment } from '../../parts/format.ts'
import { Plot } from '../../parts/plot.tsx'
import type { PlotLine, PlotMark } from '../../parts/plot-data.ts'
import { t } from '../../texts/outbound-texts.ts'
import type { AsIf } from './as-if.ts'
import { forecastQuery } from './forecast.ts'
import { paceText, plannedQuery } from './planned-changes.tsx'
import { usePlannedLine } from './planned-line.ts'
import type { Service } from './service-query.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

const at = (instant: string | null | undefined) => (instant ? Date.parse(instant) : undefined)

/** What waited, and what will: as it is or as it is planned dashed, and as it would be. */
export function WaitingPlot({ service, asIf }: { service: Service; asIf: AsIf }) {
  const { id: serviceId } = service
  const { waiting } = service.queue
  const isTried = asIf.rate !== undefined || asIf.atonce !== undefined
  const planned = useQuery(plannedQuery(serviceId)).data
  const { data: asItIs, dataUpdatedAt } = useQuery(forecastQuery(serviceId))
  const [opened] = useState(Date.now)
  const now = dataUpdatedAt || opened
  const whatIf = useQuery({ ...forecastQuery(serviceId, asIf), enabled: isTried }).data
  const bent = usePlannedLine(service, planned?.items, now)
  const plannedEnd = bent?.at(-1)?.[1] === 0 ? bent.at(-1)![0] : undefined
  const ends = [bent ? plannedEnd : at(asItIs?.emptyAt), isTried ? at(whatIf?.emptyAt) : undefined]
  const furthest = Math.max(0, ...ends.map((end) => (end === undefined ? 0 : end - now)))
  const step = furthest > DAY ? 'hour' : 'minute'
  const past = useQuery({
    queryKey: ['outbound-depth', serviceId, step],
    queryFn: async ({ signal }) => {
      const from = new Date(Date.now() - (step === 'hour' ? 2 * DAY : 3 * HOUR)).toISOString()
      return client.statistics.get({ metric: 'depth', step, from, outboundServiceId: serviceId }, { signal })
    },
    meta: { slow: true },
  }).data
  const [asItIsAt, whatIfAt] = ends
  const shown = useMemo(() => {
    const depth = past?.series[0]?.values ?? []
    const before = (past?.instants ?? []).map((at, index) => [Date.parse(at), depth[index] ?? null] as const)
    const known: PlotLine[] = [
      { name: t.outbound.plot.waited, colour: 'text-2', isFilled: true, points: [...before, [now, waiting]] },
    ]
    const marks: PlotMark[] = [{ at: now, text: t.outbound.plot.now }]
    for (const { at, ...pace } of planned?.items ?? []) marks.push({ at: Date.parse(at), text: paceText(pace) })
    const straight = (end: number | undefined) =>
      end === undefined
        ? []
        : ([
            [now, waiting],
            [end, 0],
          ] as const)
    const expect = (points: PlotLine['points'], name: string, colour: 'text-3' | 'accent') => {
      const [end, left] = points.at(-1) ?? []
      if (end === undefined || waiting === 0) return
      known.push({ name, colour, isDashed: colour === 'text-3', isFilled: colour === 'accent', points })
      if (left === 0) marks.push({ at: end, value: 0, colour, text: `${moment(new Date(end).toISOString())} ${name}` })
    }
    const { asPlanned, asItIs: asNow, whatIf: tried } = t.outbound.plot
    expect(bent ?? straight(asItIsAt), bent ? asPlanned : asNow, 'text-3')
    expect(straight(whatIfAt), tried, 'accent')
    const from = before[0]?.[0] ?? now - HOUR
    const to = Math.max(now + (now - from) / 4, ...[asItIsAt, whatIfAt].map((at) => (at ?? 0) + (now - from) / 12))
    return { lines: known, marks, range: [from, to] as const }
  }, [past, planned, waiting, asItIsAt, whatIfAt, bent, now])
  const said = ends.map((at) => (at === undefined ? undefined : moment(new Date(at).toISOString())))
  return (
    <Plot
      title={t.outbound.plot.title}
      {...shown}
      format={count}
      summary={t.outbound.plot.summary(count(waiting), ...said)}
    />
  )
}
