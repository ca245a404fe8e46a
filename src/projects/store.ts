import type { CalendarDate } from '../base/calendar.ts'
import type { Patch } from '../base/merge.ts'
import type { KeysetPage, Listed, Page } from '../base/page.ts'
import type { Action, ActionClientAccess, ActionFilter, ActionOrder } from './actions/action.ts'
import type { Project, ProjectFilter, ProjectOrder } from './project.ts'
import type { TimeLog, TimeLogFilter, TimeLogOrder } from './time/time-log.ts'
import type { TimesheetWeek } from './time/timesheet-week.ts'
import type { Viewer } from './visibility.ts'

/** What a node of the tree adds up of what is right below it. */
export type Sums = {
  childCount: number
  /** The sum of the children's completion, of which `complete` is the mean. */
  childrenComplete: number
}

export type ProjectNode = Project & Sums
export type ActionNode = Action &
  Sums & {
    /** Its own access, or that of the nearest one above that does not inherit; `inherit` where the project decides. */
    treeAccess: ActionClientAccess
  }

type Kept = 'id' | 'createdAt' | 'updatedAt' | 'activityAt' | 'version'
/** What its content makes of it. */
type Rolled = 'complete' | 'elapsedSeconds' | 'actionCount' | keyof Sums

export type NewProject = Omit<Project, Kept | Rolled>
export type NewAction = Omit<ActionNode, Kept | keyof Sums | 'level' | 'clientAccessEffective' | 'elapsedSeconds'>
export type NewTimeLog = Omit<TimeLog, 'id' | 'createdAt' | 'updatedAt' | 'version'>

export type ProjectSums = Pick<ProjectNode, Rolled | 'startOn' | 'finishOn'>
export type ActionSums = Pick<
  ActionNode,
  'complete' | 'elapsedSeconds' | 'status' | 'startOn' | 'finishOn' | keyof Sums
>

/** Lists show what the viewer may see, and count that. Rows and total are of one moment. */
export interface ProjectStore {
  list(viewer: Viewer, filter: ProjectFilter, page: KeysetPage, order?: ProjectOrder): Promise<Listed<Project>>
  /** By id, in batches, with flat memory. `total` is of the same moment. */
  stream(viewer: Viewer, filter: ProjectFilter, page: Page): AsyncIterable<Listed<Project>>
  get(id: number): Promise<Project | undefined>
  /** Whatever is in a project changes under its lock: its tree and its sums are changed by one at a time. */
  lock(id: number): Promise<ProjectNode | undefined>
  insert(project: NewProject & { id?: number | undefined }, at: number): Promise<number>
  update(id: number, changes: Patch<NewProject>, at: number): Promise<void>
  /** What follows from its content is no edit. */
  rollUp(id: number, sums: Patch<ProjectSums>, at: number): Promise<void>
  /** Only once it is empty. */
  delete(id: number): Promise<void>
}

/** Changes happen under the lock of the project. */
export interface ActionStore {
  list(viewer: Viewer, filter: ActionFilter, page: KeysetPage, order?: ActionOrder): Promise<Listed<Action>>
  get(id: number): Promise<Action | undefined>
  node(id: number): Promise<ActionNode | undefined>
  /** What is above it, the nearest first. */
  above(id: number): Promise<ActionNode[]>
  /** The whole tree of a project: parents before what is below them, siblings by position. */
  tree(projectId: number): Promise<ActionNode[]>
  insert(action: NewAction & { id?: number | undefined }, at: number): Promise<number>
  update(id: number, changes: Patch<NewAction>, at: number): Promise<void>
  rollUp(id: number, sums: Patch<ActionSums>, at: number): Promise<void>
  /**
   * These, their time, threads and linked tickets are of another project. Time that is on no invoice is its client's, and
   * contacts of another client are none.
   */
  toProject(
    ids: readonly number[],
    project: { id: number; clientId: number | null; serviceId: number | null },
  ): Promise<void>
  /** It and everything below. */
  family(id: number): Promise<number[]>
  delete(ids: readonly number[]): Promise<void>
  deleteAll(projectId: number): Promise<void>

