import type { Page, Service, ServiceFilter, ServiceListing } from './service.ts'

export type NewService = Omit<Service, 'id' | 'createdAt' | 'updatedAt' | 'version'>

export interface ServiceStore {
  /** By id, ascending. Rows and total are of one moment; past the end there are no rows and the total still stands. */
  list(filter: ServiceFilter, page: Page): Promise<{ total: number; services: ServiceListing[] }>
  /** The same rows in batches, with flat memory, for answers too large to hold. `total` is of the same moment. */
  stream(filter: ServiceFilter, page: Page): AsyncIterable<{ total: number; services: ServiceListing[] }>
  get(id: number): Promise<ServiceListing | undefined>
  /** For a change: nobody else changes the row until the transaction ends. */
  lock(id: number): Promise<Service | undefined>
  lockOfOrder(orderId: number): Promise<Service[]>
  /** `id` only where it is prescribed (imports). */
  insert(service: NewService & { id?: number }, at: number): Promise<number>
  /** Writes what is present, and moves the version. */
  update(id: number, changes: Partial<NewService>, at: number): Promise<void>
}
