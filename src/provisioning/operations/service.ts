import { makeRounds } from '../../base/interval.ts'
import type { StopLimit, WorkerParts } from '../../jobs/worker.ts'
import type { LaneDesk } from '../lanes/lane-commands.ts'
import type { TurnParts } from './run-operation.ts'
import { makeProvisioningWorker } from './worker.ts'

type Parts = {
  parts: TurnParts
  lanes: LaneDesk
  /** Unique among the processes that run now; the same after a restart. */
  name: string
  onFault: WorkerParts['onFault']
}

const SYNC_MS = 5000

/** Everything that goes on by itself in this process: module actions, and servers back from maintenance. */
export function makeWork({ parts, lanes, name, onFault }: Parts) {
  const worker = makeProvisioningWorker(parts, { name, onFault })
  const rounds = makeRounds(() => lanes.sync())
  let working = false

  return {
    works: () => working,
    async start(): Promise<void> {
      await worker.start()
      rounds.start(SYNC_MS, onFault)
      working = true
    },
    /** Takes nothing more. What runs goes on. */
    async halt(): Promise<void> {
      working = false
      await worker.halt()
    },
    /** Takes nothing more, and lets what runs end, up to a limit. Safe twice, and before the start. */
    async stop(limit?: StopLimit): Promise<void> {
      working = false
      await rounds.stop()
      await worker.stop(limit)
    },
  }
}

export type Work = ReturnType<typeof makeWork>
