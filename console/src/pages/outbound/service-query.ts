import type { OutboundQueue, OutboundServiceListed } from '@provisor/client'
import { queryOptions } from '@tanstack/react-query'
import { client } from '../../app/api.ts'

/** A service with its settings, its queue and its account's name. */
export type Service = OutboundServiceListed & { readonly queue: OutboundQueue; readonly account: string }

/** All services, the most that waits first. */
export const servicesQuery = queryOptions({
  queryKey: ['outbound-services'],
  queryFn: async ({ signal }): Promise<Service[]> => {
    const { services, queues, accounts } = client.outbound
    const [settings, lengths, owners] = await Promise.all([
      services.list({}, { signal }),
      queues.list({}, { signal }),
      accounts.list({ signal }),
    ])
    const queueOf = new Map(lengths.items.map((queue) => [queue.serviceId, queue]))
    const nameOf = new Map(owners.items.map(({ id, username }) => [id, username]))
    return settings.items
      .flatMap((service) => {
        const queue = queueOf.get(service.id)
        return queue ? [{ ...service, queue, account: nameOf.get(service.accountId) ?? `${service.accountId}` }] : []
      })
      .sort((a, b) => b.queue.waiting - a.queue.waiting || (a.name < b.name ? -1 : 1))
  },
})

export const serviceQuery = (id: number) =>
  queryOptions({
    ...servicesQuery,
    select: (services: Service[]): Service => {
      const service = services.find((one) => one.id === id)
      if (!service) throw new Error(`outbound service ${id}`)
      return service
    },
  })
