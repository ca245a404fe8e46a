import type { BackgroundWork } from '../base/stopping.ts'
import { makeWorker, type WorkerParts } from '../jobs/worker.ts'
import { BULK_JOB, BULK_LANE_KIND } from './lane.ts'
import type { BulkParts } from './parts.ts'
import { makeStep } from './step.ts'

const CONCURRENCY = 2
/** Steps of this process are heard of at once. */
const POLL_MS = 2000

/** What carries bulk actions out in this process. */
export function openBulk(parts: BulkParts, working: Pick<WorkerParts, 'name' | 'onFault'>): BackgroundWork {
  const worker = makeWorker({
    queue: parts.queue,
    laneKinds: [BULK_LANE_KIND],
    handlers: { [BULK_JOB]: makeStep({ ...parts, onFault: working.onFault }) },
    concurrency: CONCURRENCY,
    pollMs: POLL_MS,
    ...working,
  })
  return { name: 'bulk actions', start: () => worker.start(), halt: worker.halt, stop: (limit) => worker.stop(limit) }
}
