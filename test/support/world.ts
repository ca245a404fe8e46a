import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { onTestFinished } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import type { Minor } from '../../src/base/money.ts'
import { openSecretBox } from '../../src/base/secrets/secrets.ts'
import type { Tx } from '../../src/base/transaction.ts'
import { makeWallClock } from '../../src/base/wall-clock.ts'
import { makeCatalog } from '../../src/catalog/catalog.ts'
import { makeClients, type NewClientInput } from '../../src/clients/clients.ts'
import { makeRegistry } from '../../src/provisioning/panel/registry.ts'
import { makeSecretSettings } from '../../src/provisioning/panel/secret-settings.ts'
import { catalogStore } from '../../src/storage/catalog/catalog.ts'
import { clientStore } from '../../src/storage/clients/clients.ts'
import type { Database, Queries } from '../../src/storage/engine/database.ts'
import { openDatabase } from '../../src/storage/engine/open.ts'
import { migrate } from '../../src/storage/engine/schema/migrate.ts'
import { sql } from '../../src/storage/engine/sql.ts'
import { eventStore } from '../../src/storage/events/events.ts'
import { fixedClock } from './clock.ts'
import type { Engine, Template } from './databases.ts'
import { scratchName } from './scratch.ts'

export const NOW = Date.UTC(2026, 1, 3, 10, 11, 12)

/** The verbs of clients and catalog over an empty database, closed when the test ends. */
export async function openWorld(database?: Database) {
  const shelf = database ?? (await openScratch())
  const clock = fixedClock(NOW)
  const storesOf = (q: Queries, streaming?: Database) => ({
    catalog: catalogStore(q),
    clients: clientStore(q, streaming),
    events: eventStore(q),
  })
  const parts = {
    read: storesOf(shelf.reader, shelf),
    transaction: <T>(work: (tx: Tx<ReturnType<typeof storesOf>>) => Promise<T>) =>
      shelf.transaction((q) => work({ ...storesOf(q), at: clock.now() })),
    wallClock: makeWallClock('UTC'),
    secrets: openSecretBox({ key: randomBytes(32) }),
    secretSettings: makeSecretSettings(makeRegistry([])),
    passwords: { hash: async (md5: string) => `hashed ${md5}` },
    holdings: { end: async () => {}, delete: async () => {} },
  }
  return { ...parts, storesOf, database: shelf, clock, clients: makeClients(parts), catalog: makeCatalog(parts) }
}

async function openScratch(): Promise<Database> {
  const folder = mkdtempSync(scratchName('world'))
  const database = await openDatabase(folder, '')
  onTestFinished(async () => {
    await database.close()
    rmSync(folder, { recursive: true })
  })
  await migrate(database)
  return database
}

export type World = Awaited<ReturnType<typeof openWorld>>

/** A form that lacks nothing. */
export const ada: NewClientInput = {
  firstName: 'Ada',
  lastName: 'Lovelace',
  companyName: 'Analytical Engines',
  email: 'ada@example.com',
  address1: '12 St James Square',
  city: 'London',
  state: 'London',
  postcode: 'SW1Y 4JH',
  country: 'GB',
  phoneNumber: '+44 20 7946 0000',
}

/** What happened so far, oldest first. */
export async function happenings(world: World) {
  return world.read.events.unsealed(1000)
}

/** A world with one currency and nothing else. */
export async function openWorldWithCurrency() {
  const world = await openWorld()
  await world.clients.currencies.create(SYSTEM, DOLLAR)
  return world
}

/** Dollars a month, in cents. */
export const price = (amount: number) =>
  ({ currencyId: 1, cycle: 'monthly', setupMinor: 0 as Minor, priceMinor: amount as Minor }) as const

/** The same with two servers, a group of the first, two product groups with two products in the first, and one of all else. */
export async function openWorldWithCatalog() {
  const world = await openWorldWithCurrency()
  const { catalog } = world
  await catalog.servers.create(SYSTEM, { name: 'one', module: 'demo' })
  await catalog.servers.create(SYSTEM, { name: 'two', module: 'demo' })
  await catalog.serverGroups.create(SYSTEM, { name: 'both', fill: 'least-full', serverIds: [1] })
  await catalog.productGroups.create(SYSTEM, { name: 'Hosting' })
  await catalog.productGroups.create(SYSTEM, { name: 'Voice' })
  await catalog.products.create(SYSTEM, { groupId: 1, name: 'Starter' })
  await catalog.products.create(SYSTEM, { groupId: 1, name: 'Plus' })
  await catalog.addonDefinitions.create(SYSTEM, { name: 'Backup', payType: 'recurring', prices: [price(400)] })
  await catalog.customFields.create(SYSTEM, { owner: 'client', name: 'Found us', kind: 'dropdown', choices: ['Web'] })
  await catalog.configOptions.create(SYSTEM, {
    name: 'Disk',
    kind: 'dropdown',
    productIds: [1],
    choices: [{ name: '10 GB', prices: [price(100)] }, { name: '20 GB' }],
  })
  return world
}

const DOLLAR = { code: 'USD', prefix: '$', suffix: ' USD' }

const WITH_CURRENCY: Template = {
  name: 'world',
  async prepare({ dataDir, url }) {
    const database = await openDatabase(dataDir, url ?? '')
    await migrate(database)
    const { clients } = await openWorld(database)
    await clients.currencies.create(SYSTEM, DOLLAR)
    await database.close()
  },
}

/** The same on an engine, closed and dropped when the work is done. */
export async function withWorld<T>(engine: Engine, work: (world: World) => Promise<T>): Promise<T> {
  const place = await engine.fresh(WITH_CURRENCY)
  const database = await openDatabase(place.dataDir, place.url ?? '')
  try {
    // Opening connections takes longer than most transactions: with all of them open, what starts at once runs at once.
    await Promise.all(Array.from({ length: 10 }, () => database.transaction((q) => q.get(sql`SELECT 1`))))
    return await work(await openWorld(database))
  } finally {
    await database.close()
    await place.drop()
  }
}
