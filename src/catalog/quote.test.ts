import { beforeEach, expect, test } from 'vitest'
import { happenings, openWorldWithCurrency, type World } from '../../test/support/world.ts'
import { SYSTEM } from '../access/actor.ts'
import type { Minor } from '../base/money.ts'
import type { Cycle } from './cycle.ts'
import type { Price } from './price.ts'
import type { GivenSelections } from './products/config-option.ts'
import { returnStock, takeStock } from './products/stock.ts'
import { offeredCycles, priceOf, quote, quoteAddon } from './quote.ts'

let world: World

const price = (cycle: Cycle, priceMinor: number, setupMinor = 0, currencyId = 1): Price => ({
  currencyId,
  cycle,
  setupMinor: setupMinor as Minor,
  priceMinor: priceMinor as Minor,
})

beforeEach(async () => {
  world = await openWorldWithCurrency()
  const { catalog } = world
  await catalog.productGroups.create(SYSTEM, { name: 'Hosting' })
  await catalog.products.create(SYSTEM, {
    groupId: 1,
    name: 'Starter',
    payType: 'recurring',
    prices: [price('monthly', 1000, 300), price('annually', 10_000)],
  })
  await catalog.products.create(SYSTEM, {
    groupId: 1,
    name: 'Set-up',
    payType: 'onetime',
    prices: [price('onetime', 5000)],
  })
  await catalog.products.create(SYSTEM, { groupId: 1, name: 'Trial', payType: 'free' })
  await catalog.configOptions.create(SYSTEM, {
    name: 'Disk',
    kind: 'dropdown',
    choices: [{ name: '10 GB' }, { name: '20 GB', prices: [price('monthly', 200, 50)] }],
    productIds: [1],
  })
  await catalog.configOptions.create(SYSTEM, {
    name: 'Addresses',
    kind: 'quantity',
    maxQuantity: 8,
    choices: [{ name: 'each', prices: [price('monthly', 75, 10)] }],
    productIds: [1, 3],
  })
  await catalog.addonDefinitions.create(SYSTEM, {
    name: 'Backup',
    payType: 'recurring',
    prices: [price('monthly', 400, 100)],
    productIds: [1],
  })
})

const quoted = (productId: number, cycle: Cycle, configOptions: GivenSelections = {}, quantity = 1) =>
  quote(world.read, { productId, currencyId: 1, cycle, configOptions, quantity })

test('the first payment is the set-up and the first period', async () => {
  expect(await quoted(1, 'monthly')).toMatchObject({ setupMinor: 300, recurringMinor: 1000, firstPaymentMinor: 1300 })
})

test('options add their price as often as they count, and come back whole', async () => {
  expect(await quoted(1, 'monthly', { 1: 2, 2: 4 })).toEqual({
    setupMinor: 300 + 50 + 4 * 10,
    recurringMinor: 1000 + 200 + 4 * 75,
    firstPaymentMinor: 1890,
    configOptions: { 1: { choiceId: 2, quantity: 1 }, 2: { choiceId: 3, quantity: 4 } },
  })
})

test('an option without a price in the cycle costs nothing more', async () => {
  expect(await quoted(1, 'annually', { 1: 2, 2: 4 })).toMatchObject({ setupMinor: 0, recurringMinor: 10_000 })
})

test('a quantity counts for everything', async () => {
  expect(await quoted(1, 'monthly', { 2: 1 }, 3)).toMatchObject({ setupMinor: 930, recurringMinor: 3225 })
  await expect(quoted(1, 'monthly', {}, 0)).rejects.toMatchObject({ code: 'invalid', facts: { field: 'quantity' } })
})

test('what is paid once does not come again, and what is free costs nothing', async () => {
  expect(await quoted(2, 'onetime')).toMatchObject({ setupMinor: 0, recurringMinor: 0, firstPaymentMinor: 5000 })
  expect(await quoted(3, 'free')).toMatchObject({ setupMinor: 0, recurringMinor: 0, firstPaymentMinor: 0 })
})

test('a cycle, currency or product that is not there is refused', async () => {
  await expect(quoted(1, 'quarterly')).rejects.toMatchObject({
    code: 'cycle_not_offered',
    facts: { cycle: 'quarterly' },
  })
  await expect(quoted(1, 'free')).rejects.toMatchObject({ code: 'cycle_not_offered' })
  await expect(quoted(3, 'monthly')).rejects.toMatchObject({ code: 'cycle_not_offered' })
  await expect(quote(world.read, { productId: 1, currencyId: 2, cycle: 'monthly' })).rejects.toMatchObject({
    code: 'cycle_not_offered',
  })
  await expect(quoted(9, 'monthly')).rejects.toMatchObject({ code: 'not_found' })
  await expect(quoted(1, 'monthly', { 1: 99 })).rejects.toMatchObject({ code: 'choice_unknown' })
})

test('an amount too large to be exact is refused rather than rounded', async () => {
  const { id } = await world.catalog.products.create(SYSTEM, {
    groupId: 1,
    name: 'Moon',
    payType: 'recurring',
    prices: [price('monthly', 2 ** 53 - 1)],
  })
  await expect(quoted(id, 'monthly', {}, 2)).rejects.toMatchObject({ code: 'quantity_refused' })
})

test('add-ons are quoted likewise', async () => {
  expect(await quoteAddon(world.read, { addonId: 1, currencyId: 1, cycle: 'monthly', quantity: 2 })).toEqual({
    setupMinor: 200,
    recurringMinor: 800,
    firstPaymentMinor: 1000,
  })
  const annually = quoteAddon(world.read, { addonId: 1, currencyId: 1, cycle: 'annually' })
  await expect(annually).rejects.toMatchObject({ code: 'cycle_not_offered' })
  const unknown = quoteAddon(world.read, { addonId: 9, currencyId: 1, cycle: 'monthly' })
  await expect(unknown).rejects.toMatchObject({ code: 'not_found' })
})

test('the cycles on offer are those with a price in the currency, the shortest first', async () => {
  const starter = { id: 1, payType: 'recurring' } as const
  expect(await offeredCycles(world.read, 'product', starter, 1)).toEqual(['monthly', 'annually'])
  expect(await offeredCycles(world.read, 'product', starter, 2)).toEqual([])
  expect(await offeredCycles(world.read, 'product', { id: 3, payType: 'free' }, 2)).toEqual(['free'])
  expect(await priceOf(world.read, 'choice', 2, 1, 'monthly')).toEqual(price('monthly', 200, 50))
  expect(await priceOf(world.read, 'choice', 2, 1, 'annually')).toBeUndefined()
})

test('stock is taken while there is any, and recorded', async () => {
  const take = (quantity: number) => world.transaction((tx) => takeStock(tx, SYSTEM, 1, quantity))
  await take(5)
  await world.catalog.products.update(SYSTEM, 1, { stockControl: true, stock: 3 })
  await take(2)
  await expect(take(2)).rejects.toMatchObject({ code: 'out_of_stock', facts: { product: 1, quantity: 2 } })
  expect((await world.catalog.products.get(SYSTEM, 1)).stock).toBe(1)
  expect((await happenings(world)).at(-1)).toMatchObject({ kind: 'product.stock_taken', changes: { stock: [3, 1] } })
  await world.transaction((tx) => returnStock(tx, SYSTEM, 1, 2))
  expect((await world.catalog.products.get(SYSTEM, 1)).stock).toBe(3)
})
