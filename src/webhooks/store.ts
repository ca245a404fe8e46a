import type { Backlog } from '../base/measuring/backlog.ts'
import type { Patch } from '../base/merge.ts'
import type { KeysetPage, Listed } from '../base/page.ts'
import type { DeliveryEnd, DeliveryFilter, NewDelivery, WebhookDelivery } from './delivery.ts'
import type { NewEndpoint, WebhookEndpoint } from './endpoint.ts'

export interface WebhookStore {
  readonly endpoints: {
    /** By id. */
    list(): Promise<WebhookEndpoint[]>
    active(): Promise<WebhookEndpoint[]>
    get(id: number): Promise<WebhookEndpoint | undefined>
    insert(endpoint: NewEndpoint, at: number): Promise<number>
    update(id: number, changes: Patch<Omit<NewEndpoint, never>>, at: number): Promise<void>
    /** Since then nothing but failures, unless it failed before; answers since when. */
    failing(id: number, at: number): Promise<number>
    /** It works. */
    working(id: number): Promise<void>
    /** With all that was to be delivered to it. */
    delete(id: number): Promise<void>
  }
  readonly deliveries: {
    /** The newest first. */
    list(filter: DeliveryFilter, page: KeysetPage): Promise<Listed<WebhookDelivery>>
    get(id: number): Promise<WebhookDelivery | undefined>
    byPosition(webhookId: number, position: number): Promise<WebhookDelivery | undefined>
    /** The last one of the same record that comes before and is queued still. */
    before(
      delivery: Pick<WebhookDelivery, 'webhookId' | 'position' | 'subject' | 'subjectId'>,
    ): Promise<WebhookDelivery | undefined>
    insert(deliveries: readonly NewDelivery[], at: number): Promise<void>
    update(id: number, end: DeliveryEnd): Promise<void>
    /** Those that ended, behind an id, locked and in their order. */
    ended(filter: DeliveryFilter, page: { after: number; limit: number }): Promise<WebhookDelivery[]>
    /** Queued anew, from the first attempt on. */
    requeue(ids: readonly number[]): Promise<void>
    backlog(): Promise<Backlog>
    /** Those from before then, at most `limit`; answers how many. */
    prune(before: number, limit: number): Promise<number>
  }
  /** First in a transaction that says who is told of what: one at a time, across processes. */
  lockFanOut(): Promise<void>
}
