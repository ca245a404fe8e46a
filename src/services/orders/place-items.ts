import type { CalendarDate } from '../../base/calendar.ts'
import { requireText } from '../../base/checks.ts'
import { toMinor } from '../../base/money.ts'
import { Invalid } from '../../base/refusal.ts'
import { wholeNumber } from '../../catalog/checks.ts'
import { type Cycle, isRecurring, type PayType } from '../../catalog/cycle.ts'
import type { AddonDefinition } from '../../catalog/products/addon-definition.ts'
import { requireChosen } from '../../catalog/products/config-option.ts'
import { offeredCycles, payable, quote, quoteAddon } from '../../catalog/quote.ts'
import { suffixesOf, type TldAction } from '../../catalog/tld.ts'
import type { Client } from '../../clients/client.ts'
import { fillCustomFields } from '../../clients/custom-field.ts'
import { addonPrice } from '../addons/addon.ts'
import { BLANK_ADDON, BLANK_DOMAIN, BLANK_SERVICE } from '../blank.ts'
import { LONGEST_TEXT, requireAmount, requirePassword } from '../checks.ts'
import { requireNameservers, requireYears } from '../domains/domain.ts'
import type { ServiceTools, ServiceTx } from '../parts.ts'
import { ServiceRefused } from '../refused.ts'
import type { NewAddon, NewDomain, NewService } from '../store.ts'
import type { Cart, CartAddon, CartDomain, CartProduct } from './cart.ts'

export type Placing = {
  tx: ServiceTx
  tools: ServiceTools
  client: Client
  cart: Cart
  orderId: number
  today: CalendarDate
}

/** The service of one product, and its add-ons once it has a number. */
export async function productRows(
  { tx, tools, client, cart, orderId, today }: Placing,
  item: CartProduct,
): Promise<{ service: NewService; addonsOf: (serviceId: number) => Promise<NewAddon[]> }> {
  const product = await tx.catalog.products.get(item.productId)
  if (!product)
    throw new ServiceRefused('product_unknown', `There is no product ${item.productId}`, { product: item.productId })
  const quantity = requireQuantity(item.quantity, product.allowQuantity)
  const cycle = await cycleOf(tx, 'product', product, client.currencyId, item.cycle)
  const quoted = await quote(tx, {
    productId: product.id,
    currencyId: client.currencyId,
    cycle,
    configOptions: item.configOptions,
    quantity,
  })
  const known = cart.onlyKnownFields ?? false
  if (known) requireChosen(item.configOptions ?? {}, quoted.configOptions)
  const fields = await tx.clients.customFields.of('product', [product.id])
  const price = item.price === undefined ? undefined : payable(requireAmount('price', item.price) * quantity)
  const service: NewService = {
    ...BLANK_SERVICE,
    clientId: client.id,
    orderId,
    productId: product.id,
    quantity,
    status: 'Pending',
    domain: line('domain', item.domain) || line('hostname', item.hostname),
    passwordSealed: item.rootPassword ? tools.secrets.seal(requirePassword('rootPassword', item.rootPassword)) : null,
    paymentMethod: cart.paymentMethod,
    billingCycle: cycle,
    firstPayment: price ?? quoted.firstPaymentMinor,
    recurring: price === undefined ? quoted.recurringMinor : isRecurring(cycle) ? price : toMinor(0),
    registeredOn: today,
    ns1: line('ns1', item.ns1),
    ns2: line('ns2', item.ns2),
    // Not all or nothing: the products whose clients connect here let a program order what a form would ask more of.
    customFields: await fillCustomFields(tools.secrets, fields, {}, item.customFields ?? {}, {
      complete: false,
      required: false,
      known,
    }),
    configOptions: quoted.configOptions,
  }
  return { service, addonsOf }

  async function addonsOf(serviceId: number): Promise<NewAddon[]> {
    const rows: NewAddon[] = []
    for (const addon of item.addons ?? []) {
      const parent = { id: serviceId, productId: product!.id, billingCycle: cycle }
      rows.push(await addonOf({ tx, client, cart, orderId, today }, parent, addon))
    }
    return rows
  }
}

