import { inSteps } from '../../base/housekeeping.ts'
import type { Transaction, Tx } from '../../base/transaction.ts'
import type { AccessStores } from '../store.ts'
import type { SessionLimits } from './session.ts'

type Stores = Pick<AccessStores, 'access'>

/** Rows of one step: a few milliseconds, between which others get their turn. */
const STEP = 200

/** Removes sessions that are over and challenges that nobody can show any more, in small steps. */
export function makeSessionPruning({ transaction }: { transaction: Transaction<Stores> }, { idleMs }: SessionLimits) {
  const steps: readonly ((tx: Tx<Stores>) => Promise<number>)[] = [
    ({ access: { sessions }, at }) => sessions.prune({ expired: at, usedBefore: at - idleMs }, STEP),
    ({ access: { secondFactors }, at }) => secondFactors.prune(at, STEP),
  ]
  return async function prune(stopping?: () => boolean): Promise<void> {
    for (const step of steps) await inSteps(STEP, () => transaction(step), stopping)
  }
}
