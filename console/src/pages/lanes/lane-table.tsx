import type { Lane } from '@provisor/client'
import { count } from '../../parts/format.ts'
import { t } from '../../texts/texts.ts'
import { LaneState } from './lane-state.tsx'

const SHOWN = 12

/** Places in use, each as a cell; beyond twelve in words. */
function Places({ running, concurrency }: Pick<Lane, 'running' | 'concurrency'>) {
  const said = t.lanes.places(running, concurrency === null ? '∞' : count(concurrency))
  if (concurrency === null || concurrency > SHOWN) return <span className="s q">{said}</span>
  return (
    <span className="slots" role="img" aria-label={said}>
      {Array.from({ length: concurrency }, (_, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a place is its number
        <i key={place} className={place < running ? 'on' : ''} />
      ))}
    </span>
  )
}

export function LaneTable({ lanes, actions }: { lanes: readonly Lane[]; actions?: (lane: Lane) => React.ReactNode }) {
  if (lanes.length === 0) return <p className="quiet">{t.lanes.empty}</p>
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">{t.lanes.lane}</th>
          <th scope="col">{t.lanes.state}</th>
          <th scope="col" className="n">
            {t.lanes.waiting}
          </th>
          <th scope="col" className="ph0">
            {t.lanes.inUse}
          </th>
          {actions && (
            <th scope="col" className="ph0">
              <span className="skip">{t.lanes.actions}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {lanes.map((lane) => (
          <tr key={lane.name}>
            <td className="el">
              <span className="b">{lane.serverName ?? lane.name}</span>
              <br />
              <span className="s qq">{lane.module}</span>
            </td>
            <td>
              <LaneState lane={lane} />
            </td>
            <td className="n b">{count(lane.waiting)}</td>
            <td className="ph0">
              <Places {...lane} />
            </td>
            {actions && <td className="ph0 n">{actions(lane)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
