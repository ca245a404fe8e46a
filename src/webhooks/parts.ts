import type { AccessStores } from '../access/store.ts'
import type { Clock } from '../base/clock.ts'
import type { SecretBox } from '../base/secrets/secrets.ts'
import type { Transaction, Tx } from '../base/transaction.ts'
import type { Sealer } from '../events/sealer.ts'
import type { Feed } from '../feed/feed.ts'
import type { GuardedHttp } from '../guarded-http/guarded-http.ts'
import type { Queue } from '../jobs/queue.ts'
import type { JobStores } from '../jobs/store.ts'
import type { WebhookStore } from './store.ts'

export type WebhookStores = AccessStores & JobStores & { webhooks: WebhookStore }
export type WebhookTx = Tx<WebhookStores>

export type WebhookParts = {
  read: WebhookStores
  transaction: Transaction<WebhookStores>
  clock: Clock
  secrets: SecretBox
  queue: Queue
  /** Which events somebody may know of. */
  seen: Feed['seen']
  sealer: Pick<Sealer, 'settle' | 'bounds'>
  http: GuardedHttp
  /** Addresses that are not public and may be told all the same. */
  allow: readonly string[]
}
