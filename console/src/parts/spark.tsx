type Props = {
  settled: readonly number[]
  failed: readonly number[]
  /** The most of one part in the whole list, so that its lines can be compared. */
  most: number
  /** What it shows in one sentence. */
  said: string
}

const [WIDTH, UP, DOWN] = [92, 18, 8]

/** What was settled up and what failed down from one line. */
export function Spark({ settled, failed, most, said }: Props) {
  const step = WIDTH / settled.length
  const high = (n: number, room: number) => (n === 0 ? 0 : Math.min(room, Math.max(1.5, (n / most) * UP)))
  const bar = (n: number, index: number, isUp: boolean) => {
    const height = high(n, isUp ? UP : DOWN)
    return height === 0
      ? ''
      : `M${(index * step).toFixed(1)} ${UP}v${isUp ? -height : height}h${width}v${isUp ? height : -height}z`
  }
  const width = Math.min(14, Math.max(1.5, step - 1)).toFixed(1)
  return (
    <svg
      className="spark"
      width={WIDTH}
      height={UP + DOWN}
      viewBox={`0 0 ${WIDTH} ${UP + DOWN}`}
      role="img"
      aria-label={said}
    >
      <path d={`M0 ${UP}.5h${WIDTH}`} className="zero" />
      <path d={settled.map((n, index) => bar(n, index, true)).join('')} className="up" />
      <path d={failed.map((n, index) => bar(n, index, false)).join('')} className="down" />
    </svg>
  )
}
