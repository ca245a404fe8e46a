import type { Actor } from '../../access/actor.ts'
import { requireLines, requireText } from '../../base/checks.ts'
import { randomToken } from '../../base/ids.ts'
import { type Minor, toMinor } from '../../base/money.ts'
import { Invalid, NotFound } from '../../base/refusal.ts'
import { takeStock } from '../../catalog/products/stock.ts'
import { payable } from '../../catalog/quote.ts'
import type { Client } from '../../clients/client.ts'
import { record } from '../../events/event.ts'
import { nounOf } from '../../events/kinds.ts'
import { LONGEST_NOTES, LONGEST_TEXT } from '../checks.ts'
import { requireNameservers } from '../domains/domain.ts'
import { requirePaymentMethod, type ServiceTools, type ServiceTx } from '../parts.ts'
import { NOUNS } from '../record-change.ts'
import { ServiceRefused } from '../refused.ts'
import type { NewOrder } from '../store.ts'
import type { Cart, Placed } from './cart.ts'
import { NO_RENEWALS } from './order.ts'
import { addonRow, domainRow, productRows } from './place-items.ts'
import { renewalsOf } from './place-renewals.ts'

const MOST_ITEMS = 500

/** The order and all its items, pending. Nothing is set up before it is accepted. */
export async function placeOrder(tx: ServiceTx, tools: ServiceTools, actor: Actor, cart: Cart): Promise<Placed> {
  const client = await openClient(tx, cart.clientId)
  await requirePaymentMethod(tx, cart.paymentMethod, { activeOnly: true })
  const { products = [], addons = [], domains = [] } = cart
  const renewals = await renewalsOf(tx, client, cart.renewals ?? {})
  const items = requireItems(cart, renewals.count)
  // Nobody deletes a service while something is ordered for it. Before the stock, as everybody takes the two in this order.
  for (const id of [...new Set(addons.map(({ serviceId }) => serviceId))].toSorted((a, b) => a - b))
    await tx.services.lock(id)
  // In order of id, so that two orders for the same products cannot wait for each other.
  for (const { productId, quantity = 1 } of products.toSorted((a, b) => a.productId - b.productId))
    if (await tx.catalog.products.get(productId)) await takeStock(tx, actor, productId, quantity)

  const order = await insertOrder(tx, actor, cart, client, { renewals: renewals.ordered })
  const placing = { tx, tools, client, cart, orderId: order.id, today: tools.wallClock.date(tx.at) }
  const placed: Placed = { orderId: order.id, orderNumber: order.number, serviceIds: [], addonIds: [], domainIds: [] }
  const amounts: Minor[] = [renewals.amount]

  for (const product of products) {
    const { service, addonsOf } = await productRows(placing, product)
    const serviceId = await tx.services.insert(service, tx.at)
    placed.serviceIds.push(serviceId)
    amounts.push(service.firstPayment)
    await recordOrdered(tx, actor, 'service.created', serviceId, order.id, client.id)
    for (const addon of await addonsOf(serviceId)) await placeAddon(addon)
  }
  for (const addon of addons) await placeAddon(await addonRow(placing, addon))
  for (const domain of domains) {
    const row = await domainRow(placing, domain)
    const domainId = await tx.domains.insert(row, tx.at)
    placed.domainIds.push(domainId)
    amounts.push(row.firstPayment)
    await recordOrdered(tx, actor, 'domain.created', domainId, order.id, client.id)
  }

  const amount = payable(amounts.reduce((sum, one) => sum + one, 0))
  await tx.orders.update(order.id, { amount }, tx.at)
  await record(tx, actor, {
    kind: 'order.created',
    subjectId: order.id,
    clientId: client.id,
    description: `Order ${order.id} placed: number ${order.number}, ${items} items`,
    changes: { amount: [null, amount], paymentMethod: [null, cart.paymentMethod], renewals: [null, renewals.ordered] },
  })
  return placed

  async function placeAddon(row: Awaited<ReturnType<typeof addonRow>>): Promise<void> {
    const addonId = await tx.addons.insert(row, tx.at)
    placed.addonIds.push(addonId)
    amounts.push(toMinor(row.setup + row.recurring))
    await recordOrdered(tx, actor, 'addon.created', addonId, order.id, client.id)
  }
}

/** How many things are ordered, renewals with them. */
export function requireItems({ products = [], addons = [], domains = [] }: Cart, renewals: number): number {
  const items = products.reduce(
    (sum, product) => sum + 1 + (product.addons?.length ?? 0),
    addons.length + domains.length + renewals,
  )
  if (items === 0) throw new ServiceRefused('cart_empty', 'There is nothing to order')
  if (items > MOST_ITEMS) throw new Invalid('cart', `at most ${MOST_ITEMS} items`, items)
  return items
}

/** Locked, so that nobody closes the account while something is ordered for it. */
export async function openClient(tx: ServiceTx, id: number): Promise<Client> {
  const client = await tx.clients.lock(id)
  if (!client) throw new NotFound('Client', id)
  if (client.status === 'Closed') throw new ServiceRefused('client_closed', `Client ${id} is closed`, { client: id })
  return client
}

/** Pending, and without an amount yet. */
export async function insertOrder(
  tx: ServiceTx,
  actor: Actor,
  cart: Cart,
  client: Client,
  { renewals = NO_RENEWALS, upgrade = null }: Partial<Pick<NewOrder, 'renewals' | 'upgrade'>>,
): Promise<{ id: number; number: string }> {
  const contactId = cart.contactId ?? null
  if (contactId !== null && (await tx.clients.contacts.get(contactId))?.clientId !== client.id)
    throw new ServiceRefused('contact_not_owned', `Contact ${contactId} is not one of client ${client.id}`, {
      contact: contactId,
    })
  const order: Omit<NewOrder, 'orderNumber'> = {
    clientId: client.id,
    contactId,
    staffId: actor.kind === 'staff' ? actor.id : null,
    orderedAt: tx.at,
    status: 'Pending',
    amount: toMinor(0),
    paymentMethod: cart.paymentMethod,
    nameservers: requireNameservers(cart.nameservers ?? []),
    promoCode: requireText('promoCode', cart.promoCode ?? '', LONGEST_TEXT, 0),
    ipAddress: requireText('ipAddress', cart.ipAddress ?? '', LONGEST_TEXT, 0),
    notes: requireLines('notes', cart.notes ?? '', LONGEST_NOTES),
    renewals,
    upgrade,
  }
  while (true) {
    const number = newOrderNumber()
    const id = await tx.orders.insert({ ...order, orderNumber: number }, tx.at)
    if (id !== undefined) return { id, number }
  }
}

/** Ten digits, the first of which is none that a number would lose. */
const newOrderNumber = () => randomToken(1, '123456789') + randomToken(9, '0123456789')

function recordOrdered(
  tx: ServiceTx,
  actor: Actor,
  kind: 'service.created' | 'addon.created' | 'domain.created',
  subjectId: number,
  orderId: number,
  clientId: number,
): Promise<void> {
  return record(tx, actor, {
    kind,
    subjectId,
    clientId,
    description: `${NOUNS[nounOf(kind)]} ${subjectId} ordered with order ${orderId}`,
  })
}
