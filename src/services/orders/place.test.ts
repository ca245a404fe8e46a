import { beforeEach, describe, expect, test } from 'vitest'
import { minor, NOW, nobody, only, openShop, type Shop } from '../../../test/support/shop.ts'
import { SYSTEM } from '../../access/actor.ts'
import type { Cart, CartProduct } from './cart.ts'

let shop: Shop

beforeEach(async () => {
  shop = await openShop()
})

const ALL = { offset: 0, limit: 100 }
const place = (cart: Partial<Cart>) => shop.orders.place(SYSTEM, { clientId: 1, paymentMethod: 'paypal', ...cart })
const order = (product: CartProduct, over: Partial<Cart> = {}) => place({ products: [product], ...over })

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
