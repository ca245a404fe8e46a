import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useKeys } from '../../app/keys.ts'
import { count, length, moment } from '../../parts/format.ts'
import { Plot } from '../../parts/plot.tsx'
import type { PlotColour, PlotLine } from '../../parts/plot-data.ts'
import { t } from '../../texts/operate-texts.ts'
import { lanesQuery } from '../lanes/lanes-query.ts'
import { historyOf, OVER, type Span, spanOf } from './over-time-query.ts'

/** What waited, what was settled, and how long that took; the plots share one range. */
export function OverTime() {
  const { range = '1h', from, to } = useSearch({ from: '/inside/' })
  const span = useMemo(() => spanOf(range, from, to), [range, from, to])
  const isZoomed = from !== undefined && to !== undefined
  const navigate = useNavigate({ from: '/' })
  const show = (search: { range?: '6h' | '24h' | '7d'; from?: string; to?: string }) =>
    void navigate({ search, replace: true, resetScroll: false })
  const back = () => show(range === '1h' ? {} : { range })
  useKeys(isZoomed ? { Escape: back } : {})
  const zoom = (start: number, end: number) =>
    show({
      ...(range !== '1h' && { range }),
      from: new Date(start).toISOString(),
      to: new Date(Math.max(end, start + 120_000)).toISOString(),
    })
  return (
    <section className="sec">
      <header className="sh">
        <h2>{isZoomed ? `${moment(from)} – ${moment(to)}` : t.overview.over[range]}</h2>
        <fieldset className="seg" aria-label={t.lanes.range}>
          {OVER.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={!isZoomed && range === one}
              onClick={() => show(one === '1h' ? {} : { range: one })}
            >
              {t.overview.ranges[one]}
            </button>
          ))}
          {isZoomed && (
            <button type="button" aria-pressed="true" onClick={back}>
              {t.overview.zoomed} <kbd>Esc</kbd>
            </button>
          )}
        </fieldset>
      </header>
      <div className="plots">
        <Waiting span={span} onRange={zoom} />
        <Turns span={span} onRange={zoom} />
        <SettleTimes span={span} onRange={zoom} />
      </div>
    </section>
  )
}

type Props = { span: Span; onRange: (from: number, to: number) => void }

const HEIGHT = 150

const last = (values: readonly (number | null)[]): number => values.findLast((value) => value !== null) ?? 0

function Waiting({ span, onRange }: Props) {
  const { data } = useQuery(historyOf('depth', span))
  const values = data?.values.waiting ?? []
  const lines = [lineOf(t.overview.plots.waiting, 'accent', data?.instants, values)]
  return (
    <Plot
      title={t.overview.plots.inLanes}
      {...{ lines, onRange, height: HEIGHT, format: count }}
      range={data?.range ?? span.shown()}
      summary={t.overview.plots.waits(count(last(values)))}
    />
  )
}

function Turns({ span, onRange }: Props) {
  const { data } = useQuery(historyOf('ended', span))
  const perMinute = (names: readonly string[]) =>
    (data?.instants ?? []).map(
      (_, index) => names.reduce((sum, name) => sum + (data!.values[name]?.[index] ?? 0), 0) / data!.minutes,
    )
  const [settled, failed] = [perMinute(['done']), perMinute(['failed', 'retried'])]
  const format = (value: number) => count(Number(value.toFixed(1)))
  const lines = [
    lineOf(t.overview.plots.settled, 'text-2', data?.instants, settled),
    lineOf(t.overview.plots.failed, 'bad-mark', data?.instants, failed),
  ]
  return (
    <Plot
      title={t.overview.plots.aMinute}
      {...{ lines, onRange, format, height: HEIGHT }}
      range={data?.range ?? span.shown()}
      summary={t.overview.plots.turns(format(last(settled)), format(last(failed)))}
    />
  )
}

/** Of all modules, or of one. */
function SettleTimes({ span, onRange }: Props) {
  const [module, setModule] = useState('')
  const { data } = useQuery(historyOf('settleTime', span, module || undefined))
  const lanes = useQuery(lanesQuery).data?.items ?? []
  const modules = [...new Set(lanes.map((lane) => lane.module).filter(Boolean))].toSorted()
  const [p50 = [], p95 = []] = [data?.values.p50, data?.values.p95]
  const lines = [lineOf('p95', 'accent', data?.instants, p95), lineOf('p50', 'text-3', data?.instants, p50)]
  return (
    <div>
      <Plot
        title={t.overview.plots.toSettle}
        {...{ lines, onRange, height: HEIGHT, format: length }}
        range={data?.range ?? span.shown()}
        summary={t.overview.plots.took(length(last(p50)), length(last(p95)))}
      />
      <select
        className="inp of"
        aria-label={t.overview.plots.module}
        value={module}
        onChange={({ target }) => setModule(target.value)}
      >
        <option value="">{t.overview.plots.allModules}</option>
        {modules.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </div>
  )
}

const lineOf = (
  name: string,
  colour: PlotColour,
  instants: readonly number[] = [],
  values: readonly (number | null)[] = [],
): PlotLine => ({
  name,
  colour,
  isFilled: colour !== 'text-3',
  points: instants.map((at, index) => [at, values[index] ?? null] as const),
})