/** The add-on for a service that the client has. */
export async function addonRow(placing: Placing, { serviceId, ...addon }: CartAddon): Promise<NewAddon> {
  const { tx, client } = placing
  const service = await tx.services.get(serviceId)
  if (service?.clientId !== client.id)
    throw new ServiceRefused('service_not_owned', `Service ${serviceId} is not one of client ${client.id}`, {
      service: serviceId,
    })
  return addonOf(placing, service, addon)
}

async function addonOf(
  { tx, client, cart, orderId, today }: Omit<Placing, 'tools'>,
  parent: { id: number; productId: number; billingCycle: Cycle },
  { definitionId, quantity: wanted }: Omit<CartAddon, 'serviceId'>,
): Promise<NewAddon> {
  const definition = await tx.catalog.addons.get(definitionId)
  if (!definition || !isOfferedWith(definition, parent.productId))
    throw new ServiceRefused('addon_definition_unknown', `There is no add-on ${definitionId} for the product`, {
      definition: definitionId,
      product: parent.productId,
    })
  const quantity = requireQuantity(wanted, definition.allowQuantity)
  const cycle = await cycleOf(tx, 'addon', definition, client.currencyId, parent.billingCycle)
  const quoted = await quoteAddon(tx, { addonId: definition.id, currencyId: client.currencyId, cycle, quantity })
  return {
    ...BLANK_ADDON,
    clientId: client.id,
    serviceId: parent.id,
    orderId,
    definitionId: definition.id,
    quantity,
    setup: quoted.setupMinor,
    recurring: addonPrice(quoted),
    billingCycle: cycle,
    tax: definition.tax,
    status: 'Pending',
    registeredOn: today,
    paymentMethod: cart.paymentMethod,
  }
}

/** An add-on that names no product is offered with all. */
const isOfferedWith = ({ productIds }: AddonDefinition, productId: number) =>
  productIds.length === 0 || productIds.includes(productId)

/** It costs what its top-level domain does, unless the order says otherwise; nothing where that has no price. */
export async function domainRow({ tx, tools, client, cart, orderId }: Placing, item: CartDomain): Promise<NewDomain> {
  const tld = await tx.catalog.tlds.longest(suffixesOf(item.name))
  const priced = (action: TldAction) => tld?.prices[action][client.currencyId]?.[item.years ?? 1]
  const first = item.price ?? priced(item.kind === 'Transfer' ? 'transfer' : 'register')
  const price = requireAmount('firstPayment', first ?? toMinor(0))
  const renewal = item.renewalPrice ?? (item.price === undefined ? priced('renew') : undefined)
  return {
    ...BLANK_DOMAIN,
    clientId: client.id,
    orderId,
    kind: item.kind,
    name: requireText('domain', item.name, LONGEST_TEXT),
    periodYears: requireYears('years', item.years ?? 1),
    firstPayment: price,
    recurring: requireAmount('renewalPrice', renewal ?? price),
    paymentMethod: cart.paymentMethod,
    status: 'Pending',
    dnsManagement: item.dnsManagement ?? false,
    emailForwarding: item.emailForwarding ?? false,
    idProtection: item.idProtection ?? false,
    nameservers: requireNameservers(cart.nameservers ?? []),
    eppCodeSealed: item.eppCode ? tools.secrets.seal(requirePassword('eppCode', item.eppCode)) : null,
  }
}
const line = (field: string, text = '') => requireText(field, text, LONGEST_TEXT, 0)

const MOST_PIECES = 10_000

function requireQuantity(wanted: number | undefined, allowed: boolean): number {
  const quantity = wholeNumber('quantity', wanted ?? 1, 1)
  if (quantity > (allowed ? MOST_PIECES : 1))
    throw new Invalid('quantity', allowed ? `1 to ${MOST_PIECES}` : '1, since no more is sold at once', quantity)
  return quantity
}

/** What is asked for, and else the shortest that is offered. A cycle that is not offered is refused by the quote. */
async function cycleOf(
  tx: ServiceTx,
  owner: 'product' | 'addon',
  sold: { id: number; payType: PayType },
  currencyId: number,
  wanted: Cycle | undefined,
): Promise<Cycle> {
  if (sold.payType !== 'recurring') return sold.payType
  const offered = await offeredCycles(tx, owner, sold, currencyId)
  const [shortest = 'monthly'] = offered
  if (wanted === undefined) return shortest
  // An add-on goes with its service's cycle where it can; a product is asked for in so many words.
  return owner === 'product' || offered.includes(wanted) ? wanted : shortest
}
