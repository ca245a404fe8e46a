import { expect, test } from 'vitest'
import { minor, only, openShop } from '../../../test/support/shop.ts'
import { SYSTEM } from '../../access/actor.ts'
import type { Cart } from './cart.ts'

const ALL = { offset: 0, limit: 100 }

const CART: Cart = {
  clientId: 1,
  paymentMethod: 'paypal',
  products: [
    { productId: 1, cycle: 'annually', addons: [{ definitionId: 1 }] },
    { productId: 4, quantity: 2 },
  ],
  domains: [{ kind: 'Register', name: 'a.org', years: 2, price: minor(2000), renewalPrice: minor(1200) }],
}

test('a quote costs what the order would, and leaves nothing behind', async () => {
  const shop = await openShop()
  const quote = await shop.orders.quote(SYSTEM, CART)
  expect((await shop.orders.list(SYSTEM, {}, ALL)).total).toBe(0)
  expect(await shop.happenings()).toEqual([])
  expect(quote).toMatchObject({
    products: [
      { productId: 1, billingCycle: 'annually', addons: [{ definitionId: 1 }] },
      { productId: 4, quantity: 2 },
    ],
    domains: [{ name: 'a.org', years: 2, firstPayment: 2000, recurring: 1200 }],
  })

  const { orderId } = await shop.orders.place(SYSTEM, CART)
  const placed = await shop.orders.get(SYSTEM, orderId)
  expect(quote.amount).toBe(placed.amount)
  const services = (await shop.services.list(SYSTEM, {}, ALL)).rows
  expect(quote.products.map(({ firstPayment, recurring }) => ({ firstPayment, recurring }))).toEqual(
    services.map(({ firstPayment, recurring }) => ({ firstPayment, recurring })),
  )
})

test('what is renewed counts with its own price, and what recurs never is nothing', async () => {
  const shop = await openShop()
  const { orderId, serviceIds, addonIds } = await shop.orders.place(SYSTEM, CART)
  await shop.orders.accept(SYSTEM, orderId)
  const [service, addon] = [
    await shop.services.get(SYSTEM, serviceIds[0]!),
    await shop.addons.get(SYSTEM, addonIds[0]!),
  ]
  const renewals = { services: [service.id], addons: [addon.id] }
  expect(await shop.orders.quote(SYSTEM, { clientId: 1, paymentMethod: 'paypal', renewals })).toMatchObject({
    amount: service.recurring + addon.recurring,
    renewals: service.recurring + addon.recurring,
  })
})

test('a quote is refused as its order would be', async () => {
  const shop = await openShop()
  const quote = (cart: Partial<Cart>) => shop.orders.quote(SYSTEM, { ...CART, ...cart })
  await expect(quote({ clientId: 99 })).rejects.toMatchObject({ code: 'not_found' })
  await expect(quote({ clientId: 3 })).rejects.toMatchObject({ code: 'client_closed' })
  await expect(quote({ paymentMethod: 'oldpay' })).rejects.toMatchObject({ code: 'payment_method_unknown' })
  await expect(quote({ products: [], domains: [] })).rejects.toMatchObject({ code: 'cart_empty' })
  await expect(quote({ renewals: { services: [99] } })).rejects.toMatchObject({ code: 'service_not_owned' })
  await expect(shop.orders.quote(only('orders.read'), CART)).rejects.toMatchObject({ code: 'permission_refused' })
})
