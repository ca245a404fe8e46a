import type { SortOrder } from '../../base/page.ts'
import type { Ticket, TicketListing } from '../../support/ticket.ts'
import type { AnyOf } from '../listing.ts'

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

export type TicketLinkFilter = AnyOf<TicketLink> & {
  /** To these actions and everything below them. */
  belowOrAt?: readonly number[] | undefined
}
export type TicketLinkOrder = SortOrder<keyof TicketLink>

export type TicketLinkForm = { ticketId: number; projectId?: number | undefined; actionId?: number | null | undefined }
export type TicketLinkChanges = Omit<TicketLinkForm, 'ticketId'>

/** A ticket and its links to what the reader may see, by id. */
export type LinkedTicket = TicketListing & { links: TicketLink[] }

/** The fields of a ticket by which these lists are filtered and ordered. */
export type TicketFacts = Pick<
  Ticket,
  | 'id'
  | 'mask'
  | 'departmentId'
  | 'clientId'
  | 'contactId'
  | 'subject'
  | 'status'
  | 'priority'
  | 'flaggedTo'
  | 'openedAt'
  | 'lastReplyAt'
  | 'updatedAt'
>

/** Links that the reader may not see count for nothing. */
export type LinkedTicketFilter = AnyOf<TicketFacts> & {
  /** Part of the subject or the first message, without regard to case. */
  search?: string | undefined
  /** Whether it has a link at all. */
  linked?: boolean | undefined
  linkedTo?:
    | {
        /** To the project or any of its actions. */
        projectId?: readonly number[] | undefined
        actionId?: readonly number[] | undefined
        belowOrAt?: readonly number[] | undefined
      }
    | undefined
  openedFrom?: number | undefined
  openedBefore?: number | undefined
  changedSince?: number | undefined
}
/** Without one: the latest reply first. */
export type LinkedTicketOrder = SortOrder<keyof TicketFacts>
