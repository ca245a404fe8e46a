import { makeWorker, type WorkerParts } from '../../jobs/worker.ts'
import { LANE_KIND } from '../lanes/lanes.ts'
import { OPERATION_JOB } from './request.ts'
import { makeTurn, type TurnParts } from './run-operation.ts'

type Working = Pick<WorkerParts, 'name' | 'concurrency' | 'leaseMs' | 'pollMs' | 'listen' | 'onFault' | 'onLate'>

/** Panels that hang keep their places until their time is up, so there are many more than dead panels are likely to take. */
const PLACES = 256

/** What carries operations out in this process. */
export function makeProvisioningWorker(parts: TurnParts, working: Working) {
  const turn = makeTurn(parts)
  return makeWorker({
    queue: parts.queue,
    laneKinds: [LANE_KIND],
    handlers: {
      [OPERATION_JOB]: async (job, signal, hold) => {
        await turn(job, signal, hold)
        return 'settled'
      },
    },
    concurrency: PLACES,
    ...working,
  })
}
