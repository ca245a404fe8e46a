import { inSteps } from '../../base/housekeeping.ts'
import type { Transaction, Tx } from '../../base/transaction.ts'
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
export function makePruning(
  { transaction }: { transaction: Transaction<Stores> },
  { tracesMs, operationsMs }: Keeping,
) {
  const steps: readonly ((tx: Tx<Stores>) => Promise<number>)[] = [
    (tx) => tx.operations.pruneAttempts(tx.at - tracesMs, STEP),
    (tx) => tx.moduleQueue.prune(tx.at - operationsMs, STEP),
    (tx) => tx.operations.prune(tx.at - operationsMs, STEP),
  ]

  /** Ends early when `stopping` says so. */
  return async function prune(stopping?: () => boolean): Promise<void> {
    for (const step of steps) await inSteps(STEP, () => transaction(step), stopping)
  }
}
