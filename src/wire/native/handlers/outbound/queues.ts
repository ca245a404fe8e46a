import type { ServiceQueue } from '../../../../outbound/queues/queue.ts'
import type { AnswerOf } from '../../contract/operation.ts'
import { outboundQueues } from '../../contract/outbound/queues.ts'
import { instantText, orNull } from '../../encode.ts'
import { handle } from '../../handler.ts'
import { encodeForecast } from '../provisioning/forecast.ts'
import { encodePurge } from './services.ts'

export const outboundQueueHandlers = [
  handle(outboundQueues.list, async ({ actor, domain }, { query: { accountId } }) => {
    const filter = accountId === undefined ? {} : { accountId }
    return { items: (await domain.outbound.queues.list(actor, filter)).map(encodeQueue) }
  }),
  handle(outboundQueues.get, async ({ actor, domain }, { params }) =>
    encodeQueue(await domain.outbound.queues.get(actor, params)),
  ),
  handle(outboundQueues.forecast, async ({ actor, domain }, { params, query }) =>
    encodeForecast(await domain.outbound.queues.forecast(actor, params, query)),
  ),
  handle(outboundQueues.purge, async ({ actor, domain }, { params, body }) =>
    encodePurge((await domain.outbound.queues.purge(actor, params, body)).purge),
  ),
  handle(outboundQueues.purges, async ({ actor, domain }, { params }) => ({
    items: (await domain.outbound.queues.purges(actor, params)).map(encodePurge),
  })),
  handle(outboundQueues.purged, async ({ actor, domain }, { params, query: { after, limit } }) => {
    const page = { limit, ...(after !== undefined && { after }) }
    const purged = await domain.outbound.queues.purged(actor, params.id, page)
    return {
      references: purged.map(({ reference }) => reference!),
      next: purged.length === limit ? purged.at(-1)!.id : null,
    }
  }),
  handle(outboundQueues.undo, async ({ actor, domain }, { params }) =>
    encodePurge(await domain.outbound.queues.undo(actor, params.id)),
  ),
]

function encodeQueue({
  service,
  opensAt,
  heldUntil,
  lastPollAt,
  ...queue
}: ServiceQueue): AnswerOf<typeof outboundQueues.get> {
  const { id, accountId, name, startsPerSecond, concurrency } = service
  return {
    serviceId: id,
    accountId,
    name,
    startsPerSecond,
    concurrency,
    ...queue,
    lastPollAt: orNull(lastPollAt, instantText),
    opensAt: orNull(opensAt, instantText),
    heldUntil: orNull(heldUntil, instantText),
  }
}
