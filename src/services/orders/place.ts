import type { Actor } from '../../access/actor.ts'
import { requireLines, requireText } from '../../base/checks.ts'
import { randomToken } from '../../base/ids.ts'
import { type Minor, toMinor } from '../../base/money.ts'
import { Invalid, NotFound } from '../../base/refusal.ts'
import { takeStock } from '../../catalog/products/stock.ts'
import { payable } from '../../catalog/quote.ts'
import type { Client } from '../../clients/client.ts'
import { record } from '../../events/event.ts'
import { LONGEST_NOTES, LONGEST_TEXT } from '../checks.ts'
import { requireNameservers } from '../domains/domain.ts'
import { requirePaymentMethod, type Steps, type Tools } from '../parts.ts'
import { ServiceRefused } from '../refused.ts'
import type { NewOrder } from '../store.ts'
import type { Cart, Placed } from './cart.ts'
import { NO_RENEWALS } from './order.ts'
import { addonRow, domainRow, productRows } from './place-items.ts'
import { renewalsOf } from './place-renewals.ts'

const MOST_ITEMS = 500

/** Step: the order and all its items, pending. Nothing is set up before it is accepted. */
export async function placeOrder(s: Steps, tools: Tools, actor: Actor, cart: Cart): Promise<Placed> {
  const client = await openClient(s, cart.clientId)
  await requirePaymentMethod(s, cart.paymentMethod, { activeOnly: true })
  const { products = [], addons = [], domains = [] } = cart
  const renewals = await renewalsOf(s, client, cart.renewals ?? {})
  const items = products.reduce(
    (sum, product) => sum + 1 + (product.addons?.length ?? 0),
    addons.length + domains.length,
  )
  if (items + renewals.count === 0) throw new ServiceRefused('cart_empty', 'There is nothing to order')
  if (items + renewals.count > MOST_ITEMS) throw new Invalid('cart', `at most ${MOST_ITEMS} items`, items)
  // Nobody deletes a service while something is ordered for it. Before the stock, as everybody takes the two in this order.
  for (const id of [...new Set(addons.map(({ serviceId }) => serviceId))].toSorted((a, b) => a - b))
    await s.services.lock(id)
  // In order of id, so that two orders for the same products cannot wait for each other.
  for (const { productId, quantity = 1 } of products.toSorted((a, b) => a.productId - b.productId))
    if (await s.catalog.products.get(productId)) await takeStock(s, actor, productId, quantity)

  const order = await insertOrder(s, actor, cart, client, { renewals: renewals.ordered })
  const placing = { s, tools, client, cart, orderId: order.id, today: tools.wallClock.date(s.at) }
  const placed: Placed = { orderId: order.id, orderNumber: order.number, serviceIds: [], addonIds: [], domainIds: [] }
  const amounts: Minor[] = [renewals.amount]

  for (const product of products) {
    const { service, addonsOf } = await productRows(placing, product)
    const serviceId = await s.services.insert(service, s.at)
    placed.serviceIds.push(serviceId)
    amounts.push(service.firstPayment)
    await recordOrdered(s, actor, 'service', serviceId, order.id, client.id)
    for (const addon of await addonsOf(serviceId)) await placeAddon(addon)
  }
  for (const addon of addons) await placeAddon(await addonRow(placing, addon))
  for (const domain of domains) {
    const row = domainRow(placing, domain)
    const domainId = await s.domains.insert(row, s.at)
    placed.domainIds.push(domainId)
    amounts.push(row.firstPayment)
    await recordOrdered(s, actor, 'domain', domainId, order.id, client.id)
  }

  const amount = payable(amounts.reduce((sum, one) => sum + one, 0))
  await s.orders.update(order.id, { amount }, s.at)
  await record(s, actor, {
    kind: 'order.placed',
    subject: 'order',
    subjectId: order.id,
    clientId: client.id,
    description: `Order ${order.id} placed: number ${order.number}, ${items + renewals.count} items`,
    changes: { amount: [null, amount], paymentMethod: [null, cart.paymentMethod], renewals: [null, renewals.ordered] },
  })
  return placed

  async function placeAddon(row: Awaited<ReturnType<typeof addonRow>>): Promise<void> {
    const addonId = await s.addons.insert(row, s.at)
    placed.addonIds.push(addonId)
    amounts.push(toMinor(row.setup + row.recurring))
    await recordOrdered(s, actor, 'addon', addonId, order.id, client.id)
  }
}

/** Locked, so that nobody closes the account while something is ordered for it. */
export async function openClient(s: Steps, id: number): Promise<Client> {
  const client = await s.clients.lock(id)
  if (!client) throw new NotFound('Client', id)
  if (client.status === 'Closed') throw new ServiceRefused('client_closed', `Client ${id} is closed`, { client: id })
  return client
}

/** Step: pending, and without an amount yet. */
export async function insertOrder(
  s: Steps,
  actor: Actor,
  cart: Cart,
  client: Client,
  { renewals = NO_RENEWALS, upgrade = null }: Partial<Pick<NewOrder, 'renewals' | 'upgrade'>>,
): Promise<{ id: number; number: string }> {
  const contactId = cart.contactId ?? null
  if (contactId !== null && (await s.clients.contacts.get(contactId))?.clientId !== client.id)
    throw new ServiceRefused('contact_not_owned', `Contact ${contactId} is not one of client ${client.id}`, {
      contact: contactId,
    })
  const order: Omit<NewOrder, 'orderNumber'> = {
    clientId: client.id,
    contactId,
    staffId: actor.kind === 'staff' ? actor.id : null,
    orderedAt: s.at,
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
    const id = await s.orders.insert({ ...order, orderNumber: number }, s.at)
    if (id !== undefined) return { id, number }
  }
}

/** Ten digits, the first of which is none that a number would lose. */
const newOrderNumber = () => randomToken(1, '123456789') + randomToken(9, '0123456789')

function recordOrdered(
  s: Steps,
  actor: Actor,
  subject: 'service' | 'addon' | 'domain',
  subjectId: number,
  orderId: number,
  clientId: number,
): Promise<void> {
  const noun = { service: 'Service', addon: 'Add-on', domain: 'Domain' }[subject]
  return record(s, actor, {
    kind: `${subject}.ordered`,
    subject,
    subjectId,
    clientId,
    description: `${noun} ${subjectId} ordered with order ${orderId}`,
  })
}
