import { beforeEach, describe, expect, test } from 'vitest'
import { minor, openShop, type Shop, TODAY } from '../../../test/support/shop.ts'
import { SYSTEM } from '../../access/actor.ts'
import type { Cart, CartProduct } from './cart.ts'

let shop: Shop

beforeEach(async () => {
  shop = await openShop()
})

const place = (cart: Partial<Cart>) => shop.orders.place(SYSTEM, { clientId: 1, paymentMethod: 'paypal', ...cart })
const order = (product: CartProduct, over: Partial<Cart> = {}) => place({ products: [product], ...over })
const only1 = async (product: CartProduct, over: Partial<Cart> = {}) =>
  shop.services.get(SYSTEM, (await order(product, over)).serviceIds[0]!)

describe('a product in an order', () => {
  test('becomes a pending service that says what was ordered', async () => {
    const service = await only1({
      productId: 1,
      cycle: 'annually',
      quantity: 2,
      domain: ' Demo.example ',
      ns1: 'ns1',
      ns2: 'ns2',
      rootPassword: 'toor',
      customFields: { '1': 'blue' },
      configOptions: { '1': 2, '2': 3 },
    })
    expect(service).toMatchObject({
      clientId: 1,
      productId: 1,
      status: 'Pending',
      quantity: 2,
      domain: 'Demo.example',
      username: '',
      serverId: null,
      paymentMethod: 'paypal',
      billingCycle: 'annually',
      firstPayment: 24000,
      recurring: 24000,
      registeredOn: TODAY,
      nextDueOn: null,
      ns1: 'ns1',
      ns2: 'ns2',
      customFields: { '1': 'blue' },
      configOptions: { '1': { choiceId: 2, quantity: 1 }, '2': { choiceId: 3, quantity: 3 } },
    })
    expect(shop.services.passwordOf(SYSTEM, service)).toBe('toor')
  })

  test('costs what the catalog says of it in the currency of the client', async () => {
    expect(await only1({ productId: 1, configOptions: { '1': 2, '2': 2 } })).toMatchObject({
      firstPayment: 500 + 1295 + 300 + 200,
      recurring: 1295 + 300 + 200,
    })
    expect(await only1({ productId: 1 }, { clientId: 2 })).toMatchObject({ firstPayment: 3590, recurring: 2590 })
  })

  test('costs what is said instead, each time and without a set-up', async () => {
    expect(await only1({ productId: 1, quantity: 3, price: minor(100) })).toMatchObject({
      firstPayment: 300,
      recurring: 300,
    })
    expect(await only1({ productId: 5, price: minor(0) })).toMatchObject({ firstPayment: 0, recurring: 0 })
    expect(await only1({ productId: 5, price: minor(90) })).toMatchObject({ firstPayment: 90, recurring: 0 })
  })

  test.each([
    [{ productId: 1 }, 'monthly'],
    [{ productId: 3 }, 'quarterly'],
    [{ productId: 4 }, 'free'],
    [{ productId: 5 }, 'onetime'],
    [{ productId: 5, cycle: 'monthly' }, 'onetime'],
    [{ productId: 4, cycle: 'annually' }, 'free'],
  ] as const)('%o is paid %s', async (product, cycle) => {
    expect(await only1(product)).toMatchObject({ billingCycle: cycle })
  })

  test('has its host name as the domain when it has no domain', async () => {
    expect(await only1({ productId: 1, hostname: 'srv1.example.com' })).toMatchObject({ domain: 'srv1.example.com' })
    expect(await only1({ productId: 1, hostname: 'srv1', domain: 'a.com' })).toMatchObject({ domain: 'a.com' })
  })

  test('is taken from stock, and is sold out when that is empty', async () => {
    const stock = async () => (await shop.catalog.products.get(SYSTEM, 4)).stock
    await order({ productId: 4, quantity: 2 })
    expect(await stock()).toBe(1)
    await order({ productId: 4 })
    expect(await stock()).toBe(0)
    await expect(order({ productId: 4 })).rejects.toMatchObject({ code: 'out_of_stock', facts: { product: 4 } })
    expect(await stock()).toBe(0)
  })
})

