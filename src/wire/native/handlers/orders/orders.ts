import type { Actor } from '../../../../access/actor.ts'
import type { Domain } from '../../../../domain.ts'
import type { Cart, CartDomain, CartProduct } from '../../../../services/orders/cart.ts'
import type { Order, OrderLine, OrderListing, Upgrade } from '../../../../services/orders/order.ts'
import type { QuotedAddon } from '../../../../services/orders/quote-cart.ts'
import type { AnswerOf, InputOf } from '../../contract/operation.ts'
import { orders } from '../../contract/orders/orders.ts'
import { amountOf, configOptionsOf, customFieldsOf } from '../../decode.ts'
import { amountText, instantText, orNull } from '../../encode.ts'
import { handle } from '../../handler.ts'
import { listSorted } from '../../keyset.ts'

export const orderHandlers = [
  handle(orders.list, async ({ actor, domain }, { query: { offset, limit, cursor, sort, ...filter } }) => {
    const { rows, beside } = await listSorted({ offset, limit, cursor, sort }, (page, order) =>
      domain.orders.list(actor, filter, page, order),
    )
    return { items: await encodeOrders(actor, domain, rows), ...beside }
  }),

  handle(orders.statuses, async ({ actor, domain }) => ({ items: await domain.orders.statuses(actor) })),

  handle(orders.get, async ({ actor, domain }, { params }) => {
    const [encoded] = await encodeOrders(actor, domain, [await domain.orders.get(actor, params.id)])
    return encoded!
  }),

  handle(orders.quote, async ({ actor, domain }, { body }) => {
    const quote = await domain.orders.quote(actor, cartOf(body))
    return {
      currency: quote.currency,
      amount: amountText(quote.amount),
      products: quote.products.map(({ addons, ...product }) => ({
        ...withAmounts(product),
        addons: addons.map((addon) => withAmounts<QuotedAddon>(addon)),
      })),
      addons: quote.addons.map((addon) => withAmounts<QuotedAddon>(addon)),
      domains: quote.domains.map((name) => withAmounts(name)),
      renewals: amountText(quote.renewals),
    }
  }),

  handle(orders.create, async ({ actor, domain }, { body }) => {
    const { orderId: id, ...placed } = await domain.orders.place(actor, cartOf(body))
    return { id, ...placed }
  }),

  handle(orders.accept, async ({ actor, domain }, { params, body }) =>
    changed(await domain.modules.acceptOrder(actor, params.id, { ...body, asksToProvision: true })),
  ),

  handle(orders.cancel, async ({ actor, domain }, { params }) => changed(await domain.orders.cancel(actor, params.id))),
  handle(orders.fraud, async ({ actor, domain }, { params }) =>
    changed(await domain.orders.markFraud(actor, params.id)),
  ),
  handle(orders.pending, async ({ actor, domain }, { params }) =>
    changed(await domain.orders.reopen(actor, params.id)),
  ),
  handle(orders.delete, async ({ actor, domain }, { params: { id } }) => {
    await domain.orders.delete(actor, id)
    return { id }
  }),
]

type Sent = InputOf<typeof orders.create>['body']

const cartOf = ({ products, domains, ...cart }: Sent): Cart => ({
  ...cart,
  onlyKnownFields: true,
  products: products?.map(productOf),
  domains: domains?.map(domainOf),
})

const productOf = ({
  billingCycle: cycle,
  price,
  configOptions,
  customFields,
  ...product
}: NonNullable<Sent['products']>[number]): CartProduct => ({
  ...product,
  cycle,
  price: amountOf(price),
  configOptions: configOptionsOf(configOptions),
  customFields: customFieldsOf(customFields),
})

const domainOf = ({ price, renewalPrice, ...domain }: NonNullable<Sent['domains']>[number]): CartDomain => ({
  ...domain,
  price: amountOf(price),
  renewalPrice: amountOf(renewalPrice),
})

const changed = ({ id, status }: Order) => ({ id, status })

type Payments = Pick<QuotedAddon, 'firstPayment' | 'recurring'>
const withAmounts = <T extends Payments>({ firstPayment, recurring, ...rest }: T) => ({
  ...rest,
  firstPayment: amountText(firstPayment),
  recurring: amountText(recurring),
})

type Encoded = AnswerOf<typeof orders.get>

async function encodeOrders(actor: Actor, domain: Domain, listings: readonly OrderListing[]): Promise<Encoded[]> {
  const currencies = await domain.orders.currenciesOf(actor, listings)
  return listings.map((listing) => encodeOrder(listing, currencies.get(listing.clientId)!))
}

function encodeOrder(order: OrderListing, currency: string): Encoded {
  const { id, orderNumber, clientId, clientName, contactId, staffId, status, renewals } = order
  const { paymentMethod, paymentMethodName, promoCode, ipAddress, notes } = order
  return {
    ...{ id, orderNumber, clientId, clientName, contactId, staffId, status, currency },
    amount: amountText(order.amount),
    ...{ paymentMethod, paymentMethodName },
    nameservers: [...order.nameservers],
    ...{ promoCode, ipAddress, notes },
    items: order.lines.map(encodeLine),
    renewals: {
      services: [...renewals.services],
      addons: [...renewals.addons],
      domains: renewals.domains.map((renewal) => ({ ...renewal })),
    },
    upgrade: orNull(order.upgrade, encodeUpgrade),
    orderedAt: instantText(order.orderedAt),
    renewedAt: orNull(order.renewedAt, instantText),
    updatedAt: instantText(order.updatedAt),
  }
}

const encodeLine = ({
  kind,
  itemId,
  amount,
  itemType: _,
  why: _why,
  groupName: _group,
  ...line
}: OrderLine): Encoded['items'][number] => ({
  type: kind === 'product' ? 'service' : kind,
  id: itemId,
  ...line,
  firstPayment: amountText(amount),
})

const encodeUpgrade = ({ recurring, configOptions, ...upgrade }: Upgrade): NonNullable<Encoded['upgrade']> => ({
  ...upgrade,
  recurring: amountText(recurring),
  configOptions: Object.entries(configOptions).map(([key, selection]) => ({ id: Number(key), ...selection })),
})
