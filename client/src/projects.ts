import type { Call, CallOptions } from './call.ts'
import type {
  ActionsChangeBody,
  ActionsCreateBody,
  ActionsListQuery,
  ActionsOfQueueEntryBody,
  ProjectsChangeBody,
  ProjectsCopyBody,
  ProjectsCreateBody,
  ProjectsListQuery,
  TimeLogsChangeBody,
  TimeLogsCreateBody,
  TimeLogsInvoiceBody,
  TimeLogsListQuery,
  TimeLogsStopBody,
  TimeLogsTimesheetQuery,
} from './contract.ts'
import { everyItem } from './pages.ts'

type All = CallOptions & { pageSize?: number | undefined }
type Unpaged<Query> = Omit<Query, 'offset' | 'limit'>

export const makeProjects = (call: Call) => ({
  /** One page, what was active last first. */
  list: (query: ProjectsListQuery = {}, options?: CallOptions) => call('projects.list', { query }, options),
  all: (filter: Unpaged<ProjectsListQuery> = {}, { pageSize, ...options }: All = {}) =>
    everyItem((page) => call('projects.list', { query: { ...filter, ...page } }, options), pageSize),
  get: (id: number, options?: CallOptions) => call('projects.get', { params: { id } }, options),
  create: (body: ProjectsCreateBody, options?: CallOptions) => call('projects.create', { body }, options),
  change: (id: number, body: ProjectsChangeBody, options?: CallOptions) =>
    call('projects.change', { params: { id }, body }, options),
  /** All dates move with the start of the copy. */
  copy: (id: number, body: ProjectsCopyBody = {}, options?: CallOptions) =>
    call('projects.copy', { params: { id }, body }, options),
  /** With `force`, also what an invoice carries. */
  remove: (id: number, { force = false } = {}, options?: CallOptions) =>
    call('projects.remove', { params: { id }, query: { force: force ? 'yes' : 'no' } }, options),
})

export const makeActions = (call: Call) => ({
  /** One page, as the trees are read. */
  list: (query: ActionsListQuery = {}, options?: CallOptions) => call('actions.list', { query }, options),
  all: (filter: Unpaged<ActionsListQuery> = {}, { pageSize, ...options }: All = {}) =>
    everyItem((page) => call('actions.list', { query: { ...filter, ...page } }, options), pageSize),
  get: (id: number, options?: CallOptions) => call('actions.get', { params: { id } }, options),
  create: (projectId: number, body: ActionsCreateBody, options?: CallOptions) =>
    call('actions.create', { params: { id: projectId }, body }, options),
  /** Also moves it: `{ parentId, position }`. */
  change: (id: number, body: ActionsChangeBody, options?: CallOptions) =>
    call('actions.change', { params: { id }, body }, options),
  remove: (id: number, { force = false } = {}, options?: CallOptions) =>
    call('actions.remove', { params: { id }, query: { force: force ? 'yes' : 'no' } }, options),
  /** A task of a failure in the module queue: they end together. */
  ofQueueEntry: (entryId: number, body: ActionsOfQueueEntryBody = {}, options?: CallOptions) =>
    call('actions.ofQueueEntry', { params: { id: entryId }, body }, options),
})

export const makeTimeLogs = (call: Call) => ({
  /** One page, what started last first. */
  list: (query: TimeLogsListQuery = {}, options?: CallOptions) => call('timeLogs.list', { query }, options),
  all: (filter: Unpaged<TimeLogsListQuery> = {}, { pageSize, ...options }: All = {}) =>
    everyItem((page) => call('timeLogs.list', { query: { ...filter, ...page } }, options), pageSize),
  get: (id: number, options?: CallOptions) => call('timeLogs.get', { params: { id } }, options),
  /** Without `stoppedAt` and `durationSeconds` a watch starts to run. */
  create: (body: TimeLogsCreateBody, options?: CallOptions) => call('timeLogs.create', { body }, options),
  change: (id: number, body: TimeLogsChangeBody, options?: CallOptions) =>
    call('timeLogs.change', { params: { id }, body }, options),
  stop: (id: number, body: TimeLogsStopBody = {}, options?: CallOptions) =>
    call('timeLogs.stop', { params: { id }, body }, options),
  remove: (id: number, options?: CallOptions) => call('timeLogs.remove', { params: { id } }, options),
  invoice: (body: TimeLogsInvoiceBody, options?: CallOptions) => call('timeLogs.invoice', { body }, options),
  /** Added up: `client.timeLogs.timesheet({ by: 'client,month' })`. */
  timesheet: (query: TimeLogsTimesheetQuery, options?: CallOptions) => call('timeLogs.timesheet', { query }, options),
})

export type Projects = ReturnType<typeof makeProjects>
export type Actions = ReturnType<typeof makeActions>
export type TimeLogs = ReturnType<typeof makeTimeLogs>
