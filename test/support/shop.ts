import { randomBytes } from 'node:crypto'
import { onTestFinished } from 'vitest'
import { type Actor, SYSTEM } from '../../src/access/actor.ts'
import { expandPermissions } from '../../src/access/permissions.ts'
import type { Minor } from '../../src/base/money.ts'
import { openSecretBox } from '../../src/base/secrets/secrets.ts'
import { makeWallClock } from '../../src/base/wall-clock.ts'
import { makeCatalog } from '../../src/catalog/catalog.ts'
import type { Cycle } from '../../src/catalog/cycle.ts'
import { makeClients } from '../../src/clients/clients.ts'
import { makeRegistry } from '../../src/provisioning/panel/registry.ts'
import { makeSecretSettings } from '../../src/provisioning/panel/secret-settings.ts'
import { makeModuleQueue } from '../../src/provisioning/queue/module-queue.ts'
import { makeAddons } from '../../src/services/addons/addons.ts'
import { makeDomains } from '../../src/services/domains/domains.ts'
import type { EnqueueProvisioning } from '../../src/services/orders/accept.ts'
import { makeOrders } from '../../src/services/orders/orders.ts'
import { makeServices } from '../../src/services/services.ts'
import { openDatabase } from '../../src/storage/engine/open.ts'
import { migrate } from '../../src/storage/engine/schema/migrate.ts'
import { bindStores, type Stores } from '../../src/storage/stores.ts'
import { fixedClock } from './clock.ts'
import type { Engine, Place, Template } from './databases.ts'
import { sqlite } from './databases-sqlite.ts'
import { ada } from './world.ts'

/** 2026-02-03, in the afternoon; in the zone of the shop it is the next day already. */
export const NOW = Date.UTC(2026, 1, 3, 15, 30, 0)
export const TODAY = '2026-02-04'

/**
 * The verbs of what clients hold, over a small shop: clients 1-3 (3 is closed), products and add-ons of every kind, two
 * servers in a group, and payment methods of which `oldpay` is no longer offered. Closed when the test ends.
 */
export async function openShop(
  engine: Pick<Engine, 'fresh'> = sqlite,
  { enqueueProvisioning }: { enqueueProvisioning?: EnqueueProvisioning<Stores> } = {},
) {
  const place = await engine.fresh(SHOP)
  const shop = await bindShop(place, enqueueProvisioning)
  onTestFinished(async () => {
    await shop.database.close()
    await place.drop()
  })
  return shop
}

export type Shop = Awaited<ReturnType<typeof openShop>>

async function bindShop({ dataDir, url }: Place, enqueueProvisioning?: EnqueueProvisioning<Stores>) {
  const database = await openDatabase(dataDir, url ?? '')
  const clock = fixedClock(NOW)
  const { read, transaction } = bindStores(database, clock, clock)
  const parts = {
    read,
    transaction,
    wallClock: makeWallClock('Asia/Tokyo'),
    secrets: openSecretBox({ key: randomBytes(32) }),
    secretSettings: makeSecretSettings(makeRegistry([])),
    passwords: { hash: async (md5: string) => `hashed ${md5}` },
    holdings: { end: async () => {}, delete: async () => {} },
    ...(enqueueProvisioning && { enqueueProvisioning }),
  }
  return {
    ...parts,
    database,
    clock,
    clients: makeClients(parts),
    catalog: makeCatalog(parts),
    services: makeServices(parts),
    addons: makeAddons(parts),
    domains: makeDomains(parts),
    orders: makeOrders(parts),
    moduleQueue: makeModuleQueue(parts),
    /** The events since the shop opened, oldest first. */
    happenings: async () => (await read.events.unsealed(10_000)).filter(({ at }) => at >= NOW),
  }
}

/** Somebody who may do only this. */
export const only = (...permissions: string[]): Actor => ({ ...SYSTEM, permissions: expandPermissions(permissions) })

export const nobody = only()

export const minor = (amount: number) => amount as Minor

const prices = (...list: [cycle: Cycle, price: number, setup?: number][]) =>
  list.flatMap(([cycle, price, setup = 0]) =>
    [1, 2].map((currencyId) => ({
      currencyId,
      cycle,
      priceMinor: minor(price * currencyId),
      setupMinor: minor(setup * currencyId),
    })),
  )

