import type { Call, CallOptions } from './call.ts'
import type {
  AddonDefinitionsCreateBody,
  AddonDefinitionsGetQuery,
  AddonDefinitionsListQuery,
  AddonDefinitionsUpdateBody,
  ConfigOptionsCreateBody,
  ConfigOptionsListQuery,
  ConfigOptionsUpdateBody,
  PaymentMethodsCreateBody,
  PaymentMethodsUpdateBody,
  ProductGroupsCreateBody,
  ProductGroupsUpdateBody,
  ProductsCreateBody,
  ProductsGetQuery,
  ProductsListQuery,
  ProductsUpdateBody,
  ServerGroupsCreateBody,
  ServerGroupsUpdateBody,
  ServersCreateBody,
  ServersGetQuery,
  ServersListQuery,
  ServersUpdateBody,
  TldsCreateBody,
  TldsListQuery,
  TldsUpdateBody,
} from './contract.ts'
import { everyItem } from './pages.ts'

/** What domain names cost, by top-level domain. */
const makeTlds = (call: Call) => ({
  list: (query: TldsListQuery = {}, options?: CallOptions) => call('tlds.list', { query }, options),
  all: (
    filter: Omit<TldsListQuery, 'offset' | 'limit'> = {},
    { pageSize, ...options }: CallOptions & { pageSize?: number | undefined } = {},
  ) => everyItem((page) => call('tlds.list', { query: { ...filter, ...page } }, options), pageSize),
  get: (id: number, options?: CallOptions) => call('tlds.get', { params: { id } }, options),
  create: (body: TldsCreateBody, options?: CallOptions) => call('tlds.create', { body }, options),
  update: (id: number, body: TldsUpdateBody, options?: CallOptions) =>
    call('tlds.update', { params: { id }, body }, options),
  /** Names that clients hold stay as they are. */
  delete: (id: number, options?: CallOptions) => call('tlds.delete', { params: { id } }, options),
})

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

/** What is sold. */
const makeProducts = (call: Call) => ({
  /** One page. */
  list: (query: ProductsListQuery = {}, options?: CallOptions) => call('products.list', { query }, options),
  /** All that match, page after page. */
  all: (
    filter: Omit<ProductsListQuery, 'offset' | 'limit'> = {},
    { pageSize, ...options }: CallOptions & { pageSize?: number | undefined } = {},
  ) => everyItem((page) => call('products.list', { query: { ...filter, ...page } }, options), pageSize),
  get: (id: number, query: ProductsGetQuery = {}, options?: CallOptions) =>
    call('products.get', { params: { id }, query }, options),
  create: (body: ProductsCreateBody, options?: CallOptions) => call('products.create', { body }, options),
  update: (id: number, body: ProductsUpdateBody, options?: CallOptions) =>
    call('products.update', { params: { id }, body }, options),
  /** Refused as `in_use` while anything names it. */
  delete: (id: number, options?: CallOptions) => call('products.delete', { params: { id } }, options),
})

/** Extras that are sold beside products. */
const makeAddonDefinitions = (call: Call) => ({
  /** One page. */
  list: (query: AddonDefinitionsListQuery = {}, options?: CallOptions) =>
    call('addonDefinitions.list', { query }, options),
  /** All that match, page after page. */
  all: (
    filter: Omit<AddonDefinitionsListQuery, 'offset' | 'limit'> = {},
    { pageSize, ...options }: CallOptions & { pageSize?: number | undefined } = {},
  ) => everyItem((page) => call('addonDefinitions.list', { query: { ...filter, ...page } }, options), pageSize),
  get: (id: number, query: AddonDefinitionsGetQuery = {}, options?: CallOptions) =>
    call('addonDefinitions.get', { params: { id }, query }, options),
  create: (body: AddonDefinitionsCreateBody, options?: CallOptions) =>
    call('addonDefinitions.create', { body }, options),
  update: (id: number, body: AddonDefinitionsUpdateBody, options?: CallOptions) =>
    call('addonDefinitions.update', { params: { id }, body }, options),
  /** Refused as `in_use` while anything names it. */
  delete: (id: number, options?: CallOptions) => call('addonDefinitions.delete', { params: { id } }, options),
})

/** What is chosen with a product. */
const makeConfigOptions = (call: Call) => ({
  /** One page. */
  list: (query: ConfigOptionsListQuery = {}, options?: CallOptions) => call('configOptions.list', { query }, options),
  /** All that match, page after page. */
  all: (
    filter: Omit<ConfigOptionsListQuery, 'offset' | 'limit'> = {},
    { pageSize, ...options }: CallOptions & { pageSize?: number | undefined } = {},
  ) => everyItem((page) => call('configOptions.list', { query: { ...filter, ...page } }, options), pageSize),
  get: (id: number, options?: CallOptions) => call('configOptions.get', { params: { id } }, options),
  create: (body: ConfigOptionsCreateBody, options?: CallOptions) => call('configOptions.create', { body }, options),
  update: (id: number, body: ConfigOptionsUpdateBody, options?: CallOptions) =>
    call('configOptions.update', { params: { id }, body }, options),
  /** Refused as `in_use` while anything names it. */
  delete: (id: number, options?: CallOptions) => call('configOptions.delete', { params: { id } }, options),
})

/** Panels that hold accounts. */
const makeServers = (call: Call) => ({
  /** One page. */
  list: (query: ServersListQuery = {}, options?: CallOptions) => call('servers.list', { query }, options),
  /** All that match, page after page. */
  all: (
    filter: Omit<ServersListQuery, 'offset' | 'limit'> = {},
    { pageSize, ...options }: CallOptions & { pageSize?: number | undefined } = {},
  ) => everyItem((page) => call('servers.list', { query: { ...filter, ...page } }, options), pageSize),
  get: (id: number, query: ServersGetQuery = {}, options?: CallOptions) =>
    call('servers.get', { params: { id }, query }, options),
  create: (body: ServersCreateBody, options?: CallOptions) => call('servers.create', { body }, options),
  update: (id: number, body: ServersUpdateBody, options?: CallOptions) =>
    call('servers.update', { params: { id }, body }, options),
  /** Refused as `in_use` while anything names it. */
  delete: (id: number, options?: CallOptions) => call('servers.delete', { params: { id } }, options),
  /** Whether it answers. */
  test: (id: number, options?: CallOptions) => call('servers.test', { params: { id } }, options),
})

/** Known by their modules. */
const makePaymentMethods = (call: Call) => ({
  list: (options?: CallOptions) => call('paymentMethods.list', {}, options),
  get: (module: string, options?: CallOptions) => call('paymentMethods.get', { params: { module } }, options),
  create: (body: PaymentMethodsCreateBody, options?: CallOptions) => call('paymentMethods.create', { body }, options),
  update: (module: string, body: PaymentMethodsUpdateBody, options?: CallOptions) =>
    call('paymentMethods.update', { params: { module }, body }, options),
  /** Out of use; it keeps its name. */
  delete: (module: string, options?: CallOptions) => call('paymentMethods.delete', { params: { module } }, options),
})

/** What is sold, and where it is put. */
export const makeCatalogNouns = (call: Call) => ({
  productGroups: makeProductGroups(call),
  tlds: makeTlds(call),
  serverGroups: makeServerGroups(call),
  products: makeProducts(call),
  addonDefinitions: makeAddonDefinitions(call),
  configOptions: makeConfigOptions(call),
  servers: makeServers(call),
  paymentMethods: makePaymentMethods(call),
})

export type CatalogNouns = ReturnType<typeof makeCatalogNouns>
