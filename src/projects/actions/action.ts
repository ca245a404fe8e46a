import type { CalendarDate } from '../../base/calendar.ts'
import type { Patch } from '../../base/merge.ts'
import type { SortOrder } from '../../base/page.ts'
import type { AnyOf } from '../listing.ts'
import type { ClientAccess } from '../project.ts'

/** By position: at the top, with others below it, and neither. */
export const ACTION_LEVELS = ['milestone', 'group', 'task'] as const
type ActionLevel = (typeof ACTION_LEVELS)[number]

/** A milestone inherits from its project, every other action from its parent. */
export const ACTION_CLIENT_ACCESS = ['inherit', 'hidden', 'view', 'modify'] as const
export type ActionClientAccess = (typeof ACTION_CLIENT_ACCESS)[number]

export const ACTION_PRIORITIES = { low: 1, medium: 2, high: 3 } as const
export type ActionPriority = (typeof ACTION_PRIORITIES)[keyof typeof ACTION_PRIORITIES]

export const FREQUENCIES = ['none', 'daily', 'weekly', 'monthly', 'yearly'] as const
export type Frequency = (typeof FREQUENCIES)[number]

/** A node of a project's tree. */
export type Action = {
  id: number
  projectId: number
  /** Null at the top. */
  parentId: number | null
  name: string
  type: string
  status: string
  priority: ActionPriority
  /** 0 to 100; that of a parent is the mean of its children, rounded. */
  complete: number
  detail: string
  /** For staff only. */
  notes: string
  /** Planned work. */
  durationSeconds: number
  /** Logged by stopped watches, on itself and everything below. */
  elapsedSeconds: number
  /** How many are right below. */
  childCount: number
  level: ActionLevel
  /** 1 at the top. */
  depth: number
  /** From 1, without gaps, among those with the same parent. */
  position: number
  managerId: number | null
  /** `ANYBODY`, or a staff member. */
  assignedId: number | null
  contactId: number | null
  ownerId: number | null
  clientAccess: ActionClientAccess
  /** What that comes to, with what it inherits and the project's own. */
  clientAccessEffective: ClientAccess
  billable: boolean
  /** Billed elsewhere, in a person's word. */
  billed: boolean
  startOn: CalendarDate | null
  finishOn: CalendarDate | null
  frequency: Frequency
  /** An RRULE such as `FREQ=WEEKLY;BYDAY=MO,WE;COUNT=8`; empty where it does not repeat. */
  recurRule: string
  /** The summary that this is an occurrence of. */
  recurParentId: number | null
  /** What its time is for, beside the client; null for the project's service. */
  serviceId: number | null
  /** The module queue entry that it was made of. */
  queueEntryId: number | null
  createdAt: number
  updatedAt: number
  /** When it, or anything below, last changed. */
  activityAt: number
  version: number
}

export type ActionFilter = AnyOf<Action> & {
  search?: string | undefined
  startFrom?: CalendarDate | undefined
  startTo?: CalendarDate | undefined
  changedSince?: number | undefined
  /** Everything below these, at any depth; themselves not. */
  below?: readonly number[] | undefined
}

/** Without one: as the tree is read, by project, parent and position. */
export type ActionOrder = SortOrder<keyof Action>

/** By what people sort lists of them. */
export const ACTION_SORTS = [
  'id',
  'name',
  'status',
  'complete',
  'startOn',
  'finishOn',
  'createdAt',
  'activityAt',
] as const

export type ActionDetails = Pick<
  Action,
  | 'name'
  | 'type'
  | 'status'
  | 'priority'
  | 'complete'
  | 'detail'
  | 'notes'
  | 'durationSeconds'
  | 'managerId'
  | 'assignedId'
  | 'contactId'
  | 'clientAccess'
  | 'billable'
  | 'billed'
  | 'startOn'
  | 'finishOn'
  | 'recurRule'
>

/** Where it goes: below a parent (null: at the top), at a position (past the last one: last). */
export type ActionPlace = { parentId?: number | null | undefined; position?: number | undefined }

/** Refused as not found where it is in another project. */
export type InProject = { inProject?: number | undefined }

export type ActionChanges = Patch<ActionDetails> & ActionPlace
export type ActionUpdate = ActionChanges &
  InProject & {
    /** All or nothing, instead of `complete`: what was begun stays begun. */
    done?: boolean | undefined
    /** The project it goes to, with all that hangs on it. */
    toProject?: number | undefined
  } & Widening
export type ActionForm = ActionChanges & { projectId: number; name: string } & Widening

/** Whether a project's dates are widened to its actions', where the settings say so; not on faces where only people set them. */
type Widening = { widens?: boolean | undefined }
