import type { Call, CallOptions } from './call.ts'
import type {
  AddonsListQuery,
  AddonsUpdateBody,
  DomainsAskRegistrarBody,
  DomainsListQuery,
  DomainsUpdateBody,
} from './contract.ts'
import { everyItem } from './pages.ts'

type All = CallOptions & { pageSize?: number | undefined }

/** Domain names that are registered for clients. */
const makeDomains = (call: Call) => ({
  /** One page of those that match all the filters, by id. */
  list: (query: DomainsListQuery = {}, options?: CallOptions) => call('domains.list', { query }, options),
  all: (filter: Omit<DomainsListQuery, 'offset' | 'limit'> = {}, { pageSize, ...options }: All = {}) =>
    everyItem((page) => call('domains.list', { query: { ...filter, ...page } }, options), pageSize),
  get: (id: number, options?: CallOptions) => call('domains.get', { params: { id } }, options),
  /** Only the record: for the registrar there are commands, `client.modules.commandDomain(7, …)`. */
  update: (id: number, body: DomainsUpdateBody, options?: CallOptions) =>
    call('domains.update', { params: { id }, body }, options),
  /** Name servers, lock, contacts and the like: `{ what: 'lock' }`. */
  askRegistrar: (id: number, body: DomainsAskRegistrarBody, options?: CallOptions) =>
    call('domains.askRegistrar', { params: { id }, body }, options),
})

/** Extras that clients hold beside their services. */
const makeAddons = (call: Call) => ({
  /** One page of those that match all the filters, by id. */
  list: (query: AddonsListQuery = {}, options?: CallOptions) => call('addons.list', { query }, options),
  all: (filter: Omit<AddonsListQuery, 'offset' | 'limit'> = {}, { pageSize, ...options }: All = {}) =>
    everyItem((page) => call('addons.list', { query: { ...filter, ...page } }, options), pageSize),
  get: (id: number, options?: CallOptions) => call('addons.get', { params: { id } }, options),
  /** Only the record: for the panel there are commands, `client.modules.commandAddon(7, …)`. */
  update: (id: number, body: AddonsUpdateBody, options?: CallOptions) =>
    call('addons.update', { params: { id }, body }, options),
})

export type HoldingNouns = {
  readonly domains: ReturnType<typeof makeDomains>
  readonly addons: ReturnType<typeof makeAddons>
}

export const makeHoldingNouns = (call: Call): HoldingNouns => ({ domains: makeDomains(call), addons: makeAddons(call) })
