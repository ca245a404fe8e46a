import type { Clock } from '../base/clock.ts'
import type { Within } from '../base/transaction.ts'
import { accessStore } from './access.ts'
import { actionStore } from './actions.ts'
import { addonStore } from './addons.ts'
import { catalogStore } from './catalog.ts'
import { clientStore } from './clients.ts'
import type { Database, Queries } from './database.ts'
import { domainStore } from './domains.ts'
import { eventStore } from './events.ts'
import { fileStore } from './files.ts'
import { holdingStore } from './holdings.ts'
import { jobStore } from './jobs.ts'
import { operationStore } from './module-operations.ts'
import { orderStore } from './orders.ts'
import { outboundStore } from './outbound.ts'
import { projectFileStore } from './project-files.ts'
import { projectSettingStore } from './project-settings.ts'
import { projectStore } from './projects.ts'
import { moduleQueueStore } from './provisioning.ts'
import { serviceStore } from './services.ts'
import { settingStore } from './settings.ts'
import { supportStore } from './support.ts'
import { threadStore } from './threads.ts'
import { ticketLinkStore } from './ticket-links.ts'
import { timeLogStore } from './time-logs.ts'
import { topicStore } from './topics.ts'

/** Every store, bound to one connection or transaction. */
export function makeStores(q: Queries, database?: Database, now?: () => number) {
  return {
    access: accessStore(q, now),
    actions: actionStore(q),
    addons: addonStore(q, database),
    catalog: catalogStore(q),
    clients: clientStore(q, database),
    domains: domainStore(q, database),
    events: eventStore(q),
    files: fileStore(q),
    holdings: holdingStore(q),
    jobs: jobStore(q, { database, now }),
    moduleQueue: moduleQueueStore(q),
    operations: operationStore(q),
    orders: orderStore(q),
    outbound: outboundStore(q),
    projectFiles: projectFileStore(q),
    projects: projectStore(q, database),
    projectSettings: projectSettingStore(q),
    services: serviceStore(q, database),
    settings: settingStore(q),
    support: supportStore(q, database),
    threads: threadStore(q),
    ticketLinks: ticketLinkStore(q),
    timeLogs: timeLogStore(q, database),
    topics: topicStore(q),
  }
}

export type Stores = ReturnType<typeof makeStores>

/** `read` sees what was acknowledged; `within` writes, all or nothing. Jobs and guesses go by the database's clock unless told otherwise. */
export function bindStores(
  database: Database,
  clock: Clock,
  jobClock?: Clock,
): { read: Stores; within: Within<Stores> } {
  const bound = new WeakMap<Queries, Stores>()
  const storesOf = (queries: Queries): Stores => {
    let stores = bound.get(queries)
    if (!stores) {
      stores = makeStores(queries, undefined, jobClock?.now)
      bound.set(queries, stores)
    }
    return stores
  }
  return {
    read: makeStores(database.reader, database, jobClock?.now),
    within: (work) => database.within((queries) => work({ ...storesOf(queries), at: clock.now() })),
  }
}
