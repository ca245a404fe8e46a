import { type Actor, authorize } from '../access/actor.ts'
import { inSteps } from '../base/housekeeping.ts'
import type { Backlog } from '../base/measuring/backlog.ts'
import type { KeysetPage, Listed } from '../base/page.ts'
import { NotFound, TransitionRefused } from '../base/refusal.ts'
import { record } from '../events/event.ts'
import type { DeliveryFilter, WebhookDelivery } from './delivery.ts'
import { existing } from './endpoints.ts'
import { jobOf } from './lane.ts'
import type { WebhookParts } from './parts.ts'

/** What it is about is null for who may not know of the event. */
export type DeliveryShown = Omit<WebhookDelivery, 'body' | 'subjectId' | 'clientId' | 'actorKind' | 'actorId'> & {
  readonly subjectId: number | null
  readonly clientId: number | null
  readonly body: string | null
  /** Where it goes. */
  readonly url: string
}

/** All that is given must match. */
export type Replay = Omit<DeliveryFilter, 'webhookId' | 'state'> & {
  readonly deliveryId?: number | undefined
  readonly state?: 'delivered' | 'failed' | 'withheld' | undefined
}

/** Rows of one transaction. */
const STEP = 200

type Parts = Pick<WebhookParts, 'read' | 'transaction' | 'queue' | 'seen'>

/** What became of each message. */
export function makeDeliveries({ read, transaction, queue, seen }: Parts) {
  async function shownTo(actor: Actor, deliveries: readonly WebhookDelivery[]): Promise<DeliveryShown[]> {
    const known = new Set((await seen(actor, deliveries)).map(({ id }) => id))
    const urls = new Map((await read.webhooks.endpoints.list()).map(({ id, url }) => [id, url]))
    return deliveries.map(({ body, subjectId, clientId, actorKind: _, actorId: _id, ...rest }) => ({
      ...rest,
      ...(known.has(rest.id) ? { body, subjectId, clientId } : { body: null, subjectId: null, clientId: null }),
      url: urls.get(rest.webhookId) ?? '',
    }))
  }

  return {
    /** The newest first. */
    async list(actor: Actor, filter: DeliveryFilter, page: KeysetPage): Promise<Listed<DeliveryShown>> {
      authorize(actor, 'system.read')
      const { total, rows } = await read.webhooks.deliveries.list(filter, page)
      return { total, rows: await shownTo(actor, rows) }
    },

    /** What is to be delivered. */
    async backlog(actor: Actor): Promise<Backlog> {
      authorize(actor, 'system.read')
      return read.webhooks.deliveries.backlog()
    },

    async get(actor: Actor, id: number): Promise<DeliveryShown> {
      authorize(actor, 'system.read')
      const delivery = await read.webhooks.deliveries.get(id)
      if (!delivery) throw new NotFound('webhook delivery', id)
      return (await shownTo(actor, [delivery]))[0]!
    },

    /**
     * Delivers once more what ended, under the same ids and with attempts from the start; answers how many. Refused where
     * the endpoint is not active.
     */
    async replay(actor: Actor, webhookId: number, { deliveryId, ...filter }: Replay): Promise<number> {
      authorize(actor, 'system.write')
      let replayed = 0
      let after = deliveryId === undefined ? 0 : deliveryId - 1
      const step = () =>
        transaction(async (tx) => {
          const endpoint = await existing(tx, webhookId)
          if (!endpoint.active) throw new TransitionRefused('webhook', 'disabled', 'replay')
          const limit = deliveryId === undefined ? STEP : 1
          const found = await tx.webhooks.deliveries.ended({ ...filter, webhookId }, { after, limit })
          const rows = found.filter(({ id }) => deliveryId === undefined || id === deliveryId)
          if (rows.length === 0) return 0
          await tx.webhooks.deliveries.requeue(rows.map(({ id }) => id))
          await queue.enqueueMany(
            tx,
            rows.map((delivery) => ({ ...jobOf(endpoint, delivery), band: 'bulk' as const })),
          )
          await record(tx, actor, {
            kind: 'webhook.replayed',
            subjectId: webhookId,
            description: `${rows.length} messages to webhook ${webhookId} are sent once more`,
          })
          after = rows.at(-1)!.id
          replayed += rows.length
          return rows.length
        })
      await inSteps(STEP, step)
      return replayed
    },

    /** Those that were queued so long ago, in small steps. */
    prune: (keepMs: number) => (stopping?: () => boolean) =>
      inSteps(STEP, () => transaction((tx) => tx.webhooks.deliveries.prune(tx.at - keepMs, STEP)), stopping),
  }
}
