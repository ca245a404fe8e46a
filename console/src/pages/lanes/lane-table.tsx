import type { Lane } from '@provisor/client'
import { count } from '../../parts/format.ts'
import { type Column, ListTable } from '../../parts/list-table.tsx'
import { t } from '../../texts/texts.ts'
import { LaneState } from './lane-state.tsx'

const COLUMNS: readonly Column[] = [
  { word: t.lanes.lane },
  { word: t.lanes.state },
  { word: t.lanes.waiting, isNumber: true },
  { word: t.lanes.inUse, isWide: true },
]
const ACTIONS: Column = { word: t.lanes.actions, isWide: true, isQuiet: true }

const SHOWN = 12

/** Places in use, each as a cell; beyond twelve in words. */
function Places({ running, concurrency }: Pick<Lane, 'running' | 'concurrency'>) {
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

export function LaneTable({ lanes, actions }: { lanes: readonly Lane[]; actions?: (lane: Lane) => React.ReactNode }) {
  if (lanes.length === 0) return <p className="quiet">{t.lanes.empty}</p>
  return (
    <ListTable columns={actions ? [...COLUMNS, ACTIONS] : COLUMNS}>
      {lanes.map((lane) => (
        <tr key={lane.name}>
          <td className="el">
            <span className="b">{lane.serverName ?? lane.name}</span>
            <br />
            <span className="s qq">{lane.module}</span>
          </td>
          <td>
            <LaneState lane={lane} />
            {actions && <div className="only-phone">{actions(lane)}</div>}
          </td>
          <td className="n b">{count(lane.waiting)}</td>
          <td className="ph0">
            <Places {...lane} />
          </td>
          {actions && <td className="ph0 n">{actions(lane)}</td>}
        </tr>
      ))}
    </ListTable>
  )
}
