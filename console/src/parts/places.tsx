import { t } from '../texts/texts.ts'
import { count } from './format.ts'

const SHOWN = 12

/** Places in use, each as a cell; beyond twelve in words. */
export function Places({ running, concurrency }: { running: number; concurrency: number | null }) {
  const said = t.lanes.places(running, concurrency === null ? '∞' : count(concurrency))
  if (concurrency === null || concurrency > SHOWN) return <span className="s q">{said}</span>
  return (
    <span className="slots" role="img" aria-label={said}>
      {Array.from({ length: concurrency }, (_, number) => ({ number, isTaken: number < running })).map(
        ({ number, isTaken }) => (
          <i key={number} className={isTaken ? 'on' : ''} />
        ),
      )}
    </span>
  )
}
