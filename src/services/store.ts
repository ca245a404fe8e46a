import type { RecordStore } from '../access/store.ts'
import type { Patch } from '../base/merge.ts'
import type { KeysetPage, Listed, Page } from '../base/page.ts'
import type { Addon, AddonFilter, AddonListing, AddonOrder } from './addons/addon.ts'
import type { CancelRequest, CancelRequestFilter } from './cancel-request.ts'
import type { DomainFilter, DomainListing, DomainName, DomainOrder } from './domains/domain.ts'
import type { OAuthCredential } from './oauth-credential.ts'
import type { Order, OrderFilter, OrderListing, OrderSortOrder } from './orders/order.ts'
import type { OrderStatus } from './orders/order-status.ts'
import type { Service, ServiceFilter, ServiceListing, ServiceOrder } from './service.ts'
import type { ServiceStatus } from './status.ts'

export type NewService = Omit<Service, 'id' | 'createdAt' | 'updatedAt' | 'version'>
export type NewAddon = Omit<Addon, 'id' | 'createdAt' | 'updatedAt' | 'version'>
export type NewDomain = Omit<DomainName, 'id' | 'createdAt' | 'updatedAt' | 'version'>
export type NewOrder = Omit<Order, 'id' | 'renewedAt' | 'updatedAt'> & Partial<Pick<Order, 'renewedAt'>>

/**
 * What all stores of this domain share. Lists are by id where no other order is asked for; rows and total are of one moment; past the end there are no rows
 * and the total still stands. `lock` is for a change: nobody else changes the row until the transaction ends.
 */
export interface ServiceStore {
  list(filter: ServiceFilter, page: KeysetPage, order?: ServiceOrder): Promise<Listed<ServiceListing>>
  /** The same rows in batches, with flat memory, for answers too large to hold. `total` is of the same moment. */
  stream(filter: ServiceFilter, page: Page): AsyncIterable<Listed<ServiceListing>>
  /** How many have each status that one has. */
  counts(): Promise<{ status: ServiceStatus; count: number }[]>
  get(id: number): Promise<ServiceListing | undefined>
  lock(id: number): Promise<Service | undefined>
  lockOfOrder(orderId: number): Promise<Service[]>
  lockOfClient(clientId: number): Promise<Service[]>
  /** `id` only where it is prescribed (imports). */
  insert(service: NewService & { id?: number }, at: number): Promise<number>
  /** Writes what is present, and moves the version. */
  update(id: number, changes: Patch<NewService>, at: number): Promise<void>
  delete(id: number): Promise<void>
  /** From here to the end of the transaction nobody else generates user names, so that a free one stays free. */
  holdUsernames(): Promise<void>
  isUsernameTaken(username: string): Promise<boolean>
  readonly oauthCredentials: RecordStore<OAuthCredential>
  readonly cancelRequests: RecordStore<CancelRequest, CancelRequestFilter> & {
    /** The one of the service that is open. */
    openOf(serviceId: number): Promise<number | undefined>
  }
}

export interface AddonStore {
  list(filter: AddonFilter, page: KeysetPage, order?: AddonOrder): Promise<Listed<AddonListing>>
  stream(filter: AddonFilter, page: Page): AsyncIterable<Listed<AddonListing>>
  get(id: number): Promise<AddonListing | undefined>
  lock(id: number): Promise<Addon | undefined>
  lockOfOrder(orderId: number): Promise<Addon[]>
  lockOfClient(clientId: number): Promise<Addon[]>
  lockOfService(serviceId: number): Promise<Addon[]>
  insert(addon: NewAddon & { id?: number }, at: number): Promise<number>
  update(id: number, changes: Patch<NewAddon>, at: number): Promise<void>
  delete(id: number): Promise<void>
}

export interface DomainStore {
  list(filter: DomainFilter, page: KeysetPage, order?: DomainOrder): Promise<Listed<DomainListing>>
  /** The same in batches of one moment. */
  stream(filter: DomainFilter, page: Page): AsyncIterable<Listed<DomainListing>>
  get(id: number): Promise<DomainListing | undefined>
  lock(id: number): Promise<DomainName | undefined>
  lockOfOrder(orderId: number): Promise<DomainName[]>
  lockOfClient(clientId: number): Promise<DomainName[]>
  insert(domain: NewDomain & { id?: number }, at: number): Promise<number>
  update(id: number, changes: Patch<NewDomain>, at: number): Promise<void>
  delete(id: number): Promise<void>
}

export interface OrderStore {
  /** Newest first, each with its items. */
  list(filter: OrderFilter, page: KeysetPage, order?: OrderSortOrder): Promise<Listed<OrderListing>>
  lock(id: number): Promise<Order | undefined>
  lockOfClient(clientId: number): Promise<{ id: number }[]>
  /** The pending order that is going to change this service. */
  upgrading(serviceId: number): Promise<{ id: number } | undefined>
  /** Undefined when another order has the number. */
  insert(order: NewOrder & { id?: number }, at: number): Promise<number | undefined>
  update(id: number, changes: Patch<NewOrder>, at: number): Promise<void>
  /** Only once nothing names it any more. */
  delete(id: number): Promise<void>
  /** How many there are in each status that has any; of those that were placed in that time, where one is given. */
  countByStatus(placed?: { from: number; before: number }): Promise<ReadonlyMap<OrderStatus, number>>
}
