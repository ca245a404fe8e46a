import { inSpan } from '../base/measuring/tracing.ts'
import type { Job } from '../jobs/job.ts'
import { done, giveUp, type JobOutcome, retryAfter } from '../jobs/outcome.ts'
import type { Hold, JobHandler } from '../jobs/worker.ts'
import { webhookAttempts } from './attempt-counts.ts'
import { type DeliveryEnd, messageId, type WebhookDelivery } from './delivery.ts'
import { disable } from './disable.ts'
import type { WebhookEndpoint } from './endpoint.ts'
import type { DeliveryRef } from './lane.ts'
import { makerOf } from './maker.ts'
import type { WebhookParts } from './parts.ts'
import { retryDelay } from './retries.ts'
import type { SendWebhook, WebhookAttempt } from './send.ts'

type Parts = Pick<WebhookParts, 'read' | 'transaction' | 'clock' | 'queue' | 'seen'> & {
  send: SendWebhook
  /** From 0 to 1. */
  chance?: (() => number) | undefined
}

/** With nothing but failures for so long, an endpoint is disabled. */
export const DISABLE_AFTER_MS = 3 * 24 * 3_600_000
/** A job of an endpoint that was disabled meanwhile, or whose turn is not yet. */
const LATER_MS = 1000

/** One attempt to deliver one message. What became of it is written with the end of the turn, or not at all. */
export function makeDeliver(parts: Parts): JobHandler {
  const { read, transaction, clock, queue, seen, send } = parts
  return async (job, signal, hold) => {
    const { webhookId, position } = job.payload as DeliveryRef
    const [endpoint, delivery] = await Promise.all([
      read.webhooks.endpoints.get(webhookId),
      read.webhooks.deliveries.byPosition(webhookId, position),
    ])
    if (!endpoint || delivery?.state !== 'queued') return done({ health: 'unsaid' })
    if (!endpoint.active) return later(LATER_MS)
    const earlier = endpoint.ordered ? await read.webhooks.deliveries.before(delivery) : undefined
    if (earlier) return later((earlier.nextAt ?? 0) - clock.now() + LATER_MS)
    const maker = await makerOf(read, endpoint, clock.now())
    if ('gone' in maker) {
      await transaction((tx) => disable(tx, queue, endpoint, maker.gone))
      return later(LATER_MS)
    }
    if ((await seen(maker.actor, [delivery])).length === 0) return withhold(parts, job, delivery)
    if (hold.isStopping()) return giveBack(parts, hold)
    const message = { id: messageId(delivery), at: clock.now(), body: delivery.body }
    const attempt = await sendTraced(() => send(endpoint, message, signal), webhookId)
    webhookAttempts.add(attempt.is)
    return attempt.is === 'aborted' ? giveBack(parts, hold) : conclude(parts, job, endpoint, delivery, attempt)
  }
}

/** Where it goes may hold a secret, so a span does not say. */
const sendTraced = (send: () => Promise<WebhookAttempt>, webhookId: number): Promise<WebhookAttempt> =>
  inSpan(
    'webhook call',
    { webhook: webhookId, 'http.request.method': 'POST' },
    async (span) => {
      const attempt = await send()
      span?.note({
        outcome: attempt.is,
        ...(attempt.status !== null && { 'http.response.status_code': attempt.status }),
      })
      return attempt
    },
    { kind: 'client' },
  )

const later = (delayMs: number): JobOutcome =>
  retryAfter('it is not its turn', Math.max(delayMs, LATER_MS), { health: 'unsaid' })

/** It may have arrived; then the receiver knows it by its id. */
async function giveBack({ transaction }: Parts, hold: Hold): Promise<'settled'> {
  await transaction((tx) => hold.giveBack(tx))
  return 'settled'
}

async function withhold({ transaction, queue }: Parts, job: Job, delivery: WebhookDelivery): Promise<'settled'> {
  await transaction(async (tx) => {
    if (!(await queue.finish(tx, job, done({ health: 'unsaid' })))) return
    const answer = 'Not sent: its maker may not know of this any more'
    await tx.webhooks.deliveries.update(delivery.id, {
      ...{ state: 'withheld', attempts: delivery.attempts, status: null, answer },
      ...{ attemptedAt: delivery.attemptedAt, nextAt: null, endedAt: tx.at },
    })
  })
  return 'settled'
}

async function conclude(
  { transaction, queue, chance = Math.random }: Parts,
  job: Job,
  endpoint: WebhookEndpoint,
  delivery: WebhookDelivery,
  attempt: WebhookAttempt,
): Promise<'settled'> {
  const attempts = delivery.attempts + 1
  const delayMs = attempt.is === 'failed' ? retryDelay(attempts, attempt.retryAfterMs ?? null, chance()) : undefined
  await transaction(async (tx) => {
    if (!(await queue.finish(tx, job, outcomeOf(attempt, delayMs)))) return
    const failingSince =
      attempt.is === 'delivered' ? undefined : await tx.webhooks.endpoints.failing(endpoint.id, tx.at)
    if (failingSince === undefined) await tx.webhooks.endpoints.working(endpoint.id)
    await tx.webhooks.deliveries.update(delivery.id, { ...endOf(attempt, delayMs, tx.at), attempts })
    if (attempt.is === 'gone') await disable(tx, queue, endpoint, 'It answered 410: it is gone')
    else if (failingSince !== undefined && tx.at - failingSince >= DISABLE_AFTER_MS)
      await disable(tx, queue, endpoint, 'Nothing but failures for three days')
  })
  return 'settled'
}

function outcomeOf({ is, answer }: WebhookAttempt, delayMs: number | undefined): JobOutcome {
  const note = answer.slice(0, 200)
  if (is === 'delivered') return done()
  return delayMs === undefined ? giveUp(note, { health: 'ill' }) : retryAfter(note, delayMs)
}

function endOf(
  { is, status, answer }: WebhookAttempt,
  delayMs: number | undefined,
  at: number,
): Omit<DeliveryEnd, 'attempts'> {
  const tried = { status, answer, attemptedAt: at }
  if (delayMs !== undefined) return { ...tried, state: 'queued', nextAt: at + delayMs, endedAt: null }
  return { ...tried, state: is === 'delivered' ? 'delivered' : 'failed', nextAt: null, endedAt: at }
}
