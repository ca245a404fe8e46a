import type { RecordStore } from '../access/store.ts'
import type { CalendarDate } from '../base/calendar.ts'
import type { Patch } from '../base/merge.ts'
import type { KeysetPage, Listed, Page } from '../base/page.ts'
import type { Announcement, AnnouncementFilter } from './announcement.ts'
import type { BlockedSender } from './blocked-sender.ts'
import type { Department, DepartmentCounts } from './department.ts'
import type { PredefinedReply, PredefinedReplyFilter } from './predefined-reply.ts'
import type {
  Attachment,
  AttachmentOwner,
  Note,
  NoteListing,
  Reply,
  ReplyListing,
  Ticket,
  TicketFilter,
  TicketListing,
  TicketOrder,
} from './ticket.ts'
import type { TicketStatus } from './ticket-status.ts'
import type { ToDoCount, ToDoFilter, ToDoItem } from './to-do-item.ts'

export type NewDepartment = Omit<Department, 'id'>
type NewPredefinedReply = Omit<PredefinedReply, 'id'>
export type NewTicket = Omit<Ticket, 'id' | 'updatedAt' | 'version'>
export type NewReply = Omit<Reply, 'id'>
export type NewNote = Omit<Note, 'id'>
type NewAttachment = Pick<Attachment, 'filename' | 'contentId' | 'index'>

/** As the verbs ask it: `departmentIds` are those that the actor may look at. */
export type TicketQuery = Omit<TicketFilter, 'ownDepartments'> & { departmentIds?: readonly number[] | undefined }

/** `lock` is for a change: nobody else changes the ticket or its messages until the transaction ends. */
export interface SupportStore {
  readonly departments: DepartmentStore
  readonly predefinedReplies: PredefinedReplyStore
  readonly announcements: RecordStore<Announcement, AnnouncementFilter>
  readonly toDoItems: RecordStore<ToDoItem, ToDoFilter> & {
    /** By status, of those that have any; overdue as of that day. */
    counts(today: CalendarDate): Promise<ToDoCount[]>
  }
  readonly blockedSenders: RecordStore<BlockedSender> & {
    /** Without regard to case. */
    has(email: string): Promise<boolean>
  }
  readonly tickets: TicketStore
  readonly replies: ReplyStore
  readonly notes: NoteStore
  readonly attachments: AttachmentStore
}

export interface DepartmentStore {
  /** By position, then id. */
  list(): Promise<Department[]>
  listCounted(statuses: {
    active: readonly TicketStatus[]
    awaiting: readonly TicketStatus[]
  }): Promise<DepartmentCounts[]>
  /** The same as `list`, and nobody else adds or changes one until the transaction ends. */
  reserve(): Promise<Department[]>
  get(id: number): Promise<Department | undefined>
  insert(department: NewDepartment & { id?: number | undefined }): Promise<number>
  update(id: number, changes: Patch<NewDepartment>): Promise<void>
  /** Whether tickets lie there. */
  isUsed(id: number): Promise<boolean>
  delete(id: number): Promise<void>
}

export interface PredefinedReplyStore {
  /** By id; rows and total are of one moment. */
  list(filter: PredefinedReplyFilter, page: KeysetPage): Promise<Listed<PredefinedReply>>
  get(id: number): Promise<PredefinedReply | undefined>
  /** Nobody else adds or changes one until the transaction ends. */
  reserve(): Promise<void>
  /** Of the one that has the name in its category. */
  idOf(category: string, name: string): Promise<number | undefined>
  insert(reply: NewPredefinedReply): Promise<number>
  update(id: number, changes: Patch<NewPredefinedReply>): Promise<void>
  delete(id: number): Promise<void>
}

export interface TicketStore {
  /** The latest reply first where no other order is asked for; rows and total are of one moment. */
  list(query: TicketQuery, page: KeysetPage, order?: TicketOrder): Promise<Listed<TicketListing>>
  /** The same rows in batches, with flat memory, for answers too large to hold. `total` is of the same moment. */
  stream(query: TicketQuery, page: Page): AsyncIterable<Listed<TicketListing>>
  get(id: number): Promise<TicketListing | undefined>
  /** Also by that of one that was merged into it. */
  idOfMask(mask: string): Promise<number | undefined>
  idsOfClient(clientId: number): Promise<number[]>
  lock(id: number): Promise<Ticket | undefined>
  /** Undefined when another ticket has the mask. */
  insert(ticket: NewTicket & { id?: number | undefined }, at: number): Promise<number | undefined>
  update(id: number, changes: Patch<NewTicket>, at: number): Promise<void>
  /** With its replies, notes and attachments. */
  delete(id: number): Promise<void>
  /** Gives `into` all that was said about `from`, and its mask; `from` is gone. */
  absorb(from: Ticket, into: number): Promise<void>
  countOpened(from: number, before: number): Promise<number>
  /** How many there are in each status that has any. */
  countByStatus(query: TicketQuery): Promise<ReadonlyMap<TicketStatus, number>>
}

export interface ReplyStore {
  /** Oldest first. */
  ofTicket(ticketId: number): Promise<ReplyListing[]>
  get(id: number): Promise<Reply | undefined>
  insert(reply: NewReply & { id?: number | undefined }): Promise<number>
  update(id: number, changes: Patch<NewReply>): Promise<void>
  delete(id: number): Promise<void>
}

export interface NoteStore {
  /** Oldest first. */
  ofTicket(ticketId: number): Promise<NoteListing[]>
  get(id: number): Promise<Note | undefined>
  insert(note: NewNote & { id?: number | undefined }): Promise<number>
  delete(id: number): Promise<void>
}

export interface AttachmentStore {
  of(owner: AttachmentOwner): Promise<Attachment[]>
  /** One of the ticket, its replies or its notes. */
  get(ticketId: number, id: number): Promise<Attachment | undefined>
  /** Of the ticket, and of its replies and notes. */
  contentsOfTicket(ticketId: number): Promise<number[]>
  insert(owner: AttachmentOwner, ticketId: number, attachments: readonly NewAttachment[]): Promise<void>
  move(from: AttachmentOwner, to: AttachmentOwner): Promise<void>
  deleteOf(owner: AttachmentOwner): Promise<void>
}
