import type { SortOrder } from '../base/page.ts'
import type { TicketStatus } from './ticket-status.ts'

export const TICKET_PRIORITIES = ['Low', 'Medium', 'High'] as const
export type TicketPriority = (typeof TICKET_PRIORITIES)[number]

/** Who speaks: a client, one of the client's contacts or users, a guest, or one of the staff. */
export type Author = {
  clientId: number | null
  contactId: number | null
  userId: number | null
  /** Null also for staff who are gone from the system that a ticket was brought from. */
  staffId: number | null
  /** The name of the staff; `''` when no staff spoke. */
  staffName: string
  /** Of a guest; `''` for everybody else, whose names stand elsewhere. */
  name: string
  email: string
}

export type RelatedItem = { type: 'service' | 'domain'; id: number }

/** A question and what became of it. Its first message is part of it. */
export type Ticket = Author & {
  id: number
  /** The number that people quote. */
  mask: string
  /** Opens the ticket to a guest who has it: a secret. */
  accessKey: string
  departmentId: number
  /** Addresses that get a copy of every reply, separated by commas. */
  cc: string
  subject: string
  message: string
  markdown: boolean
  status: TicketStatus
  priority: TicketPriority
  /** The staff who is asked to look after it. */
  flaggedTo: number | null
  related: RelatedItem | null
  /** The client cannot close it. */
  preventClientClosure: boolean
  openedAt: number
  lastReplyAt: number
  updatedAt: number
  /** Moves with every change. */
  version: number
}

/** The kinds of those who ask. `owner` is the client itself. */
export type RequestorKind = 'guest' | 'owner' | 'user' | 'contact' | 'staff'

export type Spoken = {
  /** Whose ticket it is: the client's name and address, or the guest's. */
  ownerName: string
  ownerEmail: string
  /** Who exactly asked. */
  requestor: { kind: RequestorKind; name: string; email: string }
  attachments: readonly Attachment[]
}

export type TicketListing = Ticket & Spoken & { departmentName: string }

/** A further message. `rating` is the client's, 1 to 5; 0 for none. */
export type Reply = Author & {
  id: number
  ticketId: number
  message: string
  markdown: boolean
  rating: number
  at: number
}

export type ReplyListing = Reply & Spoken

/** What staff tell one another; no client sees it. */
export type Note = {
  id: number
  ticketId: number
  staffId: number | null
  staffName: string
  message: string
  markdown: boolean
  at: number
}

export type NoteListing = Note & { attachments: readonly Attachment[] }

export type AttachmentOwner = { type: 'ticket' | 'reply' | 'note'; id: number }

export type Attachment = {
  id: number
  /** From 0, in the order they were given. */
  index: number
  filename: string
  contentId: number
  size: number
}

/** By what lists of them are sorted. */
export const TICKET_SORTS = ['id', 'subject', 'status', 'priority', 'openedAt', 'lastReplyAt'] as const
export type TicketSort = (typeof TICKET_SORTS)[number]
export type TicketOrder = SortOrder<TicketSort>

/** Filters combine with AND; texts are compared without regard to case. An id that nothing has matches nothing. */
export type TicketFilter = {
  ids?: readonly number[] | undefined
  departmentId?: number | undefined
  /** Null is those of guests. */
  clientId?: number | null | undefined
  /** Of the client, contact, user or guest who asked. */
  email?: string | undefined
  statuses?: readonly TicketStatus[] | undefined
  flaggedTo?: number | undefined
  /** Somewhere in the subject. */
  subject?: string | undefined
  /** Only what lies in departments where the actor works. */
  ownDepartments?: boolean | undefined
}