  lastChild(
    projectId: number,
    parentId: number | null,
  ): Promise<{ position: number; finishOn: CalendarDate | null } | undefined>
  /** Moves those from this position on, among the children of a parent. */
  shift(projectId: number, parentId: number | null, from: number, by: 1 | -1): Promise<void>
  /** How many levels there are below, and how many actions it is with them. */
  extent(id: number): Promise<{ levels: number; actions: number }>
  /** It and everything below stand so many levels lower. */
  deepen(id: number, by: number): Promise<void>
  /** Tells those below that inherit, through others that do, what they inherit now. */
  bequeath(id: number, access: ActionClientAccess): Promise<void>

  ofQueueEntry(entryId: number): Promise<Action | undefined>
  /** Not complete, with a finish on or before the day, and not told of yet; by finish. Nobody else asks meanwhile. */
  expiring(through: CalendarDate, limit: number): Promise<Action[]>
  toldExpiring(id: number, finishOn: CalendarDate): Promise<void>
}

/** A log as it is listed, with the rates that its own is made of. */
export type RatedTimeLog = TimeLog & { projectRate: string; staffRate: string }

/** Beside a log, for people. Empty where there is none. */
export type TimesheetRow = RatedTimeLog & {
  clientName: string
  projectName: string
  actionName: string
  staffName: string
}

/** The time on one project with all its actions, or on some actions. */
export type TimeOf = { projectId: number } | { actionIds: readonly number[] }

export interface TimeLogStore {
  list(viewer: Viewer, filter: TimeLogFilter, page: KeysetPage, order?: TimeLogOrder): Promise<Listed<RatedTimeLog>>
  /** In order of start, in batches, with flat memory. */
  stream(viewer: Viewer, filter: TimeLogFilter): AsyncIterable<TimesheetRow[]>
  get(id: number): Promise<RatedTimeLog | undefined>
  lock(id: number): Promise<TimeLog | undefined>
  /** From here to the end of the transaction nobody else starts a watch for the person. Answers those that run, by id. */
  holdRunning(staffId: number): Promise<TimeLog[]>
  insert(timeLog: NewTimeLog & { id?: number | undefined }, at: number): Promise<number>
  update(id: number, changes: Patch<NewTimeLog>, at: number): Promise<void>
  delete(id: number): Promise<void>
  countInvoiced(of: TimeOf): Promise<number>
  deleteOf(of: TimeOf): Promise<void>
  /** A ticket became part of another one, or is gone: then its time is the client's, and a guest's stays as it is. */
  ticketEnded(ticketId: number, into: number | null): Promise<void>
  /** A project belongs to somebody else now: so does its time that is not billed yet. */
  reassign(projectId: number, owner: { clientId: number | null; serviceId: number | null }): Promise<void>
}

/** Weeks of members that were handed in once; all others are open. */
export interface TimesheetWeekStore {
  /** From here to the end of the transaction nobody else changes a week of the member, or time in it. */
  hold(staffId: number): Promise<void>
  get(staffId: number, week: CalendarDate): Promise<TimesheetWeek | undefined>
  /** The week that is not open and that the instant is in. */
  closedAt(staffId: number, instant: number): Promise<TimesheetWeek | undefined>
  /** By week, then member; the first and the last Monday. */
  list(staffId: number | undefined, first: CalendarDate, last: CalendarDate): Promise<TimesheetWeek[]>
  put(week: TimesheetWeek): Promise<void>
  /** How many of these time logs are in weeks that are not open. */
  countLogs(of: TimeOf): Promise<number>
}

export interface ProjectSettingStore {
  /** As JSON, by name; what was never set is missing. */
  all(): Promise<ReadonlyMap<string, string>>
  set(name: string, value: string): Promise<void>
  /** By staff id; empty takes it away. */
  staffRates(): Promise<ReadonlyMap<number, string>>
  setStaffRate(staffId: number, rate: string): Promise<void>
}
