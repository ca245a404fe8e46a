import { inSteps } from '../../base/housekeeping.ts'
import type { IntervalTask } from '../../base/interval.ts'
import type { Transaction } from '../../base/transaction.ts'
import type { ModuleQueueStore } from '../store.ts'

/** Changes of one step: a few milliseconds, between which others get their turn. */
const STEP = 500

/** What changed of the tallies is put together, so that little is added up to read them. Any number of processes may do it. */
export const makeTallyFolding =
  ({ transaction }: { transaction: Transaction<{ moduleQueue: ModuleQueueStore }> }): IntervalTask =>
  (stopping) =>
    inSteps(STEP, () => transaction((tx) => tx.moduleQueue.foldTallies(STEP)), stopping)
