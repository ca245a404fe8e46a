import type { QueuePurge } from '../../../../outbound/queues/queue.ts'
import type { OutboundService, OutboundServiceChanges } from '../../../../outbound/services/service.ts'
import type { AnswerOf } from '../../contract/operation.ts'
import { outboundServices } from '../../contract/outbound/services.ts'
import { instantText, orNull } from '../../encode.ts'
import { handle } from '../../handler.ts'

export const outboundServiceHandlers = [
  handle(outboundServices.list, async ({ actor, domain }, { query: { accountId } }) => {
    const filter = accountId === undefined ? {} : { accountId }
    const services = await domain.outbound.queues.services(actor, filter)
    return {
      items: services.map(({ emptyAt, meanRunMs, workers, lastPollAt, ...service }) => ({
        ...encodeService(service),
        emptyAt: orNull(emptyAt, instantText),
        meanRunMs,
        workers,
        lastPollAt: orNull(lastPollAt, instantText),
      })),
    }
  }),
  handle(outboundServices.get, async ({ actor, domain }, { params }) =>
    encodeService(await domain.outbound.services.get(actor, params)),
  ),
  handle(outboundServices.put, async ({ actor, domain }, { params, body }) => {
    const { service, created } = await domain.outbound.services.put(actor, params, body as OutboundServiceChanges)
    return { service: encodeService(service), created }
  }),
  handle(outboundServices.patch, async ({ actor, domain }, { params, body }) =>
    encodeService(await domain.outbound.services.update(actor, params, body as OutboundServiceChanges)),
  ),
  handle(outboundServices.remove, async ({ actor, domain }, { params }) => ({
    purge: encodePurge((await domain.outbound.services.delete(actor, params)).purge),
  })),
  handle(outboundServices.workers, async ({ actor, domain }, { params }) => {
    const workers = await domain.outbound.queues.workers(actor, params)
    return { items: workers.map((worker) => ({ ...worker, lastPollAt: instantText(worker.lastPollAt) })) }
  }),
  handle(outboundServices.signingSecret, async ({ actor, domain }, { params }) => ({
    secret: await domain.outbound.services.signingSecret(actor, params),
  })),
]

type Encoded = AnswerOf<typeof outboundServices.get>

function encodeService({ laneId: _, createdAt, updatedAt, callingWindow, ...service }: OutboundService): Encoded {
  return {
    ...service,
    callingWindow: callingWindow && { ...callingWindow, days: [...callingWindow.days] },
    createdAt: instantText(createdAt),
    updatedAt: instantText(updatedAt),
  }
}

export const encodePurge = ({ laneId: _, at, undoUntil, undoneAt, ...purge }: QueuePurge['purge']) => ({
  ...purge,
  at: instantText(at),
  undoUntil: orNull(undoUntil, instantText),
  undoneAt: orNull(undoneAt, instantText),
})
