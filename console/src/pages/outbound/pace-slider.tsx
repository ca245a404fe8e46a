import { useEffect, useState } from 'react'
import { t } from '../../texts/outbound-texts.ts'

type Props = {
  label: string
  steps: readonly number[]
  /** What is tried; what holds now when nothing else is. */
  value: number | null
  now: number | null
  read: (text: string) => number | undefined
  onChange: (value: number | undefined) => void
}

/** Where a value stands among the steps, in hundredths of the rail: an arrow key is one step, wherever one is. */
function placeOf(value: number, steps: readonly number[]): number {
  const next = steps.findIndex((step) => step >= value)
  if (next <= 0) return next === 0 ? 0 : 100
  const [low, high] = [steps[next - 1]!, steps[next]!]
  return ((next - 1 + Math.log(value / low) / Math.log(high / low)) / (steps.length - 1)) * 100
}

/** A pace on a rail whose steps grow with it, with a tick at what holds now; typed values are exact. */
export function PaceSlider({ label, steps, value, now, read, onChange }: Props) {
  const [text, setText] = useState(value === null ? '' : String(value))
  useEffect(() => setText(value === null ? '' : String(value)), [value])
  const nearest = value === null ? steps.length - 1 : steps.findIndex((step) => step >= value)
  const place = value === null ? 100 : placeOf(value, steps)
  return (
    <div className="pace">
      <span className="q">{label}</span>
      <span className="qq s">{t.outbound.now(now === null ? '∞' : String(now))}</span>
      <input
        className="inp n"
        inputMode="decimal"
        aria-label={label}
        aria-invalid={text !== '' && read(text) === undefined}
        value={text}
        placeholder="∞"
        onChange={({ target }) => {
          setText(target.value)
          const typed = read(target.value)
          if (typed !== undefined || target.value === '') onChange(typed)
        }}
      />
      <div className="rail">
        <input
          type="range"
          aria-label={t.outbound.slider(label)}
          aria-valuetext={value === null ? '∞' : String(value)}
          min={0}
          max={steps.length - 1}
          value={nearest === -1 ? steps.length - 1 : nearest}
          style={{ backgroundImage: `linear-gradient(to right, var(--accent) ${place}%, var(--line) ${place}%)` }}
          onChange={({ target }) => onChange(steps[Number(target.value)])}
        />
        {now !== null && <i style={{ left: `calc(8px + (100% - 16px) * ${placeOf(now, steps) / 100})` }} />}
      </div>
    </div>
  )
}
