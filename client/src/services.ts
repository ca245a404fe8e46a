import type { Call, CallOptions } from './call.ts'
import type { ServicesGetQuery, ServicesHistoryQuery, ServicesListQuery } from './contract.ts'
import { everyItem } from './pages.ts'

/** What clients hold. */
export const makeServices = (call: Call) => ({
  /** One page of the services that match all the filters, by id. */
  list: (query: ServicesListQuery = {}, options?: CallOptions) => call('services.list', { query }, options),

  /** All services that match, page after page: `for await (const service of client.services.all({ clientId: 1 }))`. */
  all: (
    filter: Omit<ServicesListQuery, 'offset' | 'limit'> = {},
    { pageSize, ...options }: CallOptions & { pageSize?: number | undefined } = {},
  ) => everyItem((page) => call('services.list', { query: { ...filter, ...page } }, options), pageSize),

  get: (id: number, query: ServicesGetQuery = {}, options?: CallOptions) =>
    call('services.get', { params: { id }, query }, options),

  /** What happened to a service, newest first. */
  history: (id: number, query: ServicesHistoryQuery = {}, options?: CallOptions) =>
    call('services.history', { params: { id }, query }, options),
})

export type Services = ReturnType<typeof makeServices>
