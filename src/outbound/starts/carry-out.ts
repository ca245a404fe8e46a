import type { Job } from '../../jobs/job.ts'
import { giveUp, retryAfter } from '../../jobs/outcome.ts'
import type { JobHandler } from '../../jobs/worker.ts'
import type { OutboundParts } from '../parts.ts'
import { toService } from '../queues/lane.ts'
import type { Runner } from '../runners/runner.ts'
import { opensAt } from '../services/calling-window.ts'
import type { RunnerName } from '../services/service.ts'
import { toStart } from './start.ts'

type Parts = Pick<OutboundParts, 'read'> & {
  /** Those that work in this process. */
  runners: Readonly<Partial<Record<RunnerName, Runner>>>
}

/** One turn of one start, by the runner of its service. */
export function makeCarryOut({ read, runners }: Parts): JobHandler {
  const look = makeLook(read)
  return async (job, signal, hold) => {
    const start = toStart(job)
    const { row, lane, now } = await look(start.serviceId)
    if (!row || !lane) return giveUp('the service was removed', { health: 'unsaid' })
    const runner = runners[row.runner]
    if (!runner) throw new Error(`Nobody here runs the starts of a ${row.runner} service`)
    // The lane holds them back as well, but may be told a moment late that the window has closed.
    const opens = opensAt(row.callingWindow, now)
    if (opens > now && isFirstTurn(job)) return retryAfter(OUTSIDE, opens - now, { health: 'unsaid' })
    return runner.run({ job, start, service: toService(row, lane), now, signal, hold })
  }
}

const OUTSIDE = 'outside of the calling window'

/** Nothing has been done for it yet: whatever a runner leaves behind for later has a note. */
const isFirstTurn = ({ note }: Job): boolean => note === null || note === OUTSIDE

/** Starts of a service that begin together look once: each on its own, they took ten times as long on PostgreSQL. */
function makeLook(read: Parts['read']) {
  const underway = new Map<number, ReturnType<typeof lookAt>>()

  async function lookAt(serviceId: number) {
    const row = await read.outbound.services.get(serviceId)
    const lane = row && (await read.jobs.lanes.get(row.laneId))
    return { row, lane, now: await read.jobs.now() }
  }

  return (serviceId: number) => {
    const shared = underway.get(serviceId)
    if (shared) return shared
    const looking = lookAt(serviceId).finally(() => underway.delete(serviceId))
    underway.set(serviceId, looking)
    return looking
  }
}
