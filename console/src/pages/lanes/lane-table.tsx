import type { Lane } from '@provisor/client'
import { count } from '../../parts/format.ts'
import { type Column, ListTable } from '../../parts/list-table.tsx'
import { Places } from '../../parts/places.tsx'
import { t } from '../../texts/texts.ts'
import { LaneState } from './lane-state.tsx'

const COLUMNS: readonly Column[] = [
  { word: t.lanes.lane },
  { word: t.lanes.state },
  { word: t.lanes.waiting, isNumber: true },
  { word: t.lanes.inUse, isWide: true },
]
const ACTIONS: Column = { word: t.lanes.actions, isWide: true, isQuiet: true }

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
