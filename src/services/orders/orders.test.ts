import { beforeEach, expect, test } from 'vitest'
import { only, openShop, type Shop } from '../../../test/support/shop.ts'
import { SYSTEM } from '../../access/actor.ts'

let shop: Shop

beforeEach(async () => {
  shop = await openShop()
  await shop.orders.place(SYSTEM, {
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

test('the statuses say how many orders are in each, also where there are none', async () => {
  expect(await shop.orders.statuses(SYSTEM)).toEqual([
    { status: 'Pending', count: 1 },
    { status: 'Active', count: 0 },
    { status: 'Fraud', count: 0 },
    { status: 'Cancelled', count: 0 },
  ])
})

test('orders are found by a status in any case', async () => {
  expect((await shop.orders.list(SYSTEM, { status: 'pENDING' }, ALL)).total).toBe(1)
  expect((await shop.orders.list(SYSTEM, { status: 'Lost' }, ALL)).total).toBe(0)
})

test('one order is got with its items; it needs the right to read, and the order must be there', async () => {
  expect(await shop.orders.get(SYSTEM, 1)).toMatchObject({ id: 1, lines: [{}, {}, {}, { kind: 'domain' }] })
  await expect(shop.orders.get(SYSTEM, 99)).rejects.toMatchObject({ code: 'not_found', facts: { noun: 'Order' } })
  await expect(shop.orders.get(only('orders.write'), 1)).rejects.toMatchObject({ code: 'permission_refused' })
})
