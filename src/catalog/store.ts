import type { RecordStore } from '../access/store.ts'
import type { Patch } from '../base/merge.ts'
import type { Holders } from '../base/refusal.ts'
import type { PaymentMethod } from './payment-method.ts'
import type { Price, PriceOwner } from './price.ts'
import type { AddonDefinition } from './products/addon-definition.ts'
import type { ConfigChoice, ConfigOption } from './products/config-option.ts'
import type { Product, ProductFilter, ProductGroup } from './products/product.ts'
import type { ServerFilter, ServerGroup, StoredServer } from './servers/server.ts'
import type { Tld } from './tld.ts'

/** `id` only where it is prescribed (demonstration data, imports). */
type New<T> = Omit<T, 'id' | 'createdAt' | 'updatedAt'> & { id?: number | undefined }

type NewProductGroup = New<ProductGroup>
export type NewProduct = New<Product>
export type NewAddonDefinition = New<AddonDefinition>
type NewConfigOption = Omit<New<ConfigOption>, 'choices'>
type NewConfigChoice = New<ConfigChoice> & { optionId: number }
type NewServerGroup = New<ServerGroup>
export type NewServer = Omit<New<StoredServer>, 'hasPassword' | 'hasAccessHash'> & ServerSecrets
export type ServerSecrets = { passwordSealed: string | null; accessHashSealed: string | null }

/**
 * What all of these share. Lists are by position and then by id, where there is a position. `lock` is for a change:
 * nobody else changes the row until the transaction ends. `reserve…` tells which names are taken, and nobody else takes
 * or asks for one until the transaction ends. `update` writes what is present.
 */
export interface CatalogStore {
  readonly productGroups: ProductGroupStore
  readonly products: ProductStore
  readonly addons: AddonDefinitionStore
  readonly prices: PriceStore
  readonly configOptions: ConfigOptionStore
  readonly servers: ServerStore
  readonly serverGroups: ServerGroupStore
  readonly paymentMethods: PaymentMethodStore
  readonly tlds: RecordStore<Tld, { name?: string | undefined }> & {
    idOf(name: string): Promise<number | undefined>
    /** The first of these that there is. */
    longest(suffixes: readonly string[]): Promise<Tld | undefined>
  }
}

export interface ProductGroupStore {
  get(id: number): Promise<ProductGroup | undefined>
  list(): Promise<ProductGroup[]>
  /** All but those of the group `but`. */
  reserveSlugs(but?: number): Promise<ReadonlySet<string>>
  insert(group: NewProductGroup): Promise<number>
  update(id: number, changes: Patch<NewProductGroup>): Promise<void>
  /** What names it; nobody else begins to until the transaction ends. */
  holders(id: number): Promise<Holders>
  delete(id: number): Promise<void>
}

export interface ProductStore {
  get(id: number): Promise<Product | undefined>
  lock(id: number): Promise<Product | undefined>
  /** By the group's position, then the product's, then id. */
  list(filter: ProductFilter): Promise<(Product & { groupName: string; groupSlug: string; groupPosition: number })[]>
  /** Those of one group, but for the product `but`. */
  reserveSlugs(groupId: number, but?: number): Promise<ReadonlySet<string>>
  insert(product: NewProduct, at: number): Promise<number>
  update(id: number, changes: Patch<NewProduct>, at: number): Promise<void>
  /** What names it; nobody else begins to until the transaction ends. */
  holders(id: number): Promise<Holders>
  /** With its prices, custom fields and links to configurable options. */
  delete(id: number): Promise<void>
}

export interface AddonDefinitionStore {
  get(id: number): Promise<AddonDefinition | undefined>
  lock(id: number): Promise<AddonDefinition | undefined>
  list(ids?: readonly number[]): Promise<AddonDefinition[]>
  insert(definition: NewAddonDefinition): Promise<number>
  update(id: number, changes: Patch<NewAddonDefinition>): Promise<void>
  /** What names it; nobody else begins to until the transaction ends. */
  holders(id: number): Promise<Holders>
  /** With its prices and custom fields. */
  delete(id: number): Promise<void>
}

