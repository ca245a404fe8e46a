import type { Call, CallOptions } from './call.ts'
import type { OrdersAcceptBody, OrdersCreateBody, OrdersListQuery, OrdersQuoteBody } from './contract.ts'
import { everyItem } from './pages.ts'

/** What clients asked for. */
export const makeOrders = (call: Call) => ({
  /** One page, the newest first. */
  list: (query: OrdersListQuery = {}, options?: CallOptions) => call('orders.list', { query }, options),

  /** All orders that match, page after page. */
  all: (
    filter: Omit<OrdersListQuery, 'offset' | 'limit'> = {},
    { pageSize, ...options }: CallOptions & { pageSize?: number | undefined } = {},
  ) => everyItem((page) => call('orders.list', { query: { ...filter, ...page } }, options), pageSize),

  /** Every status, and how many orders are in it. */
  statuses: (options?: CallOptions) => call('orders.statuses', {}, options),
  get: (id: number, options?: CallOptions) => call('orders.get', { params: { id } }, options),
  /** What it would cost to place it. */
  quote: (body: OrdersQuoteBody, options?: CallOptions) => call('orders.quote', { body }, options),
  /** Everything in it is pending until it is accepted. */
  create: (body: OrdersCreateBody, options?: CallOptions) => call('orders.create', { body }, options),
  /** Modules set up what is in it; a failure has the panel's words, and the order is accepted all the same. */
  accept: (id: number, body: OrdersAcceptBody = {}, options?: CallOptions) =>
    call('orders.accept', { params: { id }, body }, options),
  cancel: (id: number, options?: CallOptions) => call('orders.cancel', { params: { id } }, options),
  /** Marks it as fraud. */
  fraud: (id: number, options?: CallOptions) => call('orders.fraud', { params: { id } }, options),
  /** Back to pending. */
  pending: (id: number, options?: CallOptions) => call('orders.pending', { params: { id } }, options),
  /** Only a cancelled or fraudulent one. */
  delete: (id: number, options?: CallOptions) => call('orders.delete', { params: { id } }, options),
})

export type Orders = ReturnType<typeof makeOrders>
