import { beforeEach, expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { someService } from '../../../test/support/holdings.ts'
import { ada, happenings, NOW, openWorldWithCurrency, type World, withWorld } from '../../../test/support/world.ts'
import { SYSTEM } from '../../access/actor.ts'
import { type Minor, toMinor } from '../../base/money.ts'
import { serviceStore } from '../../storage/services/services.ts'
import type { Cycle } from '../cycle.ts'
import type { Price } from '../price.ts'
import type { ProductChanges } from './product-form.ts'

let world: World

beforeEach(async () => {
  world = await openWorldWithCurrency()
  await world.clients.currencies.create(SYSTEM, { code: 'EUR', suffix: ' EUR' })
  await world.catalog.productGroups.create(SYSTEM, { name: 'Shared Hosting' })
})

const price = (cycle: Cycle, priceMinor: number, setupMinor = 0, currencyId = 1): Price => ({
  currencyId,
  cycle,
  setupMinor: setupMinor as Minor,
  priceMinor: priceMinor as Minor,
})

const add = ({ groupId = 1, name = 'Starter', ...changes }: ProductChanges = {}) =>
  world.catalog.products.create(SYSTEM, { groupId, name, payType: 'recurring', ...changes })

test('a new product has what was said and nothing else', async () => {
  const product = await add({ module: 'demopanel', moduleSettings: { 1: 'gold', 4: '10' }, options: { proRata: true } })
  expect(product).toEqual({
    id: 1,
    groupId: 1,
    type: 'hostingaccount',
    name: 'Starter',
    slug: 'starter',
    description: '',
    shortDescription: '',
    tagline: '',
    colour: '',
    module: 'demopanel',
    moduleSettings: ['gold', '', '', '10'],
    serverGroupId: null,
    payType: 'recurring',
    autoSetup: 'never',
    hidden: false,
    showDomainOptions: false,
    tax: false,
    featured: false,
    stockControl: false,
    stock: 0,
    allowQuantity: false,
    position: 0,
    options: {
      welcomeEmailId: 0,
      proRata: true,
      proRataDay: 0,
      proRataNextMonthFrom: 0,
      freeSubdomain: '',
      recommendations: [],
      onDemandRenewals: null,
    },
    createdAt: NOW,
    updatedAt: NOW,
  })
})

test.each<[ProductChanges, string]>([
  [{ name: '  ' }, 'product_name_required'],
  [{ groupId: 9 }, 'product_group_unknown'],
  [{ type: 'toaster' as 'other' }, 'product_type_invalid'],
  [{ payType: 'never' as 'free' }, 'pay_type_invalid'],
  [{ autoSetup: 'on' as 'never' }, 'auto_setup_invalid'],
  [{ options: { welcomeEmailId: -1 } }, 'welcome_email_unknown'],
  [{ colour: 'red' }, 'colour_invalid'],
  [{ options: { recommendations: [{ productId: 7, position: 0 }] } }, 'recommendation_unknown'],
  [{ serverGroupId: 3 }, 'not_found'],
  [{ module: 'a b' }, 'invalid'],
  [{ stock: 1.5 }, 'invalid'],
  [{ options: { proRataDay: 32 } }, 'invalid'],
  [{ moduleSettings: { 25: 'x' } }, 'invalid'],
  [{ slug: 'No Slug' }, 'invalid'],
  [{ prices: [price('monthly', 100, 0, 5)] }, 'not_found'],
  [{ prices: [price('onetime', 100)] }, 'invalid'],
  [{ prices: [price('monthly', -100)] }, 'invalid'],
  [{ prices: [price('monthly', 100), price('monthly', 200)] }, 'invalid'],
])('a product with %j is refused as %s and leaves nothing', async (changes, code) => {
  const before = await happenings(world)
  await expect(add(changes)).rejects.toMatchObject({ code })
  expect((await world.catalog.products.list(SYSTEM, {})).products).toEqual([])
  expect(await happenings(world)).toEqual(before)
})

test('slugs are made from names, and are unlike each other within a group only', async () => {
  await world.catalog.productGroups.create(SYSTEM, { name: 'Shared hosting' })
  expect((await world.catalog.productGroups.list(SYSTEM)).map(({ slug }) => slug)).toEqual([
    'shared-hosting',
    'shared-hosting-2',
  ])
  expect((await add()).slug).toBe('starter')
  expect((await add()).slug).toBe('starter-2')
  expect((await add({ groupId: 2 })).slug).toBe('starter')
  await expect(add({ slug: 'starter' })).rejects.toMatchObject({ code: 'invalid', facts: { field: 'slug' } })
})

test('the list shows prices, the fields of the order form and the options, by group and position', async () => {
  await world.catalog.productGroups.create(SYSTEM, { name: 'Mail' })
  const plus = await add({ name: 'Plus', position: 2, prices: [price('monthly', 1295, 500), price('annually', 9900)] })
  const starter = await add({ name: 'Starter', position: 1, prices: [price('monthly', 995, 0, 2)] })
  const other = await add({ name: 'Other', groupId: 2 })
  const field = await world.catalog.customFields.create(SYSTEM, {
    ...{ owner: 'product', ownerId: plus.id, name: 'Licence', kind: 'text' },
    onOrderForm: true,
  })
  await world.catalog.customFields.create(SYSTEM, {
    owner: 'product',
    ownerId: plus.id,
    name: 'Internal',
    kind: 'text',
  })
  const option = await world.catalog.configOptions.create(SYSTEM, {
    name: 'Disk',
    kind: 'dropdown',
    choices: [{ name: '10 GB' }, { name: '20 GB', prices: [price('monthly', 200)] }],
    productIds: [plus.id],
  })
  const { products, currencies } = await world.catalog.products.list(SYSTEM, {})
  expect(products.map(({ id }) => id)).toEqual([starter.id, plus.id, other.id])
  expect(currencies.map(({ code }) => code)).toEqual(['USD', 'EUR'])
  expect(products[1]).toEqual({
    ...plus,
    groupName: 'Shared Hosting',
    groupPosition: 0,
    groupSlug: 'shared-hosting',
    prices: [price('annually', 9900), price('monthly', 1295, 500)],
    customFields: [field],
    configOptions: [
      {
        ...option,
        choices: [
          { ...option.choices[0], prices: [] },
          { ...option.choices[1], prices: [price('monthly', 200)] },
        ],
      },
    ],
  })
  expect(products[0]).toMatchObject({ prices: [price('monthly', 995, 0, 2)], customFields: [], configOptions: [] })
  expect(await world.catalog.products.get(SYSTEM, plus.id)).toEqual(products[1])
})

test('products are found by number, group and module, all at once', async () => {
  await world.catalog.productGroups.create(SYSTEM, { name: 'Second' })
  await add({ module: 'DemoPanel' })
  await add({ module: 'other' })
  await add({ groupId: 2, module: 'demopanel' })
  const ids = async (filter: object) => (await world.catalog.products.list(SYSTEM, filter)).products.map(({ id }) => id)
  expect(await ids({ module: 'DEMOPANEL' })).toEqual([1, 3])
  expect(await ids({ groupId: 2 })).toEqual([3])
  expect(await ids({ ids: [2, 3, 99] })).toEqual([2, 3])
  expect(await ids({ ids: [1, 2], module: 'demopanel' })).toEqual([1])
  expect(await ids({ ids: [] })).toEqual([])
  await expect(world.catalog.products.get(SYSTEM, 99)).rejects.toMatchObject({ code: 'not_found' })
})

test('a change touches what it names, and records it with what it was', async () => {
  const before = await add({ prices: [price('monthly', 1295)], moduleSettings: { 1: 'gold' }, tax: true })
  world.clock.advance(1000)
  const after = await world.catalog.products.update(SYSTEM, before.id, {
    name: 'Starter Plus',
    moduleSettings: { 2: '5' },
    options: { welcomeEmailId: 4 },
    prices: [price('monthly', 1395)],
  })
  expect(after).toEqual({
    ...before,
    name: 'Starter Plus',
    moduleSettings: ['gold', '5'],
    options: { ...before.options, welcomeEmailId: 4 },
    updatedAt: NOW + 1000,
  })
  expect((await world.catalog.products.get(SYSTEM, before.id)).prices).toEqual([price('monthly', 1395)])
  expect((await happenings(world)).at(-1)).toMatchObject({
    kind: 'product.updated',
    subjectId: before.id,
    changes: {
      name: ['Starter', 'Starter Plus'],
      moduleSettings: [['gold'], ['gold', '5']],
      prices: [[price('monthly', 1295)], [price('monthly', 1395)]],
    },
  })
})

test('a change without a difference writes and records nothing', async () => {
  const prices = [price('monthly', 1295), price('annually', 9900)]
  const product = await add({ prices })
  const before = await happenings(world)
  world.clock.advance(1000)
  expect(await world.catalog.products.update(SYSTEM, product.id, { name: 'Starter', prices })).toEqual(product)
  expect(await happenings(world)).toEqual(before)
})

test('a product that moves to where its slug is taken gets another', async () => {
  await world.catalog.productGroups.create(SYSTEM, { name: 'Second' })
  await add({ groupId: 2 })
  const { id } = await add()
  expect((await world.catalog.products.update(SYSTEM, id, { groupId: 2 })).slug).toBe('starter-2')
  expect((await world.catalog.products.update(SYSTEM, id, { tagline: 'x' })).slug).toBe('starter-2')
  await expect(world.catalog.products.update(SYSTEM, id, { slug: 'starter' })).rejects.toMatchObject({
    code: 'invalid',
  })
})

test('a pay type cannot leave prices behind that it could not charge', async () => {
  const { id } = await add({ prices: [price('monthly', 1295)] })
  const change = (changes: ProductChanges) => world.catalog.products.update(SYSTEM, id, changes)
  await expect(change({ payType: 'onetime' })).rejects.toMatchObject({ code: 'invalid' })
  expect(await change({ payType: 'onetime', prices: [price('onetime', 5000)] })).toMatchObject({ payType: 'onetime' })
})

test('a product that does not exist cannot be changed', async () => {
  await expect(world.catalog.products.update(SYSTEM, 9, { name: 'x' })).rejects.toMatchObject({ code: 'not_found' })
})

test('large prices stay exact', async () => {
  const { id } = await add({ prices: [price('monthly', toMinor(2 ** 53 - 1))] })
  expect((await world.catalog.products.get(SYSTEM, id)).prices[0]!.priceMinor).toBe(2 ** 53 - 1)
})

forEachEngine((engine) => {
  test('lets one of many take a name, and tells the others', () =>
    withWorld(engine, async ({ catalog, clients }) => {
      const adding = {
        server: () => catalog.servers.create(SYSTEM, { name: 'web1', module: 'demopanel' }),
        serverGroup: () => catalog.serverGroups.create(SYSTEM, { name: 'Web', fill: 'least-full', serverIds: [] }),
        productGroup: () => catalog.productGroups.create(SYSTEM, { name: 'Hosting', slug: 'hosting' }),
        clientGroup: () => clients.groups.create(SYSTEM, { name: 'Wholesale' }),
        currency: () => clients.currencies.create(SYSTEM, { code: 'EUR' }),
      }
      for (const [noun, add] of Object.entries(adding)) {
        const tries = await Promise.allSettled<unknown>(Array.from({ length: 8 }, () => add()))
        const refused = tries.flatMap((attempt) => (attempt.status === 'rejected' ? [attempt.reason] : []))
        expect(refused, noun).toHaveLength(7)
        for (const why of refused) expect(why, noun).toMatchObject({ code: 'invalid' })
      }
    }))

  test('loses no change when several change one product at once', () =>
    withWorld(engine, async (world) => {
      await openShop(world)
      const positions = Array.from({ length: 12 }, (_, index) => index + 1)
      await Promise.all(
        positions.map((position) =>
          world.catalog.products.update(SYSTEM, 1, { moduleSettings: { [position]: `v${position}` } }),
        ),
      )
      expect((await world.read.catalog.products.get(1))!.moduleSettings).toEqual(positions.map((n) => `v${n}`))
    }))
})

/** Client 1, and product 1 in group 1. */
async function openShop({ clients, catalog }: World): Promise<void> {
  await clients.create(SYSTEM, ada)
  await catalog.productGroups.create(SYSTEM, { name: 'Hosting' })
  await catalog.products.create(SYSTEM, { groupId: 1, name: 'Starter' })
}

forEachEngine((engine) => {
  test('a product is deleted with its prices and fields when nothing names it', () =>
    withWorld(engine, async ({ catalog, clients, read, database }) => {
      await clients.create(SYSTEM, ada)
      await catalog.productGroups.create(SYSTEM, { name: 'Hosting' })
      const sell = (name: string, changes: Pick<ProductChanges, 'options'> = {}) =>
        catalog.products.create(SYSTEM, {
          groupId: 1,
          name,
          payType: 'recurring',
          prices: [price('monthly', 5)],
          ...changes,
        })
      await sell('Held')
      await sell('Free')
      await sell('Recommending', { options: { recommendations: [{ productId: 1, position: 1 }] } })
      await catalog.customFields.create(SYSTEM, { owner: 'product', ownerId: 2, name: 'PIN', kind: 'password' })
      await catalog.configOptions.create(SYSTEM, {
        ...{ name: 'Disk', kind: 'radio', choices: [{ name: '1' }], productIds: [1, 2] },
      })
      await catalog.addonDefinitions.create(SYSTEM, { name: 'Backup', productIds: [1] })
      await database.transaction(async (q) => {
        await serviceStore(q).insert(someService({ productId: 1 }), NOW)
      })

      await expect(catalog.products.delete(SYSTEM, 1)).rejects.toMatchObject({
        code: 'in_use',
        facts: { heldBy: { services: 1, 'add-on definitions': 1, recommendations: 1 } },
      })
      await catalog.products.delete(SYSTEM, 2)
      await expect(catalog.products.get(SYSTEM, 2)).rejects.toMatchObject({ code: 'not_found' })
      expect(await read.catalog.prices.of('product', [2])).toEqual(new Map())
      expect(await catalog.customFields.list(SYSTEM, 'product', 2)).toEqual([])
      expect(await catalog.configOptions.get(SYSTEM, 1)).toMatchObject({ productIds: [1] })
    }))
})
