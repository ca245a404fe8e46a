import type { Moment, Within } from '../../base/transaction.ts'
import type { ModuleQueueStore, OperationStore } from '../store.ts'

type Stores = { moduleQueue: ModuleQueueStore; operations: OperationStore }

export type Keeping = {
  /** What was said at each attempt of an action that has ended. */
  tracesMs: number
  /** Actions that have ended, and settled entries of the module queue. */
  operationsMs: number
}

/** Rows of one step: a few milliseconds, between which others get their turn. */
const STEP = 200

/** Removes what is old enough, in small steps. What has not ended stays, however old. Any number of processes may do it. */
export function makePruning({ within }: { within: Within<Stores> }, { tracesMs, operationsMs }: Keeping) {
  const steps: readonly ((s: Stores & Moment) => Promise<number>)[] = [
    (s) => s.operations.pruneAttempts(s.at - tracesMs, STEP),
    (s) => s.moduleQueue.prune(s.at - operationsMs, STEP),
    (s) => s.operations.prune(s.at - operationsMs, STEP),
  ]

  /** Ends early when `stopping` says so. */
  return async function prune(stopping: () => boolean = () => false): Promise<void> {
    for (const step of steps) while (!stopping() && (await within(step)) === STEP) await new Promise(setImmediate)
  }
}