describe('an add-on in an order', () => {
  const addonsOf = async (serviceId: number) => (await shop.addons.list(SYSTEM, { serviceIds: [serviceId] })).rows

  test('goes with the cycle of its service where it can, and else with its own shortest', async () => {
    const yearly = await order({ productId: 1, cycle: 'annually', addons: [{ definitionId: 1 }, { definitionId: 2 }] })
    expect(await addonsOf(yearly.serviceIds[0]!)).toMatchObject([
      { billingCycle: 'annually', setup: 0, recurring: 4000, tax: true, status: 'Pending', registeredOn: TODAY },
      { billingCycle: 'monthly', setup: 0, recurring: 200, tax: false, nextDueOn: null },
    ])
  })

  test('costs its quantity', async () => {
    const { serviceIds } = await order({ productId: 1, addons: [{ definitionId: 1, quantity: 3 }] })
    expect(await addonsOf(serviceIds[0]!)).toMatchObject([{ quantity: 3, setup: 300, recurring: 1200 }])
  })

  test('is sold with the products that it names', async () => {
    const { serviceIds } = await order({ productId: 2, addons: [{ definitionId: 3 }] })
    expect(await addonsOf(serviceIds[0]!)).toMatchObject([
      { definitionId: 3, definitionName: 'For Hosted', name: '', billingCycle: 'free' },
    ])
  })

  test('is added to a service that the client has, and to no other', async () => {
    const { serviceIds } = await order({ productId: 1 })
    const placed = await place({ addons: [{ definitionId: 1, serviceId: serviceIds[0]!, quantity: 2 }] })
    expect(placed).toMatchObject({ serviceIds: [], addonIds: [1] })
    expect(await addonsOf(serviceIds[0]!)).toMatchObject([{ orderId: placed.orderId, quantity: 2, clientId: 1 }])
    await expect(
      place({ clientId: 2, addons: [{ definitionId: 1, serviceId: serviceIds[0]! }] }),
    ).rejects.toMatchObject({ code: 'service_not_owned', facts: { service: serviceIds[0] } })
  })
})

test('a domain in an order becomes a pending record', async () => {
  const { domainIds } = await place({
    domains: [
      {
        kind: 'Transfer',
        name: 'Example.org',
        years: 3,
        eppCode: 'open sesame',
        dnsManagement: true,
        idProtection: true,
        price: minor(1500),
        renewalPrice: minor(2000),
      },
      { kind: 'Register', name: 'plain.org', price: minor(900) },
    ],
    nameservers: ['ns1.example.com', 'ns2.example.com'],
  })
  const transfer = await shop.domains.get(SYSTEM, domainIds[0]!)
  expect(transfer).toMatchObject({
    clientId: 1,
    kind: 'Transfer',
    name: 'Example.org',
    registrar: '',
    periodYears: 3,
    firstPayment: 1500,
    recurring: 2000,
    status: 'Pending',
    registeredOn: null,
    expiresOn: null,
    dnsManagement: true,
    emailForwarding: false,
    idProtection: true,
    nameservers: ['ns1.example.com', 'ns2.example.com'],
  })
  expect(shop.secrets.open(transfer.eppCodeSealed!)).toBe('open sesame')
  expect(await shop.domains.get(SYSTEM, domainIds[1]!)).toMatchObject({
    kind: 'Register',
    periodYears: 1,
    firstPayment: 900,
    recurring: 900,
    eppCodeSealed: null,
  })
  expect(JSON.stringify(await shop.happenings())).not.toContain('open sesame')
})

test('fields and options that a product does not have are refused where only known ones are taken', async () => {
  for (const foreign of [{ customFields: { '99': 'x' } }, { configOptions: { '99': 1 } }]) {
    const given = { productId: 1, ...foreign }
    await expect(order(given, { onlyKnownFields: true })).rejects.toMatchObject({
      code: 'not_found',
      facts: { id: 99 },
    })
    await expect(order(given)).resolves.toMatchObject({ orderId: expect.any(Number) })
  }
})
