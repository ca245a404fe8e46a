import type { Clock } from '../base/clock.ts'
import type { Transaction } from '../base/transaction.ts'
import { accessStore } from './access/access.ts'
import { bulkStore } from './bulk/bulk.ts'
import { catalogStore } from './catalog/catalog.ts'
import { clientStore } from './clients/clients.ts'
import { dutyStore } from './duties/duties.ts'
import type { Database, Queries } from './engine/database.ts'
import { eventStore } from './events/events.ts'
import { settingStore } from './events/settings.ts'
import { fileStore } from './files/files.ts'
import { holdStore } from './hold/hold.ts'
import { jobStore } from './jobs/jobs.ts'
import { keyStore } from './keys/keys.ts'
import { nodeStore } from './keys/nodes.ts'
import { sealedStore } from './keys/sealed.ts'
import { nodeNameStore } from './nodes/node-names.ts'
import { noticeStore } from './notices/notices.ts'
import { outboundStore } from './outbound/outbound.ts'
import { actionStore } from './projects/actions.ts'
import { projectFileStore } from './projects/project-files.ts'
import { projectSettingStore } from './projects/project-settings.ts'
import { projectStore } from './projects/projects.ts'
import { threadStore } from './projects/threads.ts'
import { ticketLinkStore } from './projects/ticket-links.ts'
import { timeLogStore } from './projects/time-logs.ts'
import { timesheetWeekStore } from './projects/timesheet-weeks.ts'
import { topicStore } from './projects/topics.ts'
import { moduleQueueStore } from './provisioning/module-queue.ts'
import { operationStore } from './provisioning/operations.ts'
import { addonStore } from './services/addons.ts'
import { domainStore } from './services/domains.ts'
import { holdingStore } from './services/holdings.ts'
import { orderStore } from './services/orders.ts'
import { serviceStore } from './services/services.ts'
import { supportStore } from './support/support.ts'
import { webhookStore } from './webhooks/webhooks.ts'

/** Every store, bound to one connection or transaction. */
function makeStores(q: Queries, database?: Database, now?: () => number) {
  return {
    access: accessStore(q, now),
    actions: actionStore(q),
    addons: addonStore(q, database),
    bulk: bulkStore(q),
    catalog: catalogStore(q),
    clients: clientStore(q, database),
    domains: domainStore(q, database),
    duties: dutyStore(q, now),
    events: eventStore(q),
    files: fileStore(q),
    hold: holdStore(q),
    holdings: holdingStore(q),
    keys: keyStore(q),
    jobs: jobStore(q, { database, now }),
    moduleQueue: moduleQueueStore(q, database),
    nodeNames: nodeNameStore(q),
    nodes: nodeStore(q),
    notices: noticeStore(q),
    operations: operationStore(q),
    orders: orderStore(q),
    outbound: outboundStore(q),
    projectFiles: projectFileStore(q),
    projects: projectStore(q, database),
    projectSettings: projectSettingStore(q),
    sealed: sealedStore(q),
    services: serviceStore(q, database),
    settings: settingStore(q),
    support: supportStore(q, database),
    threads: threadStore(q),
    ticketLinks: ticketLinkStore(q),
    timeLogs: timeLogStore(q, database),
    timesheetWeeks: timesheetWeekStore(q),
    topics: topicStore(q),
    webhooks: webhookStore(q),
  }
}

export type Stores = ReturnType<typeof makeStores>

/** `read` sees what was acknowledged; `transaction` writes, all or nothing. Jobs, duties and guesses go by the database's clock unless told otherwise. */
export function bindStores(
  database: Database,
  clock: Clock,
  jobClock?: Clock,
): { read: Stores; transaction: Transaction<Stores> } {
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
    transaction: (work) => database.transaction((queries) => work({ ...storesOf(queries), at: clock.now() })),
  }
}
