import type { Lane } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { client } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import { act } from '../../app/toasts.tsx'
import { count } from '../../parts/format.ts'
import { Read } from '../../parts/query-state.tsx'
import { t } from '../../texts/texts.ts'
import { isResting } from './lane-state.tsx'
import { LaneTable } from './lane-table.tsx'
import { lanesQuery } from './lanes-query.ts'

export function Lanes() {
  const lanes = useQuery(lanesQuery)
  const may = useMay()
  return (
    <div className="page">
      <Read query={lanes}>
        {({ items }) => (
          <>
            <div className="head">
              <div>
                <h1>{t.nav.lanes}</h1>
                <p>
                  {t.lanes.sentence(
                    items.filter(({ state }) => state === 'broken').length,
                    count(items.reduce((sum, { waiting }) => sum + waiting, 0)),
                  )}
                </p>
              </div>
            </div>
            <LaneTable
              lanes={items}
              {...(may('provisioning.write') && { actions: (lane: Lane) => <LaneActions lane={lane} /> })}
            />
          </>
        )}
      </Read>
    </div>
  )
}

/** Each has its way back, so each is done at once. */
function LaneActions({ lane }: { lane: Lane }) {
  const name = lane.serverName ?? lane.name
  const serverId = Number(/^server:(\d+)$/.exec(lane.name)?.[1])
  const pause = () => client.lanes.pause(lane.name)
  const resume = () => client.lanes.resume(lane.name)
  const rest = (on: boolean) => () => client.lanes.maintenance(serverId, on)
  const resting = isResting(lane)
  const stands = lane.state !== 'running'
  return (
    <span className="actions">
      {Number.isInteger(serverId) && (
        <button
          type="button"
          className="btn sm"
          onClick={() => void act(rest(!resting), resting ? t.lanes.goesOn(name) : t.lanes.rests(name), rest(resting))}
        >
          {resting ? t.lanes.endMaintenance : t.lanes.toMaintenance}
        </button>
      )}
      {!resting && (
        <button
          type="button"
          className="btn sm"
          onClick={() =>
            void act(
              stands ? resume : pause,
              stands ? t.lanes.goesOn(name) : t.lanes.isPaused(name),
              stands ? pause : resume,
            )
          }
        >
          {stands ? t.lanes.resume : t.lanes.pause}
        </button>
      )}
    </span>
  )
}
