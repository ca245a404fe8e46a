import type { Minor } from '../../base/money.ts'
import type { SortOrder } from '../../base/page.ts'
import type { InProject } from '../actions/action.ts'
import type { AnyOf } from '../listing.ts'

export const TIME_LOG_PARENTS = ['client', 'project', 'action', 'ticket'] as const
export type TimeLogParent = (typeof TIME_LOG_PARENTS)[number]

/** Running, or ended. */
export const TIME_LOG_STATES = ['active', 'complete'] as const
type TimeLogState = (typeof TIME_LOG_STATES)[number]

/** Work of one person, by the watch or by hand. */
export type TimeLog = {
  id: number
  parentType: TimeLogParent
  parentId: number
  /** What the parent leads to. */
  clientId: number | null
  projectId: number | null
  actionId: number | null
  ticketId: number | null
  serviceId: number | null
  /** Who worked; null for the system. */
  staffId: number | null
  note: string
  /** One of the configured types; it may change the rate. */
  type: string
  state: TimeLogState
  startedAt: number
  /** Null while it runs. */
  stoppedAt: number | null
  /** Of a running one: until now. */
  elapsedSeconds: number
  billable: boolean
  /** Null as long as it is not billed. Then it is locked. */
  invoiceId: number | null
  createdAt: number
  updatedAt: number
  version: number
}

/** A log with what billing would make of it now. */
export type TimeLogListing = TimeLog & {
  /** Per hour, in the smallest unit of the main currency. */
  rate: Minor
  /** Rounded as the settings say. */
  billedSeconds: number
}

export type TimeLogFilter = AnyOf<TimeLog> & {
  /** Part of the note, without regard to case. */
  search?: string | undefined
  /** Whether an invoice carries it. */
  invoiced?: boolean | undefined
  /** Started at this instant or later, and before that one. */
  startedFrom?: number | undefined
  startedBefore?: number | undefined
  changedSince?: number | undefined
  /** On the project, on its actions, and on the tickets that are linked to it. */
  ofProject?: number | undefined
  /** On these actions and everything below them. */
  belowOrAt?: readonly number[] | undefined
}

/** Without one: what started last comes first. */
export type TimeLogOrder = SortOrder<keyof TimeLog>

/** By what people sort lists of them. */
export const TIME_LOG_SORTS = ['id', 'startedAt', 'createdAt'] as const

export type TimeLogChanges = {
  staffId?: number | undefined
  note?: string | undefined
  type?: string | undefined
  billable?: boolean | undefined
  startedAt?: number | undefined
  /** Stops a running one. */
  stoppedAt?: number | undefined
  /** Instead of `stoppedAt`. */
  durationSeconds?: number | undefined
  /** `complete` stops a running one now. */
  state?: TimeLogState | undefined
}

/** Neither stop nor duration: a watch that starts running. */
export type TimeLogForm = TimeLogChanges & InProject & { parentType: TimeLogParent; parentId: number }

/** Of a watch that runs: when it stopped, if not now, and who worked. */
export type TimerEnd = InProject & Pick<TimeLogChanges, 'stoppedAt' | 'staffId'>
