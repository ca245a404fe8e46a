import type { Call, CallOptions } from './call.ts'
import type {
  OutboundAccountsAddKeyBody,
  OutboundAccountsChangeBody,
  OutboundAccountsCreateBody,
  OutboundCall,
  OutboundPurgePreviewsCreateBody,
  OutboundQueuesForecastQuery,
  OutboundQueuesListQuery,
  OutboundQueuesPurgeBody,
  OutboundQueuesPurgedQuery,
  OutboundServicesListQuery,
  OutboundServicesPatchBody,
  OutboundServicesPutBody,
  OutboundStartsCancelBody,
  OutboundStartsFinishedQuery,
  OutboundStartsRunningQuery,
  OutboundStartsWaitingQuery,
} from './contract.ts'

/** Accounts, services, starts and queues of outbound services. */
export const makeOutbound = (call: Call) => ({
  accounts: {
    list: (options?: CallOptions) => call('outboundAccounts.list', {}, options),
    create: (body: OutboundAccountsCreateBody, options?: CallOptions) =>
      call('outboundAccounts.create', { body }, options),
    change: (id: number, body: OutboundAccountsChangeBody, options?: CallOptions) =>
      call('outboundAccounts.change', { params: { id }, body }, options),
    remove: (id: number, options?: CallOptions) => call('outboundAccounts.remove', { params: { id } }, options),
    keys: (id: number, options?: CallOptions) => call('outboundAccounts.keys', { params: { id } }, options),
    addKey: (id: number, body: OutboundAccountsAddKeyBody, options?: CallOptions) =>
      call('outboundAccounts.addKey', { params: { id }, body }, options),
    /** The keys of before go on for `graceSeconds`: a day when left out. */
    rotateKey: (id: number, body: { graceSeconds?: number } = {}, options?: CallOptions) =>
      call('outboundAccounts.rotateKey', { params: { id }, body }, options),
    revokeKey: (keyId: number, options?: CallOptions) =>
      call('outboundAccounts.revokeKey', { params: { keyId } }, options),
  },

  services: {
    list: (query: OutboundServicesListQuery = {}, options?: CallOptions) =>
      call('outboundServices.list', { query }, options),
    get: (id: number, options?: CallOptions) => call('outboundServices.get', { params: { id } }, options),
    /** Creates or replaces: what is left out gets its default, but a pause and the password stay. */
    put: (accountId: number, name: string, body: OutboundServicesPutBody, options?: CallOptions) =>
      call('outboundServices.put', { params: { accountId, name }, body }, options),
    /** Changes what is given. */
    patch: (id: number, body: OutboundServicesPatchBody, options?: CallOptions) =>
      call('outboundServices.patch', { params: { id }, body }, options),
    pause: (id: number, options?: CallOptions) =>
      call('outboundServices.patch', { params: { id }, body: { paused: true } }, options),
    resume: (id: number, options?: CallOptions) =>
      call('outboundServices.patch', { params: { id }, body: { paused: false } }, options),
    /** Purges it for good and removes it. */
    remove: (id: number, options?: CallOptions) => call('outboundServices.remove', { params: { id } }, options),
    /** Who asks for its work, the last heard first, each with what it holds. */
    workers: (id: number, options?: CallOptions) => call('outboundServices.workers', { params: { id } }, options),
    signingSecret: (id: number, options?: CallOptions) =>
      call('outboundServices.signingSecret', { params: { id } }, options),
  },

  starts: {
    /** All or none; the references in the order of the calls. */
    create: (serviceId: number, calls: OutboundCall[], options?: CallOptions) =>
      call('outboundStarts.create', { params: { id: serviceId }, body: { calls } }, options),
    /** What waits, in order; the page after a reference. */
    waiting: (serviceId: number, query: OutboundStartsWaitingQuery = {}, options?: CallOptions) =>
      call('outboundStarts.waiting', { params: { id: serviceId }, query }, options),
    /** What has begun and not ended; the page after a reference. */
    running: (serviceId: number, query: OutboundStartsRunningQuery = {}, options?: CallOptions) =>
      call('outboundStarts.running', { params: { id: serviceId }, query }, options),
    status: (references: string[], options?: CallOptions) =>
      call('outboundStarts.status', { body: { references } }, options),
    cancel: (body: OutboundStartsCancelBody, options?: CallOptions) => call('outboundStarts.cancel', { body }, options),
    /** Runs that ended in a period. */
    finished: (query: OutboundStartsFinishedQuery, options?: CallOptions) =>
      call('outboundStarts.finished', { query }, options),
  },

  queues: {
    list: (query: OutboundQueuesListQuery = {}, options?: CallOptions) =>
      call('outboundQueues.list', { query }, options),
    get: (serviceId: number, options?: CallOptions) =>
      call('outboundQueues.get', { params: { id: serviceId } }, options),
    /** When it is empty, at its pace or another one. */
    forecast: (serviceId: number, query: OutboundQueuesForecastQuery = {}, options?: CallOptions) =>
      call('outboundQueues.forecast', { params: { id: serviceId }, query }, options),
    /** Takes back everything that has not begun. */
    purge: (serviceId: number, body: OutboundQueuesPurgeBody = {}, options?: CallOptions) =>
      call('outboundQueues.purge', { params: { id: serviceId }, body }, options),
    purges: (serviceId: number, options?: CallOptions) =>
      call('outboundQueues.purges', { params: { id: serviceId } }, options),
    /** References that a purge took, oldest first; the page after `next`. */
    purgedPage: (purgeId: number, query: OutboundQueuesPurgedQuery = {}, options?: CallOptions) =>
      call('outboundQueues.purged', { params: { id: purgeId }, query }, options),
    /** All of them, page by page. */
    async *purged(purgeId: number, options?: CallOptions): AsyncGenerator<string, void, undefined> {
      for (let after: number | undefined; ; ) {
        const query = { ...(after !== undefined && { after }) }
        const { references, next } = await call('outboundQueues.purged', { params: { id: purgeId }, query }, options)
        yield* references
        if (next === null) return
        after = next
      }
    },
    undo: (purgeId: number, options?: CallOptions) =>
      call('outboundQueues.undo', { params: { id: purgeId }, body: {} }, options),
  },
  /** What a purge would take: good for five minutes, for a purge that names it (`previewId`). */
  purgePreviews: {
    create: (serviceId: number, body: OutboundPurgePreviewsCreateBody = {}, options?: CallOptions) =>
      call('outboundPurgePreviews.create', { params: { id: serviceId }, body }, options),
    extend: (previewId: number, options?: CallOptions) =>
      call('outboundPurgePreviews.extend', { params: { id: previewId }, body: {} }, options),
    delete: (previewId: number, options?: CallOptions) =>
      call('outboundPurgePreviews.delete', { params: { id: previewId } }, options),
  },
})

export type OutboundNouns = ReturnType<typeof makeOutbound>
