import type { LaneDetail } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import Info from 'lucide-react/icons/info'
import Pause from 'lucide-react/icons/pause'
import Play from 'lucide-react/icons/play'
import Wrench from 'lucide-react/icons/wrench'
import { client } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import { length, momentOfMachine } from '../../parts/format.ts'
import { Pill } from '../../parts/glyph.tsx'
import { PaneHead } from '../../parts/pane-head.tsx'
import { Read } from '../../parts/query-state.tsx'
import { t } from '../../texts/operate-texts.ts'
import { Brake } from './brake.tsx'
import { BreakerHour } from './breaker-hour.tsx'
import { isResting, lookOf } from './lane-state.tsx'
import { nameOf, probe, serverOf, toggleMaintenance } from './lane-verbs.ts'
import { Limits } from './limits.tsx'
import { WhatWaits } from './what-waits.tsx'
import '../../style/entry.page.css'
import '../../style/lanes.page.css'

export const laneQuery = (name: string) => ({
  queryKey: ['lane', name],
  queryFn: ({ signal }: { signal: AbortSignal }) => client.lanes.get(name, { signal }),
})

type Props = { name: string; onPause: () => void; onClose: () => void }

/** One lane: why it stands as it does, what waits in it, and what holds it back. */
export function LanePane({ name, onPause, onClose }: Props) {
  const lane = useQuery(laneQuery(name))
  return (
    <section className="pane" aria-label={t.lanes.of(name)}>
      <Read query={lane}>{(shown) => <Shown lane={shown} onPause={onPause} onClose={onClose} />}</Read>
    </section>
  )
}

function Shown({ lane, onPause, onClose }: { lane: LaneDetail } & Omit<Props, 'name'>) {
  const may = useMay()
  const { glyph, tone, word, why } = lookOf(lane)
  return (
    <>
      <PaneHead
        title={<h1>{nameOf(lane)}</h1>}
        state={
          <Pill glyph={glyph} tone={tone}>
            {word}
          </Pill>
        }
        about={[lane.module, lane.name, why].filter(Boolean).join(' · ')}
        onClose={onClose}
      />
      {may('provisioning.write') && <Actions lane={lane} onPause={onPause} />}
      <div className="pb">
        <LastFailure lane={lane} />
        <BreakerHour lane={lane} />
        <WhatWaits lane={lane} />
        <Brake lane={lane} />
        <Limits lane={lane} />
      </div>
    </>
  )
}

function Actions({ lane, onPause }: { lane: LaneDetail; onPause: () => void }) {
  const isPaused = lane.holds.some(({ reason }) => reason === 'by-hand')
  return (
    <div className="acts2">
      {serverOf(lane) !== undefined && (
        <button type="button" className="btn p" onClick={() => toggleMaintenance(lane)}>
          <Wrench size={15} /> {isResting(lane) ? t.lanes.endMaintenance : t.lanes.toMaintenance}
        </button>
      )}
      <button type="button" className="btn" onClick={onPause}>
        {isPaused ? <Play size={15} /> : <Pause size={15} />}
        {isPaused ? t.lanes.resume : t.lanes.pauseAsks}
      </button>
      {lane.breaker === 'open' && (
        <button type="button" className="btn" onClick={() => probe(lane)}>
          {t.lanes.probeNow}
        </button>
      )}
    </div>
  )
}

/** The panel's own words, and what the breaker makes of them. */
function LastFailure({ lane }: { lane: LaneDetail }) {
  const serverId = serverOf(lane)
  const { data } = useQuery({
    queryKey: ['lane-failure', lane.name],
    queryFn: ({ signal }) =>
      client.moduleQueue.list(
        { ...(serverId !== undefined && { serverId }), sort: '-lastAttemptAt', limit: 1 },
        { signal },
      ),
    enabled: serverId !== undefined,
  })
  const words = data?.items[0]?.lastError
  const { state, breakAfter, breakForMs, openUntil } = lane
  return (
    <>
      {words && (
        <p className="words" lang="">
          {words}
        </p>
      )}
      {state === 'broken' && (
        <p className="ours">
          <Info size={15} />
          <span>
            {breakAfter !== null && t.lanes.breaks(breakAfter, length(breakForMs))}{' '}
            {openUntil && t.lanes.nextProbe(momentOfMachine(openUntil).replace(/[.,]\d+$/, ''))}
          </span>
        </p>
      )}
    </>
  )
}
