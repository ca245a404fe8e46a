import type { EventRow } from '../events/store.ts'

/** `withheld`: its maker may not know of it any more. */
export const DELIVERY_STATES = ['queued', 'delivered', 'failed', 'withheld'] as const
type DeliveryState = (typeof DELIVERY_STATES)[number]

/** What of an event decides who may know of it, and how it is told. */
type EventFacts = Pick<EventRow, 'kind' | 'subject' | 'subjectId' | 'clientId' | 'actorKind' | 'actorId'>

/** One message of one event to one endpoint. Instants are milliseconds. */
export type WebhookDelivery = EventFacts & {
  readonly id: number
  readonly webhookId: number
  /** Of the event in the sealed log. */
  readonly position: number
  readonly body: string
  readonly state: DeliveryState
  /** Since it was last put into the queue. */
  readonly attempts: number
  /** Of the last attempt: the status that came back, and the answer or why there was none. */
  readonly status: number | null
  readonly answer: string | null
  readonly attemptedAt: number | null
  /** Not before then is the next attempt; null: at once, or never. */
  readonly nextAt: number | null
  readonly createdAt: number
  readonly endedAt: number | null
}

export type NewDelivery = EventFacts & Pick<WebhookDelivery, 'webhookId' | 'position' | 'body'>

export type DeliveryEnd = Pick<
  WebhookDelivery,
  'state' | 'attempts' | 'status' | 'answer' | 'attemptedAt' | 'nextAt' | 'endedAt'
>

/** All that is given must match. */
export type DeliveryFilter = {
  readonly webhookId?: number | undefined
  readonly state?: DeliveryState | undefined
  readonly kind?: string | undefined
  /** Positions, both inclusive. */
  readonly fromPosition?: number | undefined
  readonly throughPosition?: number | undefined
  /** Instants of when it was queued first, inclusive and exclusive. */
  readonly from?: number | undefined
  readonly before?: number | undefined
}

/** The same at each attempt: by it a receiver knows a message that it has had. */
export const messageId = ({ webhookId, position }: Pick<WebhookDelivery, 'webhookId' | 'position'>): string =>
  `evt_${webhookId}_${position}`
