import { action } from '../../action.ts'

/** Section 6.2 of the reference. Statuses that no order is in are listed too. */
export const getOrderStatuses = action({
  name: 'GetOrderStatuses',
  reads: true,
  permission: 'orders.read',
  about: 'Every order status, and how many orders are in it',
  parameters: {},
  async answer({ actor, domain }) {
    const statuses = await domain.orders.statuses(actor)
    return {
      totalresults: statuses.length,
      statuses: { status: statuses.map(({ status, count }) => ({ title: status, count })) },
    }
  },
})
