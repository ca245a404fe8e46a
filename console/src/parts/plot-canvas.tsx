import { memo, useEffect, useRef } from 'react'
import type { PlotHover, PlotLine, PlotMark } from './plot-data.ts'
import { drawPlot } from './plot-drawing.ts'

export type PlotContent = {
  lines: readonly PlotLine[]
  marks: readonly PlotMark[]
  range: readonly [from: number, to: number]
  format: (value: number) => string
  height: number
  onHover: (hover: PlotHover | undefined) => void
  onRange?: (from: number, to: number) => void
}

/** Loaded when the page stands, by its default export. How lines look is settled when they are first drawn: other ones are another canvas. */
export default memo((content: PlotContent) => {
  const place = useRef<HTMLDivElement>(null)
  const drawing = useRef<ReturnType<typeof drawPlot>>(undefined)
  const current = useRef(content)
  current.current = content
  useEffect(() => {
    drawing.current = drawPlot(place.current!, () => current.current)
    return drawing.current.end
  }, [])
  useEffect(() => drawing.current?.update())
  return <div ref={place} className="plot-canvas" />
})
