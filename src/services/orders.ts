import { type Actor, authorize } from '../access/actor.ts'
import { type Acceptance, acceptOrder, type EnqueueProvisioning } from './accept.ts'
import type { Cart, Placed } from './cart.ts'
import type { Order, OrderFilter, OrderListing } from './order.ts'
import { ORDER_STATUSES, type OrderStatus } from './order-status.ts'
import type { ServiceParts, ServiceStores } from './parts.ts'
import { placeOrder } from './place.ts'
import type { Page } from './service.ts'
import { deleteOrder, settleOrder } from './settle.ts'

type Parts<S extends ServiceStores> = ServiceParts<S> & { enqueueProvisioning?: EnqueueProvisioning<S> }

export function makeOrders<S extends ServiceStores>({
  read,
  within,
  secrets,
  wallClock,
  enqueueProvisioning,
}: Parts<S>) {
  const tools = { secrets, wallClock }
  return {
    /** Newest first, each with its items. */
    async list(actor: Actor, filter: OrderFilter, page: Page): Promise<{ total: number; orders: OrderListing[] }> {
      authorize(actor, 'orders.read')
      return read.orders.list(inTheirWords(filter), page)
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
      return within((s) => placeOrder(s, tools, actor, cart))
    },

    async accept(actor: Actor, id: number, given: Acceptance = {}): Promise<Order> {
      authorize(actor, 'orders.write')
      return within((s) => acceptOrder(s, tools, actor, id, given, enqueueProvisioning))
    },

    /** Only of a pending order. */
    async cancel(actor: Actor, id: number): Promise<Order> {
      authorize(actor, 'orders.write')
      return within((s) => settleOrder(s, tools, actor, id, 'cancel'))
    },

    async markFraud(actor: Actor, id: number): Promise<Order> {
      authorize(actor, 'orders.write')
      return within((s) => settleOrder(s, tools, actor, id, 'markFraud'))
    },

    /** Back to pending, with its items. */
    async reopen(actor: Actor, id: number): Promise<Order> {
      authorize(actor, 'orders.write')
      return within((s) => settleOrder(s, tools, actor, id, 'reopen'))
    },

    /** Only of a cancelled or fraudulent order; its items go with it. */
    async delete(actor: Actor, id: number): Promise<void> {
      authorize(actor, 'orders.write')
      return within((s) => deleteOrder(s, actor, id))
    },
  }
}

export type Orders = ReturnType<typeof makeOrders>

/** A status is one of few words, so it needs no folded column to be found in any case. */
function inTheirWords({ status, ...filter }: OrderFilter): OrderFilter {
  if (status === undefined) return filter
  return { ...filter, status: ORDER_STATUSES.find((known) => known.toLowerCase() === status.toLowerCase()) ?? status }
}
