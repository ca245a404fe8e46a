/** A token of `style/tokens.css`. */
export type PlotColour = 'text-2' | 'text-3' | 'accent' | 'good-mark' | 'warn-mark' | 'bad-mark' | 'mark'

export type PlotLine = {
  readonly name: string
  readonly colour: PlotColour
  /** In the order of time, in milliseconds; null is a gap. */
  readonly points: readonly (readonly [at: number, value: number | null])[]
  readonly isDashed?: boolean
  readonly isFilled?: boolean
}

export type PlotMark = {
  readonly at: number
  readonly text: string
  readonly value?: number
  readonly colour?: PlotColour
}

export type PlotHover = { readonly at: number }

/** All instants of all lines once, and each line's values at them: undefined where a line has no point of its own. */
export function aligned(lines: readonly PlotLine[]): [number[], ...(number | null | undefined)[][]] {
  const instants = [...new Set(lines.flatMap(({ points }) => points.map(([at]) => at)))].sort((a, b) => a - b)
  const values = lines.map(({ points }) => {
    const byInstant = new Map(points)
    return instants.map((at) => byInstant.get(at))
  })
  return [instants, ...values]
}

/** What a line says at an instant: between two of its points, what the drawn line says. */
export function valueAt({ points }: PlotLine, at: number): number | null {
  const next = points.findIndex(([instant]) => instant >= at)
  if (next === -1) return null
  const [toAt, to] = points[next]!
  if (toAt === at || next === 0) return toAt === at ? to : null
  const [fromAt, from] = points[next - 1]!
  return from === null || to === null ? null : from + ((to - from) * (at - fromAt)) / (toAt - fromAt)
}
