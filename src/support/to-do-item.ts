import type { RecordRow } from '../access/store.ts'
import type { CalendarDate } from '../base/calendar.ts'

export const TO_DO_STATUSES = ['New', 'Pending', 'In Progress', 'Completed', 'Postponed'] as const
type ToDoStatus = (typeof TO_DO_STATUSES)[number]

/** What somebody of the staff has to do, of whatever kind. */
export type ToDoItem = RecordRow & {
  date: CalendarDate
  title: string
  description: string
  /** Whose it is; null for nobody's yet. */
  staffId: number | null
  status: ToDoStatus
  dueOn: CalendarDate | null
}

/** `incomplete` are all but the completed ones. */
export type ToDoFilter = { status?: ToDoStatus | undefined; incomplete?: boolean | undefined }

export type ToDoCount = { status: ToDoStatus; count: number; overdue: number }
