import { expect, it } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { ada, type Desk, NOW, withDesk } from '../../../test/support/desk.ts'
import { someAddon, someService } from '../../../test/support/holdings.ts'
import { SYSTEM } from '../../access/actor.ts'
import type { Minor } from '../../base/money.ts'
import type { Cycle } from '../../catalog/cycle.ts'
import type { Price } from '../../catalog/price.ts'
import { takeStock } from '../../catalog/products/stock.ts'
import { pickServer } from '../../catalog/servers/placing.ts'
import type { NewAddonDefinition, NewProduct, NewServer } from '../../catalog/store.ts'
import { STATUSES } from '../../services/status.ts'
import { addonStore } from '../services/addons.ts'
import { serviceStore } from '../services/services.ts'

const everyProductField: NewProduct = {
  id: 12,
  groupId: 1,
  type: 'server',
  name: 'Größe “XL”',
  slug: 'groesse-xl',
  description: '<b>bold</b>\nsecond line',
  shortDescription: 'short',
  tagline: 'tag',
  colour: '#AABBCC',
  module: 'DemoPanel',
  moduleSettings: ['gold', '', 'on'],
  serverGroupId: null,
  payType: 'recurring',
  autoSetup: 'paid',
  hidden: true,
  showDomainOptions: true,
  tax: true,
  featured: true,
  stockControl: true,
  stock: -3,
  allowQuantity: true,
  position: 7,
  options: {
    welcomeEmailId: 4,
    proRata: true,
    proRataDay: 15,
    proRataNextMonthFrom: 20,
    freeSubdomain: '.example.com',
    recommendations: [{ productId: 1, position: 0 }],
    onDemandRenewals: { enabled: true, days: { monthly: 7 } },
  },
}

const everyServerField: NewServer = {
  id: 5,
  name: 'web1',
  hostname: 'web1.example.com',
  ipAddress: '192.0.2.1',
  assignedIps: '192.0.2.2\n192.0.2.3',
  module: 'DemoPanel',
  username: 'root',
  passwordSealed: 'sealed-1',
  accessHashSealed: null,
  secure: false,
  port: 2087,
  maxAccounts: 200,
  active: false,
  maintenance: true,
  nameservers: ['ns1.example.com', 'ns2.example.com'],
  settings: { region: 'eu' },
}

const price = (cycle: Cycle, priceMinor: number, setupMinor = 0, currencyId = 1): Price => ({
  currencyId,
  cycle,
  setupMinor: setupMinor as Minor,
  priceMinor: priceMinor as Minor,
})

