import { beforeEach, describe, expect, test } from 'vitest'
import { minor, NOW, nobody, only, openShop, type Shop, TODAY } from '../../../test/support/shop.ts'
import { SYSTEM } from '../../access/actor.ts'
import type { Cart, CartProduct } from './cart.ts'

let shop: Shop

beforeEach(async () => {
  shop = await openShop()
})

const ALL = { offset: 0, limit: 100 }
const place = (cart: Partial<Cart>) => shop.orders.place(SYSTEM, { clientId: 1, paymentMethod: 'paypal', ...cart })
const order = (product: CartProduct, over: Partial<Cart> = {}) => place({ products: [product], ...over })
const only1 = async (product: CartProduct, over: Partial<Cart> = {}) =>
  shop.services.get(SYSTEM, (await order(product, over)).serviceIds[0]!)

async function nothingWasWritten() {
  expect((await shop.orders.list(SYSTEM, {}, ALL)).total).toBe(0)
  expect((await shop.services.list(SYSTEM, {}, ALL)).total).toBe(0)
  expect(await shop.happenings()).toEqual([])
}

describe('an order', () => {
  test('has a number of ten digits that begins with none that a number would lose', async () => {
    const numbers = new Set<string>()
    for (let index = 0; index < 20; index++) numbers.add((await order({ productId: 1 })).orderNumber)
    expect(numbers.size).toBe(20)
    for (const number of numbers) expect(number).toMatch(/^[1-9]\d{9}$/)
  })

  test('is pending, with all that was said about it', async () => {
    const { orderId, orderNumber } = await order(
      { productId: 1 },
      {
        contactId: 1,
        nameservers: ['ns1.example.com', '', 'ns2.example.com'],
        promoCode: 'SPRING',
        ipAddress: '192.0.2.7',
        notes: 'a note',
        paymentMethod: 'banktransfer',
      },
    )
    const { rows: orders } = await shop.orders.list(SYSTEM, { orderId }, ALL)
    expect(orders).toMatchObject([
      {
        id: orderId,
        orderNumber,
        clientId: 1,
        contactId: 1,
        staffId: null,
        orderedAt: NOW,
        status: 'Pending',
        amount: 1795,
        paymentMethod: 'banktransfer',
        paymentMethodName: 'Bank Transfer',
        nameservers: ['ns1.example.com', 'ns2.example.com'],
        promoCode: 'SPRING',
        ipAddress: '192.0.2.7',
        notes: 'a note',
        renewals: { services: [], addons: [], domains: [] },
        clientName: 'Ada Lovelace',
        currencyPrefix: '$',
      },
    ])
  })

  test('names its items by kind, and is written down with each of them', async () => {
    const placed = await place({
      products: [
        { productId: 1, domain: 'one.com', addons: [{ definitionId: 1 }, { definitionId: 2 }] },
        { productId: 2, domain: 'two.com' },
      ],
      domains: [{ kind: 'Register', name: 'one.com' }],
    })
    expect(placed).toMatchObject({ serviceIds: [1, 2], addonIds: [1, 2], domainIds: [1] })
    const { rows: orders } = await shop.orders.list(SYSTEM, {}, ALL)
    expect(orders[0]!.lines.map(({ kind, name, domain, amount }) => [kind, name, domain, amount])).toEqual([
      ['product', 'Plain', 'one.com', 1795],
      ['product', 'Hosted', 'two.com', 995],
      ['addon', 'Backup', 'one.com', 500],
      ['addon', 'Mailbox', 'one.com', 200],
      ['domain', 'Register', 'one.com', 0],
    ])
    expect(orders[0]!.amount).toBe(1795 + 995 + 500 + 200)
    expect((await shop.happenings()).map(({ kind, subjectId, clientId }) => [kind, subjectId, clientId])).toEqual([
      ['service.created', 1, 1],
      ['addon.created', 1, 1],
      ['addon.created', 2, 1],
      ['service.created', 2, 1],
      ['domain.created', 1, 1],
      ['order.created', 1, 1],
    ])
  })

  test('needs the right to write orders', async () => {
    await expect(
      shop.orders.place(only('orders.read'), { clientId: 1, paymentMethod: 'paypal' }),
    ).rejects.toMatchObject({ facts: { permission: 'orders.write' } })
    await expect(shop.orders.list(nobody, {}, ALL)).rejects.toMatchObject({ code: 'permission_refused' })
    await expect(shop.orders.statuses(nobody)).rejects.toMatchObject({ code: 'permission_refused' })
  })

  test.each<[string, Partial<Cart>, object]>([
    ['an unknown client', { clientId: 99 }, { code: 'not_found', facts: { noun: 'Client', id: 99 } }],
    ['a closed client', { clientId: 3 }, { code: 'client_closed', facts: { client: 3 } }],
    [
      'a payment method that is not offered',
      { paymentMethod: 'oldpay' },
      { code: 'payment_method_unknown', facts: { got: 'oldpay', valid: ['paypal', 'banktransfer'] } },
    ],
    ['nothing', { products: [] }, { code: 'cart_empty' }],
    ['an unknown product', { products: [{ productId: 99 }] }, { code: 'product_unknown', facts: { product: 99 } }],
    ['a foreign contact', { clientId: 2, contactId: 1 }, { code: 'contact_not_owned', facts: { contact: 1 } }],
    [
      'an unknown add-on',
      { products: [{ productId: 1, addons: [{ definitionId: 99 }] }] },
      { code: 'addon_definition_unknown', facts: { definition: 99 } },
    ],
    [
      'an add-on of another product',
      { products: [{ productId: 1, addons: [{ definitionId: 3 }] }] },
      { code: 'addon_definition_unknown', facts: { definition: 3, product: 1 } },
    ],
    [
      'a cycle that is not offered',
      { products: [{ productId: 1, cycle: 'biennially' }] },
      { code: 'cycle_not_offered' },
    ],
    ['a fraction of a product', { products: [{ productId: 1, quantity: 0.5 }] }, { facts: { field: 'quantity' } }],
    ['none of a product', { products: [{ productId: 1, quantity: 0 }] }, { facts: { field: 'quantity' } }],
    ['less than none', { products: [{ productId: 4, quantity: -1 }] }, { facts: { field: 'quantity' } }],
    [
      'several where one is sold at once',
      { products: [{ productId: 2, quantity: 2 }] },
      { code: 'invalid', facts: { field: 'quantity' } },
    ],
    ['more than anybody needs', { products: [{ productId: 1, quantity: 10_001 }] }, { facts: { field: 'quantity' } }],
    ['more than there is', { products: [{ productId: 4, quantity: 4 }] }, { code: 'out_of_stock' }],
    [
      'more in parts than there is',
      {
        products: [
          { productId: 4, quantity: 2 },
          { productId: 4, quantity: 2 },
        ],
      },
      { code: 'out_of_stock' },
    ],
    [
      'a choice that does not exist',
      { products: [{ productId: 1, configOptions: { '1': 77 } }] },
      { code: 'choice_unknown' },
    ],
    [
      'a custom field that does not fit',
      { products: [{ productId: 1, customFields: { '1': 'green' } }] },
      { code: 'custom_field_invalid' },
    ],
    [
      'a price below zero',
      { products: [{ productId: 1, price: minor(-1) }] },
      { code: 'invalid', facts: { field: 'price' } },
    ],
    [
      'an amount beyond all measure',
      { products: [{ productId: 1, price: minor(2 ** 53 - 1), quantity: 2 }] },
      { code: 'quantity_refused' },
    ],
    ['a domain without a name', { domains: [{ kind: 'Register', name: ' ' }] }, { facts: { field: 'domain' } }],
    [
      'a domain for ever',
      { domains: [{ kind: 'Register', name: 'a.com', years: 11 }] },
      { code: 'invalid', facts: { field: 'years' } },
    ],
    [
      'a crowd of name servers',
      { products: [{ productId: 1 }], nameservers: ['a', 'b', 'c', 'd', 'e', 'f'] },
      { code: 'invalid', facts: { field: 'nameservers' } },
    ],
    [
      'more items than an order holds',
      { products: [{ productId: 1, addons: Array.from({ length: 500 }, () => ({ definitionId: 1 })) }] },
      { code: 'invalid', facts: { field: 'cart' } },
    ],
    [
      'an add-on for an unknown service',
      { addons: [{ definitionId: 1, serviceId: 99 }] },
      { code: 'service_not_owned', facts: { service: 99 } },
    ],
    ['the renewal of an unknown service', { renewals: { services: [99] } }, { code: 'service_not_owned' }],
    ['the renewal of an unknown add-on', { renewals: { addons: [99] } }, { code: 'addon_not_owned' }],
    [
      'the renewal of an unknown domain',
      { renewals: { domains: [{ id: 99, years: 1 }] } },
      { code: 'domain_not_owned' },
    ],
  ])('of %s is refused, whatever else is in the cart, and nothing is written', async (_, cart, refusal) => {
    const sound = cart.products?.length === 0 ? [] : [{ productId: 5, domain: 'sound.example' }]
    await expect(place({ ...cart, products: [...sound, ...(cart.products ?? [])] })).rejects.toMatchObject(refusal)
    await nothingWasWritten()
  })
})

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
    const stock = async () => (await shop.catalog.getProduct(SYSTEM, 4)).stock
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
