import type { Call, CallOptions } from './call.ts'
import type {
  ProductGroupsCreateBody,
  ProductGroupsUpdateBody,
  ServerGroupsCreateBody,
  ServerGroupsUpdateBody,
} from './contract.ts'

/** Products that are offered together. */
const makeProductGroups = (call: Call) => ({
  list: (options?: CallOptions) => call('productGroups.list', {}, options),
  get: (id: number, options?: CallOptions) => call('productGroups.get', { params: { id } }, options),
  create: (body: ProductGroupsCreateBody, options?: CallOptions) => call('productGroups.create', { body }, options),
  update: (id: number, body: ProductGroupsUpdateBody, options?: CallOptions) =>
    call('productGroups.update', { params: { id }, body }, options),
  /** Only an empty one. */
  delete: (id: number, options?: CallOptions) => call('productGroups.delete', { params: { id } }, options),
})

/** Servers among which accounts are spread. */
const makeServerGroups = (call: Call) => ({
  list: (options?: CallOptions) => call('serverGroups.list', {}, options),
  get: (id: number, options?: CallOptions) => call('serverGroups.get', { params: { id } }, options),
  create: (body: ServerGroupsCreateBody, options?: CallOptions) => call('serverGroups.create', { body }, options),
  update: (id: number, body: ServerGroupsUpdateBody, options?: CallOptions) =>
    call('serverGroups.update', { params: { id }, body }, options),
  /** Only one that no product and no add-on names. */
  delete: (id: number, options?: CallOptions) => call('serverGroups.delete', { params: { id } }, options),
})

/** What is sold, and where it is put. */
export const makeCatalogNouns = (call: Call) => ({
  productGroups: makeProductGroups(call),
  serverGroups: makeServerGroups(call),
})

export type CatalogNouns = ReturnType<typeof makeCatalogNouns>
