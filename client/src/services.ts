import type { Call, CallOptions } from './call.ts'
import type {
  ServicesGetQuery,
  ServicesHistoryQuery,
  ServicesListQuery,
  ServicesQuoteUpgradeBody,
  ServicesUpdateBody,
  ServicesUpgradeBody,
} from './contract.ts'
import { everyItem } from './pages.ts'

/** What clients hold. */
export const makeServices = (call: Call) => ({
  /** One page of the services that match all the filters, by id. */
  list: (query: ServicesListQuery = {}, options?: CallOptions) => call('services.list', { query }, options),

  /** All services that match, page after page: `for await (const service of client.services.all({ clientId: 1 }))`. */
  all: (
    filter: Omit<ServicesListQuery, 'offset' | 'limit' | 'cursor'> = {},
    { pageSize, ...options }: CallOptions & { pageSize?: number | undefined } = {},
  ) => everyItem((page) => call('services.list', { query: { ...filter, ...page } }, options), pageSize),

  /** How many have each status. */
  counts: (options?: CallOptions) => call('services.counts', {}, options),

  get: (id: number, query: ServicesGetQuery = {}, options?: CallOptions) =>
    call('services.get', { params: { id }, query }, options),

  /** Only the record: for the panel there are commands, `client.modules.commandService(7, …)`. */
  update: (id: number, body: ServicesUpdateBody, options?: CallOptions) =>
    call('services.update', { params: { id }, body }, options),

  /** What it would cost to change product, cycle or options now. */
  quoteUpgrade: (id: number, body: ServicesQuoteUpgradeBody, options?: CallOptions) =>
    call('services.quoteUpgrade', { params: { id }, body }, options),

  /** An order, which changes the service when it is accepted. */
  upgrade: (id: number, body: ServicesUpgradeBody, options?: CallOptions) =>
    call('services.upgrade', { params: { id }, body }, options),

  /** What happened to a service, newest first. */
  history: (id: number, query: ServicesHistoryQuery = {}, options?: CallOptions) =>
    call('services.history', { params: { id }, query }, options),
})

export type Services = ReturnType<typeof makeServices>
