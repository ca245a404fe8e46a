import { type Actor, authorize, may } from '../access/actor.ts'
import type { KeysetPage, Listed, Page } from '../base/page.ts'
import { NotFound } from '../base/refusal.ts'
import type { SealedEvent } from '../events/store.ts'
import type { OnDesiredStateChanged } from './on-desired-state-changed.ts'
import type { ServiceParts, ServiceStores } from './parts.ts'
import type { Service, ServiceFilter, ServiceListing, ServiceOrder } from './service.ts'
import { SERVICE_STATUSES, type ServiceStatus } from './status.ts'
import { type ServiceChanges, updateService } from './update-service.ts'

/** `settleEvents` brings what has just happened into the order in which it is read. */
type Parts<S extends ServiceStores> = ServiceParts<S> & {
  settleEvents?: () => Promise<unknown>
  onDesiredStateChanged?: OnDesiredStateChanged<S>
}

export function makeServices<S extends ServiceStores>({
  read,
  transaction,
  secrets,
  wallClock,
  settleEvents,
  onDesiredStateChanged,
}: Parts<S>) {
  return {
    async list(
      actor: Actor,
      filter: ServiceFilter,
      page: KeysetPage,
      order?: ServiceOrder,
    ): Promise<Listed<ServiceListing>> {
      authorize(actor, 'services.read')
      return read.services.list(inTheirWords(filter), page, order)
    },

    /** For answers of any size: batches of one moment. */
    stream(actor: Actor, filter: ServiceFilter, page: Page): AsyncIterable<Listed<ServiceListing>> {
      authorize(actor, 'services.read')
      return read.services.stream(inTheirWords(filter), page)
    },

    /** How many have each status, the most first. */
    async counts(actor: Actor): Promise<{ status: ServiceStatus; count: number }[]> {
      authorize(actor, 'services.read')
      return (await read.services.counts()).toSorted((a, b) => b.count - a.count)
    },

    async get(actor: Actor, id: number): Promise<ServiceListing> {
      authorize(actor, 'services.read')
      const service = await read.services.get(id)
      if (!service) throw new NotFound('Service', id)
      return service
    },

    /** Client id to the code of the currency that their amounts are in. */
    async currenciesOf(actor: Actor, held: readonly { clientId: number }[]): Promise<ReadonlyMap<number, string>> {
      authorize(actor, 'services.read')
      return read.clients.currencyCodes([...new Set(held.map(({ clientId }) => clientId))])
    },

    /** The password in clear, or undefined when the actor has no right to read it. */
    passwordOf(actor: Actor, service: { passwordSealed: string | null }): string | undefined {
      if (!may(actor, 'services.passwords')) return undefined
      return service.passwordSealed === null ? '' : secrets.open(service.passwordSealed)
    },

    /** A person's edit of the record; it contacts nobody. */
    async update(actor: Actor, id: number, changes: ServiceChanges): Promise<Service> {
      authorize(actor, 'services.write')
      return transaction(async (tx) => {
        const service = await updateService(tx, { secrets, wallClock }, actor, id, changes)
        if (changes.status !== undefined)
          await onDesiredStateChanged?.(tx, { type: 'service', id }, service.status, actor)
        return service
      })
    },

    /** What happened to it, newest first; also of one that was deleted. */
    async history(actor: Actor, id: number, page: KeysetPage): Promise<Listed<SealedEvent>> {
      authorize(actor, 'services.read')
      await settleEvents?.()
      const found = await read.events.list({ subject: 'service', subjectId: id }, page)
      if (found.total === 0 && !(await read.services.get(id))) throw new NotFound('Service', id)
      return found
    },
  }
}

export type Services = ReturnType<typeof makeServices>

/** A status is one of few words, so it needs no folded column to be found in any case. */
export function inTheirWords({ status, ...filter }: ServiceFilter): ServiceFilter {
  if (status === undefined) return filter
  return { ...filter, status: SERVICE_STATUSES.find((known) => known.toLowerCase() === status.toLowerCase()) ?? status }
}
