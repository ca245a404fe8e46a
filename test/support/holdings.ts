import type { CalendarDate } from '../../src/base/calendar.ts'
import type { Minor } from '../../src/base/money.ts'
import { NEW_PREFERENCES } from '../../src/clients/client.ts'
import type { NewClient } from '../../src/clients/store.ts'
import { BLANK_ADDON, BLANK_DOMAIN, BLANK_ORDER, BLANK_SERVICE } from '../../src/services/blank.ts'
import type { NewAddon, NewDomain, NewOrder, NewService } from '../../src/services/store.ts'
import { clientStore } from '../../src/storage/clients/clients.ts'
import type { Database, Queries } from '../../src/storage/engine/database.ts'
import { openDatabase } from '../../src/storage/engine/open.ts'
import { migrate } from '../../src/storage/engine/schema/migrate.ts'
import { insertValues, type Sql, sql, type Value } from '../../src/storage/engine/sql.ts'
import { moduleQueueStore } from '../../src/storage/provisioning/module-queue.ts'
import { addonStore } from '../../src/storage/services/addons.ts'
import { domainStore } from '../../src/storage/services/domains.ts'
import { orderStore } from '../../src/storage/services/orders.ts'
import { serviceStore } from '../../src/storage/services/services.ts'
import type { Engine, Template } from './databases.ts'

export const AT = Date.UTC(2026, 1, 3, 10, 11, 12)

/** The stores of what clients hold, over a database with clients 1-3, products 1-3, servers 1-2 and add-ons 1-2. */
export async function withHoldings<T>(engine: Engine, work: (holdings: Holdings) => Promise<T>): Promise<T> {
  const place = await engine.fresh(CATALOG)
  const database = await openDatabase(place.dataDir, place.url ?? '')
  try {
    return await work({
      database,
      read: storesOf(database.reader, database),
      transaction: (change) => database.transaction((q) => change(storesOf(q), q)),
    })
  } finally {
    await database.close()
    await place.drop()
  }
}

export type Holdings = {
  database: Database
  read: HoldingStores
  transaction<T>(change: (tx: HoldingStores, q: Queries) => Promise<T>): Promise<T>
}
type HoldingStores = ReturnType<typeof storesOf>

const storesOf = (q: Queries, database?: Database) => ({
  services: serviceStore(q, database),
  addons: addonStore(q, database),
  domains: domainStore(q),
  orders: orderStore(q),
  moduleQueue: moduleQueueStore(q),
})

const CATALOG: Template = {
  name: 'holdings',
  async prepare({ dataDir, url }) {
    const database = await openDatabase(dataDir, url ?? '')
    await migrate(database)
    await database.transaction(fillCatalog)
    await database.close()
  },
}

async function fillCatalog(q: Queries): Promise<void> {
  const put = (table: Sql, row: Record<string, Value>) => q.run(sql`INSERT INTO ${table} ${insertValues(row)}`)
  await put(sql`currencies`, { id: 1, code: 'USD', prefix: '$', suffix: ' USD', is_default: 1 })
  for (const [id, firstName, lastName] of [
    [1, 'Ada', 'Lovelace'],
    [2, 'Grace', 'Hopper'],
    [3, 'Mary', 'Somerville'],
  ] as const)
    await clientStore(q).insert(someClient({ id, firstName, lastName }), AT)
  await put(sql`payment_methods`, { module: 'paypal', display_name: 'PayPal' })
  await put(sql`payment_methods`, { module: 'banktransfer', display_name: 'Bank Transfer' })
  await put(sql`product_groups`, { id: 1, name: 'Shared Hosting', slug: 'shared' })
  for (const [id, name, type] of [
    [1, 'Starter', 'hostingaccount'],
    [2, 'Plus', 'hostingaccount'],
    [3, 'Root Server', 'server'],
  ] as const)
    await put(sql`products`, {
      id,
      group_id: 1,
      type,
      name,
      slug: `p${id}`,
      pay_type: 'recurring',
      auto_setup: 'never',
      created_at: AT,
      updated_at: AT,
    })
  for (const id of [1, 2])
    await put(sql`servers`, {
      id,
      name: `web${id}`,
      hostname: `web${id}.example.com`,
      ip_address: `192.0.2.${id}`,
      module: 'demopanel',
      module_folded: 'demopanel',
      created_at: AT,
      updated_at: AT,
    })
  for (const [id, name] of [
    [1, 'Daily Backup'],
    [2, 'Support Plan'],
  ] as const)
    await put(sql`addon_definitions`, { id, name, pay_type: 'recurring', auto_setup: 'never' })
}

function someClient({ id, ...over }: { id: number } & Partial<NewClient>): NewClient {
  return {
    id,
    uuid: `uuid-${id}`,
    firstName: 'Ada',
    lastName: 'Lovelace',
    companyName: '',
    email: `client${id}@example.com`,
    address1: '12 St James Square',
    address2: '',
    city: 'London',
    state: 'London',
    postcode: 'SW1Y 4JH',
    country: 'GB',
    phoneNumber: '',
    taxId: '',
    currencyId: 1,
    groupId: null,
    status: 'Active',
    language: '',
    notes: '',
    paymentMethod: '',
    creditMinor: minor(0),
    preferences: NEW_PREFERENCES,
    customFields: {},
    createdOn: date('2026-02-03'),
    lastLoginAddress: '',
    ...over,
  }
}

export const date = (text: string) => text as CalendarDate
export const minor = (amount: number) => amount as Minor

export const someService = (over: Partial<NewService> = {}): NewService => ({
  ...BLANK_SERVICE,
  clientId: 1,
  productId: 1,
  status: 'Active',
  domain: 'demodomain.com',
  username: 'demodoma',
  paymentMethod: 'paypal',
  billingCycle: 'monthly',
  firstPayment: minor(1295),
  recurring: minor(1295),
  registeredOn: date('2026-02-03'),
  nextDueOn: date('2026-03-03'),
  ...over,
})

export const someAddon = (over: Partial<NewAddon> = {}): NewAddon => ({
  ...BLANK_ADDON,
  clientId: 1,
  serviceId: 1,
  recurring: minor(400),
  billingCycle: 'monthly',
  status: 'Active',
  registeredOn: date('2026-02-03'),
  paymentMethod: 'paypal',
  ...over,
})

export const someDomain = (over: Partial<NewDomain> = {}): NewDomain => ({
  ...BLANK_DOMAIN,
  clientId: 1,
  kind: 'Register',
  name: 'demodomain.com',
  firstPayment: minor(1000),
  recurring: minor(1200),
  paymentMethod: 'paypal',
  status: 'Active',
  ...over,
})

export const someOrder = (over: Partial<NewOrder> = {}): NewOrder => ({
  ...BLANK_ORDER,
  orderNumber: null,
  clientId: 1,
  orderedAt: AT,
  status: 'Pending',
  amount: minor(1295),
  paymentMethod: 'paypal',
  ...over,
})
