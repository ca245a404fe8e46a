import { applyTransition, type TransitionTable } from '../transitions.ts'

export const ORDER_STATUSES = ['Pending', 'Active', 'Fraud', 'Cancelled'] as const
export type OrderStatus = (typeof ORDER_STATUSES)[number]

/** The one table of legal steps. An order is accepted or cancelled once: a second time would act on its items again. */
export const ORDER_TRANSITIONS = {
  accept: { from: ['Pending'], to: 'Active' },
  cancel: { from: ['Pending'], to: 'Cancelled' },
  markFraud: { from: ORDER_STATUSES, to: 'Fraud' },
  reopen: { from: ORDER_STATUSES, to: 'Pending' },
} as const satisfies TransitionTable<OrderStatus>

export type OrderTransition = keyof typeof ORDER_TRANSITIONS

export const orderTransition = (from: OrderStatus, verb: OrderTransition): OrderStatus =>
  applyTransition(ORDER_TRANSITIONS, 'order', from, verb)

export const DELETABLE: readonly OrderStatus[] = ['Cancelled', 'Fraud']
