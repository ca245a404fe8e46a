import type { NewJob } from '../jobs/job.ts'
import type { NewLane } from '../jobs/lanes/lane.ts'
import { messageId, type WebhookDelivery } from './delivery.ts'
import type { WebhookEndpoint } from './endpoint.ts'

export const WEBHOOK_LANE_KIND = 'webhook'
export const WEBHOOK_JOB = 'webhook.deliver'

/** What a job names. */
export type DeliveryRef = Pick<WebhookDelivery, 'webhookId' | 'position'>

/**
 * Each endpoint has a lane, so that one that hangs keeps nobody else waiting. Of one that fails all the time, little is asked
 * until it takes a message again.
 */
export const laneOf = (endpointId: number): NewLane => ({
  name: `webhook:${endpointId}`,
  kind: WEBHOOK_LANE_KIND,
  parent: 'webhooks',
  concurrency: 4,
  breakAfter: 20,
  breakForMs: 30_000,
})

export const jobOf = (
  { laneId, ordered }: Pick<WebhookEndpoint, 'laneId' | 'ordered'>,
  { webhookId, position, subject, subjectId }: DeliveryRef & Pick<WebhookDelivery, 'subject' | 'subjectId'>,
): NewJob => ({
  laneId,
  kind: WEBHOOK_JOB,
  payload: { webhookId, position },
  orderKey: ordered ? `${subject}:${subjectId}` : null,
  reference: messageId({ webhookId, position }),
})