const SHOP: Template = {
  name: 'shop',
  async prepare(place) {
    const database = await openDatabase(place.dataDir, place.url ?? '')
    await migrate(database)
    await database.close()
    const { clients, catalog, database: shop, clock } = await bindShop(place)
    clock.advance(-86_400_000)
    await clients.currencies.create(SYSTEM, { code: 'USD', prefix: '$', suffix: ' USD' })
    await clients.currencies.create(SYSTEM, { code: 'EUR', prefix: '', suffix: ' EUR' })
    await clients.create(SYSTEM, ada)
    await clients.create(SYSTEM, {
      ...ada,
      firstName: 'Grace',
      lastName: 'Hopper',
      email: 'grace@example.com',
      currencyId: 2,
    })
    await clients.create(SYSTEM, { ...ada, firstName: 'Mary', email: 'mary@example.com', status: 'Closed' })
    await clients.contacts.create(SYSTEM, 1, { firstName: 'Charles', email: 'charles@example.com' })
    await catalog.paymentMethods.replace(SYSTEM, [{ module: 'oldpay', displayName: 'Old Pay' }])
    await catalog.paymentMethods.replace(SYSTEM, [
      { module: 'paypal', displayName: 'PayPal' },
      { module: 'banktransfer', displayName: 'Bank Transfer' },
    ])
    for (const name of ['web1', 'web2'])
      await catalog.servers.create(SYSTEM, { name, module: 'demopanel', maxAccounts: 10 })
    await catalog.serverGroups.create(SYSTEM, { name: 'Web', fill: 'least-full', serverIds: [1, 2] })
    await catalog.productGroups.create(SYSTEM, { name: 'Hosting' })

    const product = { groupId: 1, payType: 'recurring' } as const
    const panel = { module: 'demopanel', serverGroupId: 1, autoSetup: 'accepted' } as const
    await catalog.products.create(SYSTEM, {
      ...product,
      name: 'Plain',
      allowQuantity: true,
      prices: prices(['monthly', 1295, 500], ['annually', 12000]),
    })
    await catalog.products.create(SYSTEM, { ...product, ...panel, name: 'Hosted', prices: prices(['monthly', 995]) })
    await catalog.products.create(SYSTEM, {
      ...product,
      ...panel,
      name: 'By hand',
      autoSetup: 'never',
      prices: prices(['quarterly', 3000]),
    })
    await catalog.products.create(SYSTEM, {
      ...product,
      name: 'Scarce',
      payType: 'free',
      stockControl: true,
      stock: 3,
      allowQuantity: true,
    })
    await catalog.products.create(SYSTEM, {
      ...product,
      name: 'Once',
      payType: 'onetime',
      prices: prices(['onetime', 700, 50]),
    })

    const addon = { payType: 'recurring' } as const
    await catalog.addonDefinitions.create(SYSTEM, {
      ...addon,
      name: 'Backup',
      allowQuantity: true,
      tax: true,
      prices: prices(['monthly', 400, 100], ['annually', 4000]),
    })
    await catalog.addonDefinitions.create(SYSTEM, {
      ...addon,
      ...panel,
      name: 'Mailbox',
      prices: prices(['monthly', 200]),
    })
    await catalog.addonDefinitions.create(SYSTEM, { ...addon, name: 'For Hosted', productIds: [2], payType: 'free' })

    const field = { owner: 'product', ownerId: 1 } as const
    await catalog.customFields.create(SYSTEM, { ...field, name: 'Colour', kind: 'dropdown', choices: ['red', 'blue'] })
    await catalog.customFields.create(SYSTEM, { ...field, name: 'PIN', kind: 'password', required: true })
    await catalog.configOptions.create(SYSTEM, {
      name: 'Disk',
      kind: 'dropdown',
      choices: [
        { name: '10 GB', prices: [] },
        { name: '50 GB', prices: prices(['monthly', 300]) },
      ],
      productIds: [1],
    })
    await catalog.configOptions.create(SYSTEM, {
      name: 'Addresses',
      kind: 'quantity',
      maxQuantity: 8,
      choices: [{ name: 'Address', prices: prices(['monthly', 100]) }],
      productIds: [1],
    })
    await shop.close()
  },
}
