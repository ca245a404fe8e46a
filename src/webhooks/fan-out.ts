import { SYSTEM } from '../access/actor.ts'
import { rememberedCause } from '../base/measuring/causes.ts'
import { tracing } from '../base/measuring/tracing.ts'
import { record } from '../events/event.ts'
import type { SealedEvent } from '../events/store.ts'
import { fits } from '../feed/filter.ts'
import type { NewDelivery } from './delivery.ts'
import { disable } from './disable.ts'
import { filterOf, type WebhookEndpoint } from './endpoint.ts'
import { jobOf } from './lane.ts'
import { makerKey, makerOf } from './maker.ts'
import { messageOf } from './message.ts'
import type { WebhookParts, WebhookTx } from './parts.ts'

/** How far in the sealed log endpoints were told; it means nothing while none is active. */
export const CURSOR = 'webhooks.position'
/** What was removed by age before it was told: a `MissedRange` as JSON. */
export const MISSED = 'webhooks.missed'

/** Positions, both inclusive, and when it was noticed. */
export type MissedRange = { readonly from: number; readonly through: number; readonly at: number }

/** Rows of one transaction, so that others have their turn. */
const MOST_ROWS = 2000
const MOST_EVENTS = 200

type Parts = Pick<WebhookParts, 'read' | 'transaction' | 'clock' | 'queue' | 'seen'>
type Plan = {
  readonly deliveries: readonly NewDelivery[]
  readonly gone: readonly { endpoint: WebhookEndpoint; why: string }[]
}

/**
 * One step: what was sealed since is put into the lanes of those who are to be told. All is read before, with the rights of
 * whoever made each endpoint, and written with the cursor in one transaction under a lock; when another node was there
 * meanwhile, or an endpoint is another, it is begun anew. Answers whether more may wait.
 */
export function makeFanOut(parts: Parts) {
  const { read, transaction, queue } = parts
  return async function fanOut(): Promise<boolean> {
    const active = await read.webhooks.endpoints.active()
    if (active.length === 0) return false
    const before = await read.settings.get(CURSOR)
    const limit = Math.max(1, Math.min(MOST_EVENTS, Math.floor(MOST_ROWS / active.length)))
    const events = await read.events.after(Number(before ?? 0), limit)
    const last = events.at(-1)
    if (!last) return false
    // After the events: who comes between is noticed by the versions, and who comes later is not told of these.
    const endpoints = await read.webhooks.endpoints.active()
    const { deliveries, gone } = await makePlan(parts, endpoints, events)
    return transaction(async (tx) => {
      await tx.webhooks.lockFanOut()
      if ((await tx.settings.get(CURSOR)) !== before) return true
      if (versionsOf(await tx.webhooks.endpoints.active()) !== versionsOf(endpoints)) return true
      await tellMissed(tx, Number(before ?? 0), events[0]!.position)
      for (const { endpoint, why } of gone) await disable(tx, queue, endpoint, why)
      await enqueue(tx, parts, endpoints, deliveries, events)
      await tx.settings.set(CURSOR, String(last.position))
      return events.length === limit
    })
  }
}

const versionsOf = (endpoints: readonly WebhookEndpoint[]): string =>
  endpoints.map(({ id, version }) => `${id}.${version}`).join(' ')

async function makePlan(
  { read, clock, seen }: Parts,
  endpoints: readonly WebhookEndpoint[],
  events: readonly SealedEvent[],
): Promise<Plan> {
  const deliveries: NewDelivery[] = []
  const gone: { endpoint: WebhookEndpoint; why: string }[] = []
  const bodies = new Map(events.map((event) => [event.position, messageOf(event)]))
  for (const [, together] of Map.groupBy(endpoints, makerKey)) {
    const maker = await makerOf(read, together[0]!, clock.now())
    if ('gone' in maker) {
      gone.push(...together.map((endpoint) => ({ endpoint, why: maker.gone })))
      continue
    }
    const wanted = events.filter((event) => together.some((endpoint) => isFor(endpoint, event)))
    for (const event of await seen(maker.actor, wanted))
      for (const endpoint of together)
        if (isFor(endpoint, event))
          deliveries.push({ ...factsOf(event), webhookId: endpoint.id, body: bodies.get(event.position)! })
  }
  return { deliveries, gone }
}

const isFor = (endpoint: WebhookEndpoint, event: SealedEvent): boolean =>
  event.position > endpoint.fromPosition && fits(filterOf(endpoint), event)

const factsOf = ({ position, kind, subject, subjectId, clientId, actorKind, actorId }: SealedEvent) => ({
  ...{ position, kind, subject, subjectId, clientId, actorKind, actorId },
})

async function enqueue(
  tx: WebhookTx,
  { queue }: Parts,
  endpoints: readonly WebhookEndpoint[],
  deliveries: readonly NewDelivery[],
  events: readonly SealedEvent[],
): Promise<void> {
  if (deliveries.length === 0) return
  const byId = new Map(endpoints.map((endpoint) => [endpoint.id, endpoint]))
  const causes = tracing() && new Map(events.map((event) => [event.position, rememberedCause(event)]))
  const inOrder = deliveries.toSorted((a, b) => a.position - b.position || a.webhookId - b.webhookId)
  await queue.enqueueMany(
    tx,
    inOrder.map((delivery) => ({
      ...jobOf(byId.get(delivery.webhookId)!, delivery),
      cause: causes?.get(delivery.position),
    })),
  )
  await tx.webhooks.deliveries.insert(inOrder, tx.at)
}

/** Positions have no gaps: where one is, retention has removed what nobody was told of. */
async function tellMissed(tx: WebhookTx, cursor: number, next: number): Promise<void> {
  if (next <= cursor + 1) return
  const missed: MissedRange = { from: cursor + 1, through: next - 1, at: tx.at }
  await tx.settings.set(MISSED, JSON.stringify(missed))
  await record(tx, SYSTEM, {
    kind: 'webhook.events_missed',
    subjectId: 0,
    description: `Events ${missed.from} to ${missed.through} were removed by age before webhooks were told of them`,
  })
}
