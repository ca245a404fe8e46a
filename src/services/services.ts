import { type Actor, authorize, may } from '../access/actor.ts'
import type { SecretBox } from '../access/secrets.ts'
import type { EventStore } from '../access/store.ts'
import type { CatalogStore } from '../catalog/store.ts'
import { NotFound } from '../refusal.ts'
import type { Within } from '../within.ts'
import type { Page, ServiceFilter, ServiceListing } from './service.ts'
import type { ServiceStore } from './store.ts'

export type ServiceStores = { services: ServiceStore; catalog: CatalogStore; events: EventStore }

type Parts = { read: ServiceStores; within: Within<ServiceStores>; secrets: SecretBox }

export function makeServices({ read, secrets }: Parts) {
  return {
    async list(actor: Actor, filter: ServiceFilter, page: Page) {
      authorize(actor, 'services.read')
      return read.services.list(filter, page)
    },

    /** For answers of any size: batches of one moment. */
    stream(actor: Actor, filter: ServiceFilter, page: Page) {
      authorize(actor, 'services.read')
      return read.services.stream(filter, page)
    },

    async get(actor: Actor, id: number): Promise<ServiceListing> {
      authorize(actor, 'services.read')
      const service = await read.services.get(id)
      if (!service) throw new NotFound('Service', id)
      return service
    },

    /** The password in clear, or undefined when the actor has no right to read it. */
    passwordOf(actor: Actor, service: { passwordSealed: string | null }): string | undefined {
      if (!may(actor, 'services.passwords')) return undefined
      return service.passwordSealed === null ? '' : secrets.open(service.passwordSealed)
    },
  }
}

export type Services = ReturnType<typeof makeServices>
