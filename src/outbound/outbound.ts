import { makeChange, makeVersionedCache } from '../base/versioned-cache.ts'
import { makeAccounts } from './accounts/accounts.ts'
import { makeAuthentication } from './accounts/authenticate.ts'
import type { OutboundParts, VerbParts } from './parts.ts'
import { makePurgePreviews } from './queues/purge-previews.ts'
import { makeQueues } from './queues/queues.ts'
import { makeServiceCache } from './services/service-cache.ts'
import { makeServiceChanges } from './services/service-changes.ts'
import { makeServices } from './services/services.ts'
import { makeStarts } from './starts/starts.ts'
import { makeWorkers } from './starts/workers.ts'
import type { OutboundStores } from './store.ts'

/** Outbound services: who may start them, what waits, and what became of it. */
export function makeOutbound(parts: OutboundParts) {
  const { read, transaction, clock, attempts, key } = parts
  const memory = makeVersionedCache({ readVersion: () => read.outbound.version(), clock })
  const change = makeChange<OutboundStores>(transaction, (tx) => tx.outbound.moveVersion(), memory)
  const shared: VerbParts = { ...parts, change, known: makeServiceCache({ read, memory }) }
  return {
    authentication: makeAuthentication({ read, clock, memory, attempts, key }),
    accounts: makeAccounts(shared),
    services: makeServices(shared),
    scheduledChanges: makeServiceChanges(shared),
    starts: makeStarts(shared),
    queues: makeQueues(shared),
    purgePreviews: makePurgePreviews(shared),
    workers: makeWorkers(shared),
  }
}

export type Outbound = ReturnType<typeof makeOutbound>
