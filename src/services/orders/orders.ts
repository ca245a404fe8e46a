import { type Actor, authorize } from '../../access/actor.ts'
import type { KeysetPage, Listed } from '../../base/page.ts'
import { NotFound } from '../../base/refusal.ts'
import type { Tx } from '../../base/transaction.ts'
import type { OnDesiredStateChanged } from '../on-desired-state-changed.ts'
import type { ServiceParts, ServiceStores } from '../parts.ts'
import { type Acceptance, acceptOrder, type EnqueueProvisioning } from './accept.ts'
import type { Cart, Placed } from './cart.ts'
import type { Order, OrderFilter, OrderListing, OrderSortOrder } from './order.ts'
import { ORDER_STATUSES, type OrderStatus } from './order-status.ts'
import { placeOrder } from './place.ts'
import { type CartQuote, quoteCart } from './quote-cart.ts'
import { deleteOrder, settleOrder } from './settle.ts'
import { type PlacedUpgrade, placeUpgrade, quoteUpgrade, type UpgradeQuote, type UpgradeRequest } from './upgrade.ts'

type Parts<S extends ServiceStores> = ServiceParts<S> & {
  enqueueProvisioning?: EnqueueProvisioning<S>
  onDesiredStateChanged?: OnDesiredStateChanged<S>
}

export function makeOrders<S extends ServiceStores>({
  read,
  transaction,
  secrets,
  wallClock,
  enqueueProvisioning,
  onDesiredStateChanged,
}: Parts<S>) {
  const tools = { secrets, wallClock }

  /** What was under way for the order's items ends with what they were. */
  async function settle(tx: Tx<S>, actor: Actor, id: number, verb: 'cancel' | 'markFraud' | 'reopen') {
    const before = await itemsOf(tx, id)
    const order = await settleOrder(tx, tools, actor, id, verb)
    const after = await itemsOf(tx, id)
    for (const [index, item] of after.entries())
      if (item.status !== before[index]?.status) await onDesiredStateChanged?.(tx, item, item.status, actor)
    return order
  }

  return {
    /** Each with its items; the newest first where no other order is asked for. */
    async list(
      actor: Actor,
      filter: OrderFilter,
      page: KeysetPage,
      order?: OrderSortOrder,
    ): Promise<Listed<OrderListing>> {
      authorize(actor, 'orders.read')
      return read.orders.list(inTheirWords(filter), page, order)
    },

    async get(actor: Actor, id: number): Promise<OrderListing> {
      authorize(actor, 'orders.read')
      const [order] = (await read.orders.list({ orderId: id }, { offset: 0, limit: 1 })).rows
      if (!order) throw new NotFound('Order', id)
      return order
    },

    /** Client id to the code of the currency that their amounts are in. */
    async currenciesOf(actor: Actor, orders: readonly Order[]): Promise<ReadonlyMap<number, string>> {
      authorize(actor, 'orders.read')
      return read.clients.currencyCodes([...new Set(orders.map(({ clientId }) => clientId))])
    },

    /** Every status there is, and how many orders are in it. */
    async statuses(actor: Actor): Promise<{ status: OrderStatus; count: number }[]> {
      authorize(actor, 'orders.read')
      const counts = await read.orders.countByStatus()
      return ORDER_STATUSES.map((status) => ({ status, count: counts.get(status) ?? 0 }))
    },

    /** Everything pending, in one piece or not at all. */
    async place(actor: Actor, cart: Cart): Promise<Placed> {
      authorize(actor, 'orders.write')
      return transaction((tx) => placeOrder(tx, tools, actor, cart))
    },

    /** What it would cost to place it. */
    async quote(actor: Actor, cart: Cart): Promise<CartQuote> {
      authorize(actor, 'orders.write')
      return transaction((tx) => quoteCart(tx, tools, cart))
    },

    /** What it would cost to change a service. */
    async quoteUpgrade(actor: Actor, request: UpgradeRequest): Promise<UpgradeQuote> {
      authorize(actor, 'orders.write')
      return transaction((tx) => quoteUpgrade(tx, request, wallClock.date(tx.at)))
    },

    /** Pending; the service changes when the order is accepted, and its module is told. */
    async upgrade(actor: Actor, request: UpgradeRequest): Promise<PlacedUpgrade> {
      authorize(actor, 'orders.write')
      return transaction((tx) => placeUpgrade(tx, tools, actor, request))
    },

    /** How many were placed from then until before then, by the status that they have now. */
    async countBetween(actor: Actor, from: number, before: number): Promise<Record<OrderStatus, number>> {
      authorize(actor, 'orders.read')
      const counts = await read.orders.countByStatus({ from, before })
      const of = (status: OrderStatus) => counts.get(status) ?? 0
      return { Pending: of('Pending'), Active: of('Active'), Fraud: of('Fraud'), Cancelled: of('Cancelled') }
    },

    async accept(actor: Actor, id: number, given: Acceptance = {}): Promise<Order> {
      authorize(actor, 'orders.write')
      return transaction((tx) => acceptOrder(tx, tools, actor, id, given, enqueueProvisioning))
    },

    /** Only of a pending order. */
    async cancel(actor: Actor, id: number): Promise<Order> {
      authorize(actor, 'orders.write')
      return transaction((tx) => settle(tx, actor, id, 'cancel'))
    },

    async markFraud(actor: Actor, id: number): Promise<Order> {
      authorize(actor, 'orders.write')
      return transaction((tx) => settle(tx, actor, id, 'markFraud'))
    },

    /** Back to pending, with its items. */
    async reopen(actor: Actor, id: number): Promise<Order> {
      authorize(actor, 'orders.write')
      return transaction((tx) => settle(tx, actor, id, 'reopen'))
    },

    /** Only of a cancelled or fraudulent order; its items go with it. */
    async delete(actor: Actor, id: number): Promise<void> {
      authorize(actor, 'orders.write')
      return transaction(async (tx) => {
        for (const item of await itemsOf(tx, id)) await onDesiredStateChanged?.(tx, item, 'deleted', actor)
        await deleteOrder(tx, actor, id)
      })
    },
  }
}

/** Locked after their order, as acceptance does it: the other way round two transactions wait for each other. */
async function itemsOf(tx: ServiceStores, orderId: number) {
  await tx.orders.lock(orderId)
  const [services, addons] = [await tx.services.lockOfOrder(orderId), await tx.addons.lockOfOrder(orderId)]
  return [
    ...services.map(({ id, status }) => ({ type: 'service' as const, id, status })),
    ...addons.map(({ id, status }) => ({ type: 'addon' as const, id, status })),
    ...(await tx.domains.lockOfOrder(orderId)).map(({ id, status }) => ({ type: 'domain' as const, id, status })),
  ]
}

export type Orders = ReturnType<typeof makeOrders>

/** A status is one of few words, so it needs no folded column to be found in any case. */
function inTheirWords({ status, ...filter }: OrderFilter): OrderFilter {
  if (status === undefined) return filter
  return { ...filter, status: ORDER_STATUSES.find((known) => known.toLowerCase() === status.toLowerCase()) ?? status }
}
