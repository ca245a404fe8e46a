import type { OutboundQueue } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { client } from '../../app/api.ts'
import { usePlace } from '../../app/place.ts'
import { useMay } from '../../app/session.ts'
import { act } from '../../app/toasts.tsx'
import { Pill } from '../../parts/glyph.tsx'
import { Read } from '../../parts/query-state.tsx'
import { t } from '../../texts/texts.ts'
import { Facts } from './facts.tsx'
import { PurgeDialog } from './purge-dialog.tsx'
import { Purges } from './purges.tsx'
import { LOOKS } from './queue-table.tsx'
import { Waiting } from './waiting.tsx'
import { WaitingPlot } from './waiting-plot.tsx'
import { WhatIf } from './what-if.tsx'

/** One outbound service: what waits, when it is through, and what changes that. */
export function OutboundService() {
  const id = Number(useParams({ from: '/inside/outbound/$id' }).id)
  const queue = useQuery({
    queryKey: ['outbound-queue', id],
    queryFn: ({ signal }) => client.outbound.queues.get(id, { signal }),
  })
  return (
    <div className="page">
      <Read query={queue}>{(shown) => <Shown queue={shown} />}</Read>
    </div>
  )
}

function Shown({ queue }: { queue: OutboundQueue }) {
  const { serviceId, name, stopped } = queue
  usePlace(name)
  const may = useMay()
  const [purging, setPurging] = useState(false)
  const [glyph, tone] = LOOKS[stopped ?? 'running']
  const { pause, resume } = client.outbound.services
  const isPaused = stopped === 'paused'
  const switchTo = (paused: boolean) => () => (paused ? pause(serviceId) : resume(serviceId))
  return (
    <>
      <div className="head">
        <div className="pt">
          <h1>{name}</h1>
          <Pill glyph={glyph} tone={tone}>
            {stopped ? t.outbound.stopped[stopped] : t.outbound.on}
          </Pill>
        </div>
        {may('outbound.write') && (
          <div className="acts">
            <button
              type="button"
              className="btn"
              onClick={() =>
                void act(
                  switchTo(!isPaused),
                  isPaused ? t.outbound.goesOn(name) : t.outbound.isPaused(name),
                  switchTo(isPaused),
                )
              }
            >
              {isPaused ? t.outbound.resume : t.outbound.pause}
            </button>
            <button type="button" className="btn" onClick={() => setPurging(true)}>
              {t.outbound.purge}
            </button>
          </div>
        )}
      </div>
      <Facts queue={queue} />
      <div className="sec">
        <WaitingPlot queue={queue} asIf={undefined} />
      </div>
      <div className="cols two sec">
        <Waiting serviceId={serviceId} />
        <div>
          {may('outbound.write') && <WhatIf queue={queue} />}
          <Purges serviceId={serviceId} />
        </div>
      </div>
      {purging && <PurgeDialog serviceId={serviceId} name={name} onClose={() => setPurging(false)} />}
    </>
  )
}
