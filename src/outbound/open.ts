import { makeInterval } from '../base/interval.ts'
import type { BackgroundWork } from '../base/stopping.ts'
import type { GuardedHttp } from '../guarded-http/guarded-http.ts'
import { makeWorker, type WorkerParts } from '../jobs/worker.ts'
import type { OutboundParts } from './parts.ts'
import { laneKind } from './queues/lane.ts'
import { demonstrationRunner } from './runners/demonstration/demonstration.ts'
import { makeHttpRunner } from './runners/http/http.ts'
import { makeServiceChangesDue } from './services/service-changes.ts'
import { makeWindowKeeper } from './services/window-keeper.ts'
import { makeCarryOut } from './starts/carry-out.ts'
import { START_JOB } from './starts/start.ts'

type Parts = Pick<OutboundParts, 'read' | 'transaction' | 'queue' | 'key'> & { http: GuardedHttp }
type Working = Pick<WorkerParts, 'name' | 'concurrency' | 'leaseMs' | 'pollMs' | 'listen' | 'onFault'>

const WINDOWS_MS = 1000
/** How late a scheduled change may come. */
const CHANGES_MS = 1000

/** What carries starts out in this process, but for those whose programs take them. */
export function openOutbound(parts: Parts, working: Working): BackgroundWork {
  const runners = { http: makeHttpRunner(parts), demonstration: demonstrationRunner }
  const worker = makeWorker({
    queue: parts.queue,
    laneKinds: [laneKind('http'), laneKind('demonstration')],
    handlers: { [START_JOB]: makeCarryOut({ read: parts.read, runners }) },
    ...working,
  })
  const keepWindows = makeWindowKeeper(parts)
  const rounds = makeInterval(keepWindows)
  const changes = makeInterval(makeServiceChangesDue(parts))

  return {
    name: 'outbound starts',
    async start() {
      await keepWindows()
      await worker.start()
      rounds.start(WINDOWS_MS, working.onFault)
      changes.start(CHANGES_MS, working.onFault, { atOnce: true })
    },
    halt: worker.halt,
    async stop(limit) {
      await rounds.stop()
      await changes.stop()
      await worker.stop(limit)
    },
  }
}
