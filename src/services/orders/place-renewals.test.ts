import { beforeEach, describe, expect, test } from 'vitest'
import { minor, openShop, type Shop } from '../../../test/support/shop.ts'
import { SYSTEM } from '../../access/actor.ts'
import type { Cart } from './cart.ts'

let shop: Shop

beforeEach(async () => {
  shop = await openShop()
})

const ALL = { offset: 0, limit: 100 }
const place = (cart: Partial<Cart>) => shop.orders.place(SYSTEM, { clientId: 1, paymentMethod: 'paypal', ...cart })

describe('a renewal', () => {
  async function holdings() {
    const placed = await place({
      products: [{ productId: 1, addons: [{ definitionId: 1 }] }, { productId: 5 }],
      domains: [{ kind: 'Register', name: 'a.org', years: 2, price: minor(2000) }],
    })
    const [service, once] = placed.serviceIds as [number, number]
    return { ...placed, service, once, addon: placed.addonIds[0]!, domain: placed.domainIds[0]! }
  }

  test('costs what the next periods cost, each thing once', async () => {
    const { orderId, service, addon, domain } = await holdings()
    await shop.orders.accept(SYSTEM, orderId)
    const renewal = await place({
      renewals: { services: [service, service], addons: [addon], domains: [{ id: domain, years: 3 }] },
    })
    const { rows: orders } = await shop.orders.list(SYSTEM, { orderId: renewal.orderId }, ALL)
    expect(orders).toMatchObject([
      {
        amount: 1295 + 400 + 3000,
        renewals: { services: [service], addons: [addon], domains: [{ id: domain, years: 3 }] },
        lines: [],
      },
    ])
  })

  test('of what is not running, or is not paid again, is refused', async () => {
    const { orderId, service, once, addon, domain } = await holdings()
    const refused = (renewals: Cart['renewals']) => expect(place({ renewals })).rejects
    await refused({ services: [service] }).toMatchObject({
      code: 'service_not_renewable',
      facts: { service, status: 'Pending' },
    })
    await refused({ addons: [addon] }).toMatchObject({ code: 'addon_not_renewable', facts: { addon } })
    await refused({ domains: [{ id: domain, years: 1 }] }).toMatchObject({
      code: 'domain_not_renewable',
      facts: { domain, status: 'Pending' },
    })
    await shop.orders.accept(SYSTEM, orderId)
    await refused({ services: [once] }).toMatchObject({ code: 'service_not_renewable', facts: { status: 'Active' } })
    await refused({ domains: [{ id: domain, years: 0 }] }).toMatchObject({ facts: { field: 'years' } })
  })

  test('of what belongs to somebody else is refused', async () => {
    const { orderId, service, addon, domain } = await holdings()
    await shop.orders.accept(SYSTEM, orderId)
    const refused = (renewals: Cart['renewals']) => expect(place({ clientId: 2, renewals })).rejects
    await refused({ services: [service] }).toMatchObject({ code: 'service_not_owned' })
    await refused({ addons: [addon] }).toMatchObject({ code: 'addon_not_owned' })
    await refused({ domains: [{ id: domain, years: 1 }] }).toMatchObject({ code: 'domain_not_owned' })
  })
})
