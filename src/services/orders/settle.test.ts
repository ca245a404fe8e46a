import { beforeEach, describe, expect, test } from 'vitest'
import { only, openShop, type Shop, TODAY } from '../../../test/support/shop.ts'
import { SYSTEM } from '../../access/actor.ts'
import type { Placed } from './cart.ts'

let shop: Shop
let placed: Placed

beforeEach(async () => {
  shop = await openShop()
  placed = await shop.orders.place(SYSTEM, {
    clientId: 1,
    paymentMethod: 'paypal',
    products: [
      { productId: 1, addons: [{ definitionId: 1 }] },
      { productId: 4, quantity: 2 },
    ],
    domains: [{ kind: 'Register', name: 'a.org' }],
  })
})

const ALL = { offset: 0, limit: 100 }
const stock = async () => (await shop.catalog.products.get(SYSTEM, 4)).stock

async function statuses() {
  const { rows: orders } = await shop.orders.list(SYSTEM, { orderId: placed.orderId }, ALL)
  return [orders[0]!.status, ...orders[0]!.lines.map(({ status }) => status)]
}

const all = (status: string) => Array.from({ length: 5 }, () => status)

describe('cancelling', () => {
  test('takes a pending order with all its items, and gives back the stock', async () => {
    expect(await stock()).toBe(1)
    expect(await shop.orders.cancel(SYSTEM, placed.orderId)).toMatchObject({ status: 'Cancelled' })
    expect(await statuses()).toEqual(all('Cancelled'))
    expect(await stock()).toBe(3)
    expect(await shop.services.get(SYSTEM, placed.serviceIds[0]!)).toMatchObject({ terminatedOn: null })
    expect((await shop.happenings()).slice(-6).map(({ kind }) => kind)).toEqual([
      'service.cancelled',
      'service.cancelled',
      'addon.cancelled',
      'domain.cancelled',
      'product.stock_returned',
      'order.cancelled',
    ])
  })

  test('is refused for an order that is not pending', async () => {
    await shop.orders.accept(SYSTEM, placed.orderId)
    await expect(shop.orders.cancel(SYSTEM, placed.orderId)).rejects.toMatchObject({
      code: 'transition_refused',
      facts: { from: 'Active', verb: 'cancel' },
    })
    expect(await statuses()).toEqual(all('Active'))
  })

  test('leaves what was terminated', async () => {
    await shop.services.update(SYSTEM, placed.serviceIds[0]!, { status: 'Terminated' })
    await shop.orders.cancel(SYSTEM, placed.orderId)
    expect((await statuses())[1]).toBe('Terminated')
  })

  test('ends an item that was running today', async () => {
    await shop.services.update(SYSTEM, placed.serviceIds[0]!, { status: 'Active' })
    await shop.orders.cancel(SYSTEM, placed.orderId)
    expect(await shop.services.get(SYSTEM, placed.serviceIds[0]!)).toMatchObject({
      status: 'Cancelled',
      terminatedOn: TODAY,
    })
  })
})

test('a fraud takes the order in any state, with its items, and gives back the stock', async () => {
  await shop.orders.accept(SYSTEM, placed.orderId)
  await shop.orders.markFraud(SYSTEM, placed.orderId)
  expect(await statuses()).toEqual(all('Fraud'))
  expect(await stock()).toBe(3)
  await shop.orders.markFraud(SYSTEM, placed.orderId)
  expect(await stock()).toBe(3)
})

describe('reopening', () => {
  test('brings a cancelled order back with its items, and takes the stock again', async () => {
    await shop.orders.cancel(SYSTEM, placed.orderId)
    await shop.orders.reopen(SYSTEM, placed.orderId)
    expect(await statuses()).toEqual(all('Pending'))
    expect(await stock()).toBe(1)
    await shop.orders.accept(SYSTEM, placed.orderId)
    expect(await statuses()).toEqual(all('Active'))
  })

  test('is refused when the stock is gone meanwhile', async () => {
    await shop.orders.cancel(SYSTEM, placed.orderId)
    await shop.orders.place(SYSTEM, {
      clientId: 2,
      paymentMethod: 'paypal',
      products: [{ productId: 4, quantity: 2 }],
    })
    await expect(shop.orders.reopen(SYSTEM, placed.orderId)).rejects.toMatchObject({ code: 'out_of_stock' })
    expect(await statuses()).toEqual(all('Cancelled'))
  })

  test('of a pending order changes nothing', async () => {
    const events = (await shop.happenings()).length
    await shop.orders.reopen(SYSTEM, placed.orderId)
    expect(await shop.happenings()).toHaveLength(events)
  })
})

describe('deleting', () => {
  test('takes a cancelled order with all that was ordered, and leaves its history', async () => {
    await shop.orders.cancel(SYSTEM, placed.orderId)
    await shop.orders.delete(SYSTEM, placed.orderId)
    expect((await shop.orders.list(SYSTEM, {}, ALL)).total).toBe(0)
    expect((await shop.services.list(SYSTEM, {}, ALL)).total).toBe(0)
    expect((await shop.addons.list(SYSTEM, {})).total).toBe(0)
    expect((await shop.domains.list(SYSTEM, {}, ALL)).total).toBe(0)
    const kinds = (await shop.happenings()).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind.endsWith('.deleted'))).toEqual([
      'addon.deleted',
      'service.deleted',
      'service.deleted',
      'domain.deleted',
      'order.deleted',
    ])
    expect(kinds).toContain('service.created')
  })

  test('takes the add-ons of other orders that hang on its services', async () => {
    const other = await shop.orders.place(SYSTEM, {
      clientId: 1,
      paymentMethod: 'paypal',
      addons: [{ definitionId: 1, serviceId: placed.serviceIds[0]! }],
    })
    await shop.orders.markFraud(SYSTEM, placed.orderId)
    await shop.orders.delete(SYSTEM, placed.orderId)
    expect((await shop.addons.list(SYSTEM, {})).total).toBe(0)
    expect(await shop.orders.list(SYSTEM, {}, ALL)).toMatchObject({ rows: [{ id: other.orderId, lines: [] }] })
  })

  test.each(['Pending', 'Active'])('is refused for an order that is %s', async (status) => {
    if (status === 'Active') await shop.orders.accept(SYSTEM, placed.orderId)
    await expect(shop.orders.delete(SYSTEM, placed.orderId)).rejects.toMatchObject({
      code: 'order_not_deletable',
      facts: { order: placed.orderId, status },
    })
    expect(await statuses()).toHaveLength(5)
  })
})

test.each(['cancel', 'markFraud', 'reopen', 'delete'] as const)(
  'to %s is refused for an unknown order and for who may not write orders',
  async (verb) => {
    await expect(shop.orders[verb](SYSTEM, 99)).rejects.toMatchObject({ code: 'not_found', facts: { noun: 'Order' } })
    await expect(shop.orders[verb](only('orders.read'), placed.orderId)).rejects.toMatchObject({
      code: 'permission_refused',
    })
  },
)