forEachEngine((engine) => {
  it('gives back every field of a product as it was stored, and writes what a change names', () =>
    withDesk(engine, async ({ catalog, read, transaction }) => {
      await catalog.addProductGroup(SYSTEM, { name: 'Hosting', position: 3 })
      expect(await transaction((tx) => tx.catalog.products.insert(everyProductField, NOW))).toBe(12)
      const stored = { ...everyProductField, id: 12, createdAt: NOW, updatedAt: NOW }
      expect(await read.catalog.products.get(12)).toEqual(stored)
      expect(await transaction((tx) => tx.catalog.products.lock(12))).toEqual(stored)
      expect(await read.catalog.products.list({ module: 'demopanel' })).toEqual([
        { ...stored, groupName: 'Hosting', groupSlug: 'hosting' },
      ])
      expect(await read.catalog.products.get(13)).toBeUndefined()
      await transaction((tx) =>
        tx.catalog.products.update(12, { hidden: false, module: 'Other', moduleSettings: [] }, NOW + 1),
      )
      expect(await read.catalog.products.get(12)).toEqual({
        ...{ ...stored, hidden: false, module: 'Other', moduleSettings: [], updatedAt: NOW + 1 },
      })
      expect(await read.catalog.products.list({ module: 'demopanel' })).toEqual([])
    }))

  it('gives back every field of a server, and its secrets only where they are asked for', () =>
    withDesk(engine, async ({ read, transaction }) => {
      expect(await transaction((tx) => tx.catalog.servers.insert(everyServerField, NOW))).toBe(5)
      const { passwordSealed, accessHashSealed, ...plain } = everyServerField
      const shown = { ...plain, id: 5, hasPassword: true, hasAccessHash: false, createdAt: NOW, updatedAt: NOW }
      expect(await read.catalog.servers.list({})).toEqual([shown])
      expect(await read.catalog.servers.get(5)).toEqual({ ...shown, passwordSealed, accessHashSealed })
      await transaction((tx) =>
        tx.catalog.servers.update(5, { passwordSealed: null, accessHashSealed: 'sealed-2', port: null }, NOW + 1),
      )
      expect(await transaction((tx) => tx.catalog.servers.lock(5))).toEqual({
        ...{ ...shown, hasPassword: false, hasAccessHash: true, port: null, updatedAt: NOW + 1 },
        ...{ passwordSealed: null, accessHashSealed: 'sealed-2' },
      })
    }))

  it('gives back groups, add-ons and options as they were stored, in their order', () =>
    withDesk(engine, async ({ catalog, read, transaction }) => {
      const group = { name: 'Größe', slug: 'g', headline: 'h', hidden: true, position: 2 }
      const id = await transaction((tx) => tx.catalog.productGroups.insert(group))
      const other = await catalog.addProductGroup(SYSTEM, { name: 'First', position: 1 })
      expect(await read.catalog.productGroups.get(id)).toEqual({ ...group, id })
      expect(await read.catalog.productGroups.list()).toEqual([other, { ...group, id }])

      const addon: NewAddonDefinition = {
        ...{ id: 3, name: 'Backup', description: 'd', payType: 'onetime', tax: true, module: 'm' },
        ...{ moduleSettings: ['x'], serverGroupId: null, autoSetup: 'ordered', suspendParent: true },
        ...{ allowQuantity: true, hidden: true, productIds: [12, 13], position: 4 },
      }
      expect(await transaction((tx) => tx.catalog.addons.insert(addon))).toBe(3)
      expect(await read.catalog.addons.get(3)).toEqual(addon)
      expect(await read.catalog.addons.list([3, 9])).toEqual([addon])

      await transaction((tx) => tx.catalog.products.insert({ ...everyProductField, groupId: id }, NOW))
      const disk = await catalog.addConfigOption(SYSTEM, {
        ...{ name: 'Disk', kind: 'quantity', minQuantity: 1, maxQuantity: 9, hidden: true, position: 5 },
        choices: [
          { name: 'second', position: 2 },
          { id: 30, name: 'first', position: 1, hidden: true },
        ],
        productIds: [12, 12],
      })
      const memory = await catalog.addConfigOption(SYSTEM, {
        ...{ name: 'Memory', kind: 'radio', choices: [{ name: '1' }], productIds: [12], position: 4 },
      })
      expect(disk).toMatchObject({ minQuantity: 1, maxQuantity: 9, hidden: true })
      expect(disk.choices.map(({ id, name, hidden }) => [id, name, hidden])).toEqual([
        [30, 'first', true],
        [1, 'second', false],
      ])
      expect(await read.catalog.configOptions.list([disk.id, memory.id])).toEqual([memory, disk])
      expect(await read.catalog.configOptions.links([12, 99])).toEqual([
        { productId: 12, optionId: memory.id },
        { productId: 12, optionId: disk.id },
      ])
    }))

  it('replaces the prices of one owner and leaves those of others', () =>
    withDesk(engine, async ({ clients, read, transaction }) => {
      await clients.addCurrency(SYSTEM, { code: 'EUR' })
      const replace = (owner: 'product' | 'choice', id: number, prices: Price[]) =>
        transaction((tx) => tx.catalog.prices.replace(owner, id, prices))
      await replace('product', 1, [price('monthly', 100, 5, 2), price('monthly', 2 ** 53 - 1), price('annually', 0)])
      await replace('product', 2, [price('onetime', 7)])
      await replace('choice', 1, [price('monthly', 9)])
      expect(await read.catalog.prices.of('product', [1, 2, 3])).toEqual(
        new Map([
          [1, [price('annually', 0), price('monthly', 2 ** 53 - 1), price('monthly', 100, 5, 2)]],
          [2, [price('onetime', 7)]],
        ]),
      )
      await replace('product', 1, [price('quarterly', 3)])
      await replace('product', 2, [])
      expect(await read.catalog.prices.of('product', [1, 2])).toEqual(new Map([[1, [price('quarterly', 3)]]]))
      expect(await read.catalog.prices.of('choice', [1])).toEqual(new Map([[1, [price('monthly', 9)]]]))
      expect(await read.catalog.prices.of('choice', [])).toEqual(new Map())
    }))

  it('counts what is on a server by what it does there', () =>
    withDesk(engine, async (desk) => {
      await openShop(desk)
      await desk.catalog.addServer(SYSTEM, { name: 'a', module: 'demopanel' })
      await desk.catalog.addServer(SYSTEM, { name: 'b', module: 'demopanel' })
      await desk.database.transaction(async (q) => {
        for (const status of STATUSES) {
          await serviceStore(q).insert(someService({ serverId: 1, status }), NOW)
          await serviceStore(q).insert(someService({ serverId: null, status }), NOW)
          await addonStore(q).insert(someAddon({ serverId: 1, status }), NOW)
        }
      })
      expect(await desk.read.catalog.servers.accounts([1, 2, 9])).toEqual(
        new Map([
          [1, { held: 4, coming: 2 }],
          [2, { held: 0, coming: 0 }],
          [9, { held: 0, coming: 0 }],
        ]),
      )
    }))

  it('never places more accounts on a server than it has places, however many are placed at once', () =>
    withDesk(engine, async (desk) => {
      await openShop(desk)
      for (const name of ['a', 'b']) await desk.catalog.addServer(SYSTEM, { name, module: 'demopanel', maxAccounts: 3 })
      const { id: group } = await desk.catalog.addServerGroup(SYSTEM, {
        ...{ name: 'Web', fill: 'least-full', serverIds: [1, 2] },
      })
      const placed = await Promise.all(
        Array.from({ length: 10 }, () =>
          desk.database.transaction(async (q) => {
            const tx = desk.storesOf(q)
            const serverId = await pickServer(tx, group, 'demopanel')
            if (serverId !== null) await serviceStore(q).insert(someService({ serverId, status: 'Pending' }), NOW)
            return serverId
          }),
        ),
      )
      expect(placed.toSorted()).toEqual([1, 1, 1, 2, 2, 2, null, null, null, null])
    }))

  it('sells no more than there is in stock, however many order at once', () =>
    withDesk(engine, async (desk) => {
      await openShop(desk)
      await desk.catalog.updateProduct(SYSTEM, 1, { stockControl: true, stock: 3 })
      const sold = await Promise.allSettled(
        Array.from({ length: 8 }, () => desk.transaction((tx) => takeStock(tx, SYSTEM, 1, 1))),
      )
      expect(sold.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
      expect((await desk.read.catalog.products.get(1))!.stock).toBe(0)
    }))

  it('gives each of many products of one name a slug of its own', () =>
    withDesk(engine, async (desk) => {
      await openShop(desk)
      const made = await Promise.all(
        Array.from({ length: 8 }, () => desk.catalog.addProduct(SYSTEM, { groupId: 1, name: 'Plus' })),
      )
      expect(made.map(({ slug }) => slug).toSorted()).toEqual(
        ['plus', 2, 3, 4, 5, 6, 7, 8].map((number, index) => (index === 0 ? 'plus' : `plus-${number}`)),
      )
    }))

  it('lets one of many take a name, and tells the others', () =>
    withDesk(engine, async ({ catalog, clients }) => {
      const adding = {
        server: () => catalog.addServer(SYSTEM, { name: 'web1', module: 'demopanel' }),
        serverGroup: () => catalog.addServerGroup(SYSTEM, { name: 'Web', fill: 'least-full', serverIds: [] }),
        productGroup: () => catalog.addProductGroup(SYSTEM, { name: 'Hosting', slug: 'hosting' }),
        clientGroup: () => clients.addGroup(SYSTEM, { name: 'Wholesale' }),
        currency: () => clients.addCurrency(SYSTEM, { code: 'EUR' }),
      }
      for (const [noun, add] of Object.entries(adding)) {
        const tries = await Promise.allSettled<unknown>(Array.from({ length: 8 }, () => add()))
        const refused = tries.flatMap((attempt) => (attempt.status === 'rejected' ? [attempt.reason] : []))
        expect(refused, noun).toHaveLength(7)
        for (const why of refused) expect(why, noun).toMatchObject({ code: 'invalid' })
      }
    }))

  it('loses no change when several change one product at once', () =>
    withDesk(engine, async (desk) => {
      await openShop(desk)
      const positions = Array.from({ length: 12 }, (_, index) => index + 1)
      await Promise.all(
        positions.map((position) =>
          desk.catalog.updateProduct(SYSTEM, 1, { moduleSettings: { [position]: `v${position}` } }),
        ),
      )
      expect((await desk.read.catalog.products.get(1))!.moduleSettings).toEqual(positions.map((n) => `v${n}`))
    }))

  it('has the payment methods of one person when several set them at once', () =>
    withDesk(engine, async ({ catalog }) => {
      const sets = Array.from({ length: 12 }, (_, n) => [`card${n}`, 'bank'])
      await Promise.all(
        sets.map((modules) =>
          catalog.setPaymentMethods(
            SYSTEM,
            modules.map((module) => ({ module, displayName: module })),
          ),
        ),
      )
      const active = await catalog.listPaymentMethods(SYSTEM, { activeOnly: true })
      expect(sets).toContainEqual(active.map(({ module }) => module))
      expect(await catalog.listPaymentMethods(SYSTEM)).toHaveLength(13)
    }))
})

/** Client 1, and product 1 in group 1. */
async function openShop({ clients, catalog }: Desk): Promise<void> {
  await clients.add(SYSTEM, ada)
  await catalog.addProductGroup(SYSTEM, { name: 'Hosting' })
  await catalog.addProduct(SYSTEM, { groupId: 1, name: 'Starter' })
}
