import type { Call, CallOptions, FileBody } from './call.ts'
import type {
  FilesChangeBody,
  FilesListQuery,
  FilesThreadsQuery,
  FilesUploadQuery,
  TicketLinksChangeBody,
  TicketLinksCreateBody,
  TicketLinksListQuery,
  TicketLinksTicketsQuery,
  TopicsChangeBody,
  TopicsCreateBody,
  TopicsListQuery,
  TopicsThreadsQuery,
} from './contract.ts'
import { everyItem } from './pages.ts'

type All = CallOptions & { pageSize?: number | undefined }
type Unpaged<Query> = Omit<Query, 'offset' | 'limit'>

/** Discussions of projects and actions. */
export const makeTopics = (call: Call) => ({
  list: (query: TopicsListQuery = {}, options?: CallOptions) => call('topics.list', { query }, options),
  all: (filter: Unpaged<TopicsListQuery> = {}, { pageSize, ...options }: All = {}) =>
    everyItem((page) => call('topics.list', { query: { ...filter, ...page } }, options), pageSize),
  threads: (query: TopicsThreadsQuery = {}, options?: CallOptions) => call('topics.threads', { query }, options),
  get: (id: number, options?: CallOptions) => call('topics.get', { params: { id } }, options),
  create: (body: TopicsCreateBody, options?: CallOptions) => call('topics.create', { body }, options),
  change: (id: number, body: TopicsChangeBody, options?: CallOptions) =>
    call('topics.change', { params: { id }, body }, options),
  remove: (id: number, options?: CallOptions) => call('topics.remove', { params: { id } }, options),
})

/** Files of projects and actions, version by version. */
export const makeProjectFiles = (call: Call) => ({
  list: (query: FilesListQuery = {}, options?: CallOptions) => call('files.list', { query }, options),
  all: (filter: Unpaged<FilesListQuery> = {}, { pageSize, ...options }: All = {}) =>
    everyItem((page) => call('files.list', { query: { ...filter, ...page } }, options), pageSize),
  threads: (query: FilesThreadsQuery = {}, options?: CallOptions) => call('files.threads', { query }, options),
  get: (id: number, options?: CallOptions) => call('files.get', { params: { id } }, options),
  upload: (query: FilesUploadQuery, file: FileBody, options?: CallOptions) =>
    call('files.upload', { query, file }, options),
  /** The answer of `fetch`: its body is the file. */
  download: (id: number, options?: CallOptions) => call('files.download', { params: { id } }, options),
  change: (id: number, body: FilesChangeBody, options?: CallOptions) =>
    call('files.change', { params: { id }, body }, options),
  remove: (id: number, options?: CallOptions) => call('files.remove', { params: { id } }, options),
})

/** Which tickets belong to which projects and actions. */
export const makeTicketLinks = (call: Call) => ({
  list: (query: TicketLinksListQuery = {}, options?: CallOptions) => call('ticketLinks.list', { query }, options),
  all: (filter: Unpaged<TicketLinksListQuery> = {}, { pageSize, ...options }: All = {}) =>
    everyItem((page) => call('ticketLinks.list', { query: { ...filter, ...page } }, options), pageSize),
  tickets: (query: TicketLinksTicketsQuery = {}, options?: CallOptions) =>
    call('ticketLinks.tickets', { query }, options),
  create: (body: TicketLinksCreateBody, options?: CallOptions) => call('ticketLinks.create', { body }, options),
  change: (id: number, body: TicketLinksChangeBody, options?: CallOptions) =>
    call('ticketLinks.change', { params: { id }, body }, options),
  remove: (id: number, options?: CallOptions) => call('ticketLinks.remove', { params: { id } }, options),
})

export type Topics = ReturnType<typeof makeTopics>
export type ProjectFiles = ReturnType<typeof makeProjectFiles>
export type TicketLinks = ReturnType<typeof makeTicketLinks>
