import { lazy, Suspense, useState } from 'react'
import { t } from '../texts/texts.ts'
import { type PlotColour, type PlotHover, type PlotLine, type PlotMark, valueAt } from './plot-data.ts'
import { PlotTable } from './plot-table.tsx'
import '../style/plot.page.css'

/** The library is a chunk of its own, loaded once the page stands; its place is kept. */
const PlotCanvas = lazy(() => import('./plot-canvas.tsx'))

type Props = {
  title: string
  /** Each with its own instants; `isDashed` for what is expected, `isFilled` for what is counted. */
  lines: readonly PlotLine[]
  /** Instants with a word: a point where `value` is given, else a vertical line. */
  marks?: readonly PlotMark[]
  /** What the plot reaches over, in milliseconds. */
  range: readonly [from: number, to: number]
  format: (value: number) => string
  /** What it shows in one sentence, with its numbers, for who does not see it. */
  summary: string
  height?: number
  /** A stretch was drawn over: the plots of a page share one range. */
  onRange?: (from: number, to: number) => void
}

/** Values over time, with a table of the same behind a button. */
export function Plot({ title, lines, marks = [], range, format, summary, height = 240, onRange }: Props) {
  const [isTable, setTable] = useState(false)
  const [hover, setHover] = useState<PlotHover>()
  // Drawing anew tells where the pointer is once more: only another place is another hover.
  const [onHover] = useState(
    () => (next: PlotHover | undefined) => setHover((before) => (before?.at === next?.at ? before : next)),
  )
  return (
    <section className="plotted">
      <header className="sh">
        <h2>{title}</h2>
        <ul className="legend">
          {lines.map((line) => (
            <li key={line.name}>
              <Swatch colour={line.colour} isDashed={line.isDashed} />
              {line.name} {hover && <b>{shown(valueAt(line, hover.at), format)}</b>}
            </li>
          ))}
        </ul>
        <button type="button" className="btn g sm" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
          {isTable ? t.plot.asPlot : t.plot.asTable}
        </button>
      </header>
      {isTable ? (
        <PlotTable title={title} lines={lines} format={format} />
      ) : (
        <div className="plot" role="img" aria-label={summary} style={{ height }}>
          <Suspense>
            <PlotCanvas
              key={lines.map(({ name, colour, isDashed, isFilled }) => [name, colour, isDashed, isFilled]).join()}
              lines={lines}
              marks={marks}
              range={range}
              format={format}
              height={height}
              onHover={onHover}
              {...(onRange && { onRange })}
            />
          </Suspense>
        </div>
      )}
    </section>
  )
}

const shown = (value: number | null | undefined, format: (value: number) => string): string =>
  value == null ? '—' : format(value)

const Swatch = ({ colour, isDashed }: { colour: PlotColour; isDashed?: boolean | undefined }) => (
  <svg width="14" height="8" viewBox="0 0 14 8" aria-hidden="true">
    <path d="M0 4h14" stroke={`var(--${colour})`} strokeWidth="2" strokeDasharray={isDashed ? '3 2.5' : 'none'} />
  </svg>
)
