import { inSteps } from '../../base/housekeeping.ts'
import type { Transaction, Tx } from '../../base/transaction.ts'
import type { AccessStores } from '../store.ts'
import { ACCOUNT_WINDOW_MS } from './attempt-limits.ts'

type Stores = Pick<AccessStores, 'access'>

const DAY_MS = 86_400_000
/** Whoever was not seen for so long is new again. */
const KNOWN_FOR_MS = 90 * DAY_MS
/** Rows that strangers can make, and rows of those who were right from ever new addresses. */
const MOST = 100_000
/** Rows of one step: a few milliseconds, between which others get their turn. */
const STEP = 200

/** Removes wrong guesses that count no more and callers who are long gone, in small steps. Any number of processes may. */
export function makeAttemptPruning(
  { transaction }: { transaction: Transaction<Stores> },
  { windowMs }: { windowMs: number },
) {
  const keptMs = Math.max(windowMs, ACCOUNT_WINDOW_MS)
  const steps: readonly ((tx: Tx<Stores>) => Promise<number>)[] = [
    async ({ access: { attempts } }) => attempts.prune((await attempts.now()) - keptMs, STEP),
    ({ access: { attempts } }) => attempts.pruneBeyond(MOST, STEP),
    async ({ access: { attempts, callers } }) => callers.prune((await attempts.now()) - KNOWN_FOR_MS, STEP),
    ({ access: { callers } }) => callers.pruneBeyond(MOST, STEP),
  ]

  /** Ends early when `stopping` says so. */
  return async function prune(stopping?: () => boolean): Promise<void> {
    for (const step of steps) await inSteps(STEP, () => transaction(step), stopping)
  }
}
