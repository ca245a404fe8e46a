import type { AnyOf, Order } from './listing.ts'

/** A ticket that belongs to a project, or to one of its actions. There is one of each. */
export type TicketLink = {
  id: number
  ticketId: number
  projectId: number
  actionId: number | null
  /** Who linked it; null for the system. */
  ownerId: number | null
  createdAt: number
}

export type TicketLinkFilter = AnyOf<TicketLink>
export type TicketLinkOrder = Order<keyof TicketLink>
