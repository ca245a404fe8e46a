import type { CalendarDate } from '../base/calendar.ts'
import type { Patch } from '../base/merge.ts'
import type { SortOrder } from '../base/page.ts'
import type { AnyOf } from './listing.ts'

/** What it is for. A template is copied from; an archived one takes no change but this one. */
export const PROJECT_FUNCTIONS = ['default', 'template', 'archive'] as const
type ProjectFunction = (typeof PROJECT_FUNCTIONS)[number]

/** Which of the staff see and change it, beside those who may see all. */
export const STAFF_ACCESS = ['all', 'manager', 'related'] as const
type StaffAccess = (typeof STAFF_ACCESS)[number]

/** What the client may do with it. */
export const CLIENT_ACCESS = ['hidden', 'view', 'modify'] as const
export type ClientAccess = (typeof CLIENT_ACCESS)[number]

/** Stands for a staff member's id where a thing is assigned to whoever takes it. */
export const ANYBODY = -1

export type Project = {
  id: number
  name: string
  /** One of the configured types; empty for none. */
  type: string
  /** One of the configured statuses; empty for none. */
  status: string
  function: ProjectFunction
  /** 0 to 100: the mean of its milestones, rounded. */
  complete: number
  /** How many actions it has, at all levels. */
  actionCount: number
  /** Staff may let the client read it. */
  detail: string
  /** For staff only. */
  notes: string
  clientId: number | null
  contactId: number | null
  serviceId: number | null
  managerId: number | null
  /** `ANYBODY`, or a staff member. */
  assignedId: number | null
  /** Who made it; null for the system. */
  ownerId: number | null
  staffAccess: StaffAccess
  clientAccess: ClientAccess
  startOn: CalendarDate | null
  finishOn: CalendarDate | null
  /** Whether time inside is billable unless said otherwise. */
  billable: boolean
  /** An hourly rate or an offset to the global one (see `rate.ts`); empty for the global rate. */
  rate: string
  /** Ended, in a person's word; its completion is counted, not said. */
  closed: boolean
  /** Numbers of invoices elsewhere, as they were given. */
  invoiceIds: string
  /** Logged by stopped watches, on itself and all its actions. */
  elapsedSeconds: number
  createdAt: number
  updatedAt: number
  /** When anything in it last changed. */
  activityAt: number
  /** Moves with every change. */
  version: number
}

/** Filters combine with AND. An id that nothing has matches nothing. */
export type ProjectFilter = AnyOf<Project> & {
  /** Part of the name, detail or notes, without regard to case. */
  search?: string | undefined
  /** First and last day of the start. */
  startFrom?: CalendarDate | undefined
  startTo?: CalendarDate | undefined
  /** Changed at this instant or later. */
  changedSince?: number | undefined
  /** Linked to one of these tickets, itself or by an action. */
  ticketIds?: readonly number[] | undefined
}

/** Without one: what was active last comes first. */
export type ProjectOrder = SortOrder<keyof Project>

/** By what people sort lists of them. */
export const PROJECT_SORTS = [
  'id',
  'name',
  'status',
  'complete',
  'startOn',
  'finishOn',
  'createdAt',
  'activityAt',
] as const

/** What a person may write; the rest follows from what is inside. */
export type ProjectDetails = Pick<
  Project,
  | 'name'
  | 'type'
  | 'status'
  | 'function'
  | 'detail'
  | 'notes'
  | 'clientId'
  | 'contactId'
  | 'serviceId'
  | 'managerId'
  | 'assignedId'
  | 'staffAccess'
  | 'clientAccess'
  | 'startOn'
  | 'finishOn'
  | 'billable'
  | 'rate'
  | 'closed'
  | 'invoiceIds'
>

export type ProjectChanges = Patch<ProjectDetails> & {
  /** The tickets of the project as a whole, all of them. */
  ticketIds?: readonly number[] | undefined
}
export type ProjectForm = ProjectChanges & { name: string }

export type Deletion = {
  /** Also what an invoice carries. */
  force?: boolean | undefined
}
