import type { Lane } from '@provisor/client'
import { Link } from '@tanstack/react-router'
import { age, count } from '../../parts/format.ts'
import { type Column, ListTable } from '../../parts/list-table.tsx'
import { Places } from '../../parts/places.tsx'
import { Spark } from '../../parts/spark.tsx'
import { t } from '../../texts/texts.ts'
import { LaneState } from './lane-state.tsx'
import { nameOf } from './lane-verbs.ts'
import type { LaneHistory, LaneRange } from './lanes-query.ts'
import '../../style/lanes.page.css'

type Props = {
  lanes: readonly Lane[]
  history: LaneHistory | undefined
  range: LaneRange
  /** On a page of their own: with the age of the oldest, and one of them open. */
  isWhole?: boolean
  current?: string | undefined
}

const columns = (range: LaneRange, isWhole: boolean): readonly Column[] => [
  { word: t.lanes.lane },
  { word: t.lanes.state },
  { word: t.lanes.waiting, isNumber: true },
  ...(isWhole ? [{ word: t.lanes.oldestOne, isNumber: true, isWide: true }] : []),
  { word: isWhole ? t.lanes.settledFailed : t.lanes.last[range], isWide: true },
  { word: t.lanes.inUse, isWide: true },
  { word: t.lanes.perMinute, isNumber: true, isWide: true },
]

export function LaneTable({ lanes, history, range, isWhole = false, current }: Props) {
  if (lanes.length === 0) return <p className="quiet">{t.lanes.empty}</p>
  return (
    <ListTable columns={columns(range, isWhole)}>
      {lanes.map((lane) => (
        <tr key={lane.name} aria-current={lane.name === current || undefined}>
          <td className="el">
            <Link
              className="b"
              data-row={lane.name}
              to="/lanes/$name"
              params={{ name: lane.name }}
              search={range === '5m' ? {} : { range }}
            >
              {nameOf(lane)}
            </Link>
            <br />
            <span className="s qq">{lane.module}</span>
          </td>
          <td>
            <LaneState lane={lane} isShort={!isWhole} />
          </td>
          <td className="n b">{count(lane.waiting)}</td>
          {isWhole && <td className="n">{lane.oldestAt ? age(lane.oldestAt) : '—'}</td>}
          <Turns lane={lane} history={history} range={range} />
        </tr>
      ))}
    </ListTable>
  )
}

function Turns({ lane, history, range }: { lane: Lane; history: LaneHistory | undefined; range: LaneRange }) {
  const { settled, failed } = history?.lanes.get(lane.name) ?? { settled: [], failed: [] }
  const [done, lost] = [settled, failed].map((parts) => parts.reduce((sum, n) => sum + n, 0)) as [number, number]
  const perMinute = history ? done / history.minutes : 0
  return (
    <>
      <td>
        {settled.length > 0 && (
          <Spark
            settled={settled}
            failed={failed}
            most={history!.most}
            said={t.lanes.turns(count(done), count(lost), t.lanes.within[range])}
          />
        )}
      </td>
      <td>
        <Places {...lane} />
      </td>
      <td className="n">
        {perMinute > 0 && perMinute < 9.5 ? count(Number(perMinute.toFixed(1))) : count(Math.round(perMinute))}
      </td>
    </>
  )
}
