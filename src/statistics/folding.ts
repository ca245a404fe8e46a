import { inSteps } from '../base/housekeeping.ts'
import type { IntervalTask } from '../base/interval.ts'
import type { Transaction } from '../base/transaction.ts'
import type { JobStores } from '../jobs/store.ts'
import type { ModuleQueueStore } from '../provisioning/store.ts'
import { keptFrom, longerSteps, STEP_MS, STEPS, type StatisticsKeeping } from './keeping.ts'

type Stores = JobStores & { moduleQueue: ModuleQueueStore }
type FoldingParts = { read: JobStores; transaction: Transaction<Stores>; keep: StatisticsKeeping }

/** Rows of one transaction: a few milliseconds, between which others get their turn. */
const AT_ONCE = 500

/**
 * Counts that are too old for their step are put together to longer ones, and the oldest are forgotten What is counted
 * stands in one row at any time, so that any number of processes may do it, and one that is killed loses nothing.
 */
export function makeFolding({ read, transaction, keep }: FoldingParts): IntervalTask {
  return async (stopping) => {
    const now = await read.jobs.now()
    for (const step of STEPS) {
      const [longer] = longerSteps(step)
      const move = [STEP_MS[step], longer ? STEP_MS[longer] : null, keptFrom(step, keep, now), AT_ONCE] as const
      await inSteps(AT_ONCE, () => transaction((tx) => tx.jobs.counts.fold(...move)), stopping)
      await inSteps(AT_ONCE, () => transaction((tx) => tx.moduleQueue.foldSettleTimes(...move)), stopping)
    }
  }
}
