import type { ProvisioningParts } from '../parts.ts'
import { ModuleFailed, ProvisioningRefused } from '../refused.ts'
import type { Operation } from './operation.ts'
import { named } from './operation.ts'

type Parts = Pick<ProvisioningParts, 'read' | 'queue' | 'reports'> & {
  /** Whether this process carries operations out: without that there is nothing to wait for. */
  works: () => boolean
}

/** What another process writes down is only found by looking. */
const LOOK_AGAIN_MS = 250

/** Who gives a command waits for what comes of it, for a while. */
export function makeWaiting({ read, queue, reports, works }: Parts) {
  return {
    /** Undefined when the time is up, or nothing will come of it: its lane is held, or the server begins nothing more. */
    async outcomeOf({ id, reports: seen }: Operation, until: number): Promise<Operation | undefined> {
      while (true) {
        const left = until - performance.now()
        // Listen first and look then, so that nothing is missed between.
        const told = reports.next(id, Math.max(0, Math.min(LOOK_AGAIN_MS, left)))
        const operation = await read.operations.get(id)
        if (!operation || operation.finishedAt !== null || operation.reports > seen) return operation
        if (left <= 0) return undefined
        if (!works() && !operation.acting) return undefined
        const lane = await queue.lanes.get(operation.laneId)
        if (lane.paused && operation.attempts === 0) return undefined
        await told
      }
    },

    /** What who gave the command is told instead. */
    async unfinished(asked: Operation): Promise<ProvisioningRefused> {
      const { laneId } = asked
      const [lane, holds] = [await queue.lanes.get(laneId), await read.operations.holds([laneId])]
      const facts = { operation: asked.id }
      if (lane.paused) {
        const why = holds.map((hold) => hold.why).join(', ') || 'paused'
        return new ProvisioningRefused('waits', `${named(asked)} waits: ${lane.name} is held (${why})`, facts)
      }
      if (!works()) return new ProvisioningRefused('waits', `${named(asked)} waits for a server that is running`, facts)
      const text = `No answer yet: ${named(asked)} goes on, and fails into the module queue if it fails`
      return new ProvisioningRefused('still_going_on', text, facts)
    },
  }
}

/** Refuses unless it went well. */
export function answer(operation: Operation): void {
  const { id, state, outcome } = operation
  if (state === 'superseded' || state === 'cancelled')
    throw new ProvisioningRefused('superseded', `${named(operation)} was ${state} meanwhile`, { operation: id })
  if (outcome && outcome.class !== 'done' && outcome.class !== 'already')
    throw new ModuleFailed(outcome.text, {
      operation: id,
      failureClass: outcome.class,
      explanation: outcome.explanation,
    })
}
