import type { Call, CallOptions } from './call.ts'
import type {
  ModuleQueueAddNoteBody,
  ModuleQueueCancelBody,
  ModuleQueueGroupsQuery,
  ModuleQueueListQuery,
  ModuleQueueResolveBody,
  ModuleQueueRetryAllBody,
  ModuleQueueRetryBody,
} from './contract.ts'

/** What failed at a panel and is not settled. */
export const makeModuleQueue = (call: Call) => ({
  list: (query: ModuleQueueListQuery = {}, options?: CallOptions) => call('moduleQueue.list', { query }, options),

  /** What is held, by what it has in common. */
  groups: (query: ModuleQueueGroupsQuery = {}, options?: CallOptions) => call('moduleQueue.groups', { query }, options),

  /** One entry, with each attempt and its notes. */
  get: (id: number, options?: CallOptions) => call('moduleQueue.get', { params: { id } }, options),

  /** The jobs that carried its action out, or are to. */
  jobs: (id: number, options?: CallOptions) => call('moduleQueue.jobs', { params: { id } }, options),

  /** The account that it is about, as far as is known. */
  account: (id: number, options?: CallOptions) => call('moduleQueue.account', { params: { id } }, options),

  /** Asks the panel what it has of it. */
  look: (id: number, options?: CallOptions) => call('moduleQueue.look', { params: { id }, body: {} }, options),

  /** Writes something down about it. */
  addNote: (id: number, body: ModuleQueueAddNoteBody, options?: CallOptions) =>
    call('moduleQueue.addNote', { params: { id }, body }, options),

  /** One's own. */
  deleteNote: (id: number, noteId: number, options?: CallOptions) =>
    call('moduleQueue.deleteNote', { params: { id, noteId } }, options),

  /** Tries it again now. */
  retry: (id: number, body: ModuleQueueRetryBody = {}, options?: CallOptions) =>
    call('moduleQueue.retry', { params: { id }, body }, options),

  /** All that match: `client.moduleQueue.retryAll({ filter: { cause } })`. */
  retryAll: (body: ModuleQueueRetryAllBody, options?: CallOptions) => call('moduleQueue.retryAll', { body }, options),

  /** It was done in another way. */
  resolve: (id: number, body: ModuleQueueResolveBody = {}, options?: CallOptions) =>
    call('moduleQueue.resolve', { params: { id }, body }, options),

  /** Nobody wants it any more. */
  cancel: (id: number, body: ModuleQueueCancelBody = {}, options?: CallOptions) =>
    call('moduleQueue.cancel', { params: { id }, body }, options),
})

export type ModuleQueue = ReturnType<typeof makeModuleQueue>
