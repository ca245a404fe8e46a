import type { Actor } from '../access/actor.ts'
import type { Tx } from '../base/transaction.ts'
import type { ServiceStores } from './parts.ts'

/**
 * Tells that a person has written another status into a record, or is about to delete it, in the same transaction.
 * Provisioning gives it: older commands that say otherwise end. Without it nobody is told.
 */
export type OnDesiredStateChanged<S extends ServiceStores> = (
  tx: Tx<S>,
  item: { type: 'service' | 'addon' | 'domain'; id: number },
  /** The status that it has now, or `deleted`. */
  status: string,
  actor: Actor,
) => Promise<void>
