import type { AccessStores } from '../access/store.ts'
import type { Transaction, Tx } from '../base/transaction.ts'
import type { ProjectStores } from '../projects/parts.ts'
import type { ProvisioningTools } from '../provisioning/parts.ts'
import type { BulkStore } from './store.ts'

export type BulkStores = AccessStores & ProjectStores & { bulk: BulkStore }

/** What the verbs of this room write in. */
export type BulkTx = Tx<BulkStores>

export type BulkParts = ProvisioningTools & {
  read: BulkStores
  transaction: Transaction<BulkStores>
}
