import type { Attempts } from '../access/sign-in/attempts.ts'
import type { Clock } from '../base/clock.ts'
import type { Transaction, Tx } from '../base/transaction.ts'
import type { Queue } from '../jobs/queue.ts'
import type { ServiceCache } from './services/service-cache.ts'
import type { OutboundStores } from './store.ts'

/** What the verbs of this room write in. */
export type OutboundTx = Tx<OutboundStores>

/** What the verbs of this room are made of. */
export type OutboundParts = {
  read: OutboundStores
  transaction: Transaction<OutboundStores>
  queue: Queue
  clock: Clock
  /** Where sign-ins are looked at. */
  attempts: Attempts
  /** Digests keys and passwords, and signs sessions: useless to who has the database alone. */
  key: Buffer
  /** Eight hex digits that tell this node's references from those of others. */
  node: string
  /** Aborted once nothing more is to be begun here; never, when left out. */
  draining?: AbortSignal | undefined
}

/** The same with what they share: `change` is `transaction` for what is remembered. */
export type VerbParts = OutboundParts & { change: Transaction<OutboundStores>; known: ServiceCache }
