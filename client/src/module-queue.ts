import type { Call, CallOptions } from './call.ts'
import type {
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

  /** One entry, with each attempt. */
  get: (id: number, options?: CallOptions) => call('moduleQueue.get', { params: { id } }, options),

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
