import type { Clock } from '../base/clock.ts'
import type { SecretBox } from '../base/secrets/secrets.ts'
import type { Transaction, Tx } from '../base/transaction.ts'
import type { WallClock } from '../base/wall-clock.ts'
import type { Queue } from '../jobs/queue.ts'
import type { JobStores } from '../jobs/store.ts'
import type { ServiceStores } from '../services/parts.ts'
import type { Reports } from './operations/reports.ts'
import type { Policy } from './operations/retry-policy.ts'
import type { Registry } from './panel/registry.ts'
import type { ModuleQueueStore, OperationStore } from './store.ts'

export type ProvisioningStores = ServiceStores &
  JobStores & { moduleQueue: ModuleQueueStore; operations: OperationStore }

/** What the verbs of this room write in. */
export type ProvisioningTx = Tx<ProvisioningStores>

/** What verbs need beside the stores. */
export type ProvisioningTools = {
  queue: Queue
  registry: Registry
  secrets: SecretBox
  wallClock: WallClock
  clock: Clock
  policy: Policy
  /** Tells ours from the accounts of another installation on the same panel. */
  installation: string
  reports: Reports
}

export type ProvisioningParts = ProvisioningTools & {
  read: ProvisioningStores
  transaction: Transaction<ProvisioningStores>
}