export interface PriceStore {
  /** By owner id; an owner without a price has no entry. Each list is by currency. */
  of(owner: PriceOwner, ownerIds: readonly number[]): Promise<ReadonlyMap<number, Price[]>>
  /** Afterwards these are all the prices there are. */
  replace(owner: PriceOwner, ownerId: number, prices: readonly Price[]): Promise<void>
}

export interface ConfigOptionStore {
  /** With all their choices. */
  list(ids: readonly number[]): Promise<ConfigOption[]>
  /** By product, then the option's position and id. */
  links(productIds: readonly number[]): Promise<{ productId: number; optionId: number }[]>
  /** Nobody else changes these, or their choices, until the transaction ends. */
  lock(ids: readonly number[]): Promise<ConfigOption[]>
  /** Of all, by position and then by id. */
  ids(): Promise<number[]>
  /** By option, then product. */
  linksOf(optionIds: readonly number[]): Promise<{ productId: number; optionId: number }[]>
  insert(option: NewConfigOption): Promise<number>
  update(id: number, changes: Patch<NewConfigOption>): Promise<void>
  insertChoice(choice: NewConfigChoice): Promise<number>
  updateChoice(id: number, changes: Patch<Omit<ConfigChoice, 'id'>>): Promise<void>
  link(productId: number, optionId: number): Promise<void>
  unlink(productId: number, optionId: number): Promise<void>
  /** What names it; nobody else begins to until the transaction ends. */
  holders(id: number): Promise<Holders>
  /** With its choices, their prices and the links to products. */
  delete(id: number): Promise<void>
}

/** Accounts are the services and add-ons on a server. */
export type AccountCount = {
  /** Active or suspended. */
  held: number
  /** Pending, with their place taken. */
  coming: number
}

export interface ServerStore {
  get(id: number): Promise<(StoredServer & ServerSecrets) | undefined>
  lock(id: number): Promise<(StoredServer & ServerSecrets) | undefined>
  /** By id. */
  list(filter: ServerFilter): Promise<StoredServer[]>
  reserveNames(): Promise<ReadonlyMap<string, number>>
  insert(server: NewServer, at: number): Promise<number>
  update(id: number, changes: Patch<NewServer>, at: number): Promise<void>
  /** What names it; nobody else begins to until the transaction ends. */
  holders(id: number): Promise<Holders>
  /** Out of its groups as well. */
  delete(id: number): Promise<void>
  /** By server id; every id given has an entry. */
  accounts(ids: readonly number[]): Promise<ReadonlyMap<number, AccountCount>>
  /**
   * The servers of a group, or all for no group, that have the module, by id. Nobody else is given them for placing until
   * the transaction ends.
   */
  lockForPlacing(groupId: number | null, module: string): Promise<StoredServer[]>
}

export interface ServerGroupStore {
  get(id: number): Promise<ServerGroup | undefined>
  /** By id. */
  list(): Promise<ServerGroup[]>
  reserveNames(): Promise<ReadonlySet<string>>
  insert(group: NewServerGroup): Promise<number>
  update(id: number, changes: Patch<Omit<ServerGroup, 'id'>>): Promise<void>
  /** What names it; nobody else begins to until the transaction ends. */
  holders(id: number): Promise<Holders>
  delete(id: number): Promise<void>
}

export interface PaymentMethodStore {
  /** By position, then module. */
  list(filter: { activeOnly?: boolean | undefined }): Promise<PaymentMethod[]>
  /** The active ones, and nobody else changes them until the transaction ends. */
  reserveActive(): Promise<PaymentMethod[]>
  /** Afterwards these are the active ones, and all others are not. Answers which ones were before. */
  replaceActive(methods: readonly Omit<PaymentMethod, 'active'>[]): Promise<PaymentMethod[]>
}
