import Uplot from 'uplot'
import { axisTimes } from './format.ts'
import type { PlotContent } from './plot-canvas.tsx'
import { aligned, type PlotHover, type PlotLine } from './plot-data.ts'
import { type ColourOf, drawMarks } from './plot-marks.ts'

/** Of a label of an axis, in CSS pixels. */
const CHARACTER = 7

/** A plot in `place`, of its width and in its theme, until `end`. Of uPlot's elements (`u-wrap`, `u-under`, `u-over`, `u-axis`, `u-select`, `u-cursor-x`) `plot.css` has the looks. */
export function drawPlot(place: HTMLElement, content: () => PlotContent) {
  const plot = new Uplot(optionsOf(place, content), dataOf(content()), place)
  const redraw = () => plot.redraw(false, true)
  const system = matchMedia('(prefers-color-scheme: dark)')
  const themes = new MutationObserver(redraw)
  const sizes = new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height: content().height }))
  system.addEventListener('change', redraw)
  themes.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  sizes.observe(place)
  return {
    update: () => plot.setData(dataOf(content())),
    end: () => {
      system.removeEventListener('change', redraw)
      themes.disconnect()
      sizes.disconnect()
      plot.destroy()
    },
  }
}

const dataOf = ({ lines }: PlotContent) => aligned(lines) as Uplot.AlignedData

function optionsOf(place: HTMLElement, content: () => PlotContent): Uplot.Options {
  const colour = coloursIn(place)
  const font = `12px ${getComputedStyle(place).fontFamily}`
  const axis = { font, stroke: () => colour('text-3'), ticks: { show: false } }
  const drag = { x: content().onRange !== undefined, y: false, setScale: false }
  return {
    width: place.clientWidth,
    height: content().height,
    ms: 1,
    padding: [14, 18, 0, 0],
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag },
    scales: {
      x: { range: () => [...content().range] },
      y: { range: () => [0, niceTop(content().lines)] },
    },
    axes: [
      { ...axis, grid: { show: false }, space: 76, values: (_, splits) => axisTimes(splits) },
      {
        ...axis,
        grid: { stroke: () => colour('line'), width: 1 },
        space: 44,
        size: (_, values) => 14 + CHARACTER * Math.max(1, ...(values ?? []).map(({ length }) => length)),
        values: (_, splits) => splits.map((value) => content().format(value)),
      },
    ],
    series: [{}, ...content().lines.map((line) => seriesOf(line, colour))],
    hooks: {
      draw: [(plot) => drawMarks(plot, content().marks, { colour, font })],
      setCursor: [(plot) => content().onHover(hoverOf(plot))],
      setSelect: [(plot) => selected(plot, content())],
    },
  }
}

const seriesOf = (line: PlotLine, colour: ColourOf): Uplot.Series => ({
  stroke: () => colour(line.colour),
  width: 2,
  points: { show: false },
  ...(line.isDashed && { dash: [4, 4] }),
  ...(line.isFilled && { fill: () => colour(line.colour, 0.09) }),
})

/** The next of 1, 2, 4, 5, 8 of its size, so that the highest line is on the grid. */
function niceTop(lines: readonly PlotLine[]): number {
  const most = Math.max(0, ...lines.flatMap(({ points }) => points.map(([, value]) => value ?? 0)))
  if (most === 0) return 1
  const size = 10 ** Math.floor(Math.log10(most))
  return size * [1, 2, 4, 5, 8, 10].find((step) => step * size >= most)!
}

function hoverOf(plot: Uplot): PlotHover | undefined {
  const { left } = plot.cursor
  return left === undefined || left < 0 ? undefined : { at: plot.posToVal(left, 'x') }
}

function selected(plot: Uplot, { onRange }: PlotContent): void {
  const { left, width } = plot.select
  if (width < 4) return
  onRange?.(plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x'))
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
}

/** Tokens as colours of the theme that holds now: a canvas does not know `light-dark()`. */
function coloursIn(place: HTMLElement): ColourOf {
  return (token, opacity = 1) => {
    place.style.color = `color-mix(in srgb, var(--${token}) ${opacity * 100}%, transparent)`
    const { color } = getComputedStyle(place)
    place.style.color = ''
    return color
  }
}
