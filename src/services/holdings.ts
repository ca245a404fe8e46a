import { type Actor, authorize } from '../access/actor.ts'
import type { ProductType } from '../catalog/products/product.ts'

export type Count = { active: number; total: number }

/** What one client holds, in numbers. */
export type Holdings = { services: Readonly<Record<ProductType, Count>>; domains: Count }

export interface HoldingStore {
  countOf(clientId: number): Promise<Holdings>
  /** The module behind a service or an add-on; undefined when there is no such thing, '' when it has none. */
  moduleOf(item: { serviceId: number } | { addonId: number }): Promise<string | undefined>
}

export function makeHoldings({ read }: { read: { holdings: HoldingStore } }) {
  return {
    async countOf(actor: Actor, clientId: number): Promise<Holdings> {
      authorize(actor, 'clients.read')
      return read.holdings.countOf(clientId)
    },

    async moduleOf(actor: Actor, item: { serviceId: number } | { addonId: number }): Promise<string | undefined> {
      authorize(actor, 'catalog.read')
      return read.holdings.moduleOf(item)
    },
  }
}
