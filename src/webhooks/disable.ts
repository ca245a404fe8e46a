import { SYSTEM } from '../access/actor.ts'
import { record } from '../events/event.ts'
import { hostOf, type WebhookEndpoint } from './endpoint.ts'
import type { WebhookParts, WebhookTx } from './parts.ts'

/** Nothing goes there any more until somebody says so, and why is told. What waits stays. */
export async function disable(
  tx: WebhookTx,
  queue: WebhookParts['queue'],
  { id, laneId, url }: Pick<WebhookEndpoint, 'id' | 'laneId' | 'url'>,
  why: string,
): Promise<void> {
  await queue.lanes.pause(tx, laneId)
  const endpoint = await tx.webhooks.endpoints.get(id)
  if (!endpoint?.active) return
  await tx.webhooks.endpoints.update(id, { active: false, disabledAt: tx.at, disabledWhy: why }, tx.at)
  await record(tx, SYSTEM, {
    kind: 'webhook.disabled',
    subjectId: id,
    description: `Webhook ${id} to ${hostOf(url)} was disabled: ${why}`,
    changes: { active: [true, false] },
  })
}
