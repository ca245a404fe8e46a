import { beforeEach, expect, test } from 'vitest'
import { minor, openShop, type Shop } from '../../../test/support/shop.ts'
import { SYSTEM } from '../../access/actor.ts'
import type { CalendarDate } from '../../base/calendar.ts'

let shop: Shop

beforeEach(async () => {
  shop = await openShop()
})

const day = (text: string) => text as CalendarDate

async function service(accepted = true) {
  const { orderId, serviceIds } = await shop.orders.place(SYSTEM, {
    clientId: 1,
    paymentMethod: 'paypal',
    products: [{ productId: 1 }],
  })
  if (accepted) await shop.orders.accept(SYSTEM, orderId)
  return serviceIds[0]!
}

const quote = (serviceId: number) =>
  shop.orders.quoteUpgrade(SYSTEM, { serviceId, paymentMethod: 'paypal', productId: 1 })

test('what is pending is calculated, and not ordered', async () => {
  const id = await service(false)
  expect(await quote(id)).toMatchObject({ upgrade: { serviceId: id } })
  await expect(
    shop.orders.upgrade(SYSTEM, { serviceId: id, paymentMethod: 'paypal', productId: 1 }),
  ).rejects.toMatchObject({ code: 'service_not_upgradable' })
})

test('what is overdue is refused', async () => {
  const id = await service()
  await shop.services.update(SYSTEM, id, { nextDueOn: day('2026-02-02') })
  await expect(quote(id)).rejects.toMatchObject({ code: 'service_overdue', facts: { nextDueOn: '2026-02-02' } })
})

test.each([
  [7, 7],
  [-7, -7],
  [8, 7],
])('half a cent goes away from zero: %d cents a month are %d now', async (cents, now) => {
  const id = await service()
  const { recurring } = (await quote(id)).upgrade
  // 26 of 28 days are left, so that 7 cents a month are 6.5 now.
  await shop.services.update(SYSTEM, id, { nextDueOn: day('2026-03-02'), recurring: minor(recurring - cents) })
  const { price, daysUntilRenewal, totalDays } = await quote(id)
  expect({ price, daysUntilRenewal, totalDays }).toEqual({ price: now, daysUntilRenewal: 26, totalDays: 28 })
})

test('what was free is due one cycle after its upgrade', async () => {
  const id = await service()
  await shop.services.update(SYSTEM, id, { billingCycle: 'free', nextDueOn: null, recurring: minor(0) })
  const upgrade = { serviceId: id, paymentMethod: 'paypal', productId: 1, billingCycle: 'monthly' } as const
  await shop.orders.accept(SYSTEM, (await shop.orders.upgrade(SYSTEM, upgrade)).orderId)
  expect(await shop.services.get(SYSTEM, id)).toMatchObject({ billingCycle: 'monthly', nextDueOn: '2026-03-04' })
})
