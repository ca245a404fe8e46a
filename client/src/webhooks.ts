import type { Call, CallOptions } from './call.ts'
import type {
  WebhookDeliveriesListQuery,
  WebhooksCreateBody,
  WebhooksReplayBody,
  WebhooksRotateSecretBody,
  WebhooksUpdateBody,
} from './contract.ts'
import { everyItem } from './pages.ts'

/** Addresses that are told what happens. */
export const makeWebhooks = (call: Call) => ({
  list: (options?: CallOptions) => call('webhooks.list', {}, options),
  get: (id: number, options?: CallOptions) => call('webhooks.get', { params: { id } }, options),
  /** Its secret is in this answer and in no other. */
  create: (body: WebhooksCreateBody, options?: CallOptions) => call('webhooks.create', { body }, options),
  update: (id: number, body: WebhooksUpdateBody, options?: CallOptions) =>
    call('webhooks.update', { params: { id }, body }, options),
  delete: (id: number, options?: CallOptions) => call('webhooks.delete', { params: { id } }, options),
  rotateSecret: (id: number, body: WebhooksRotateSecretBody = {}, options?: CallOptions) =>
    call('webhooks.rotateSecret', { params: { id }, body }, options),
  /** Sends a message at once and tells what came back. */
  test: (id: number, options?: CallOptions) => call('webhooks.test', { params: { id }, body: {} }, options),
  /** What ended and matches all that is given is delivered once more. */
  replay: (id: number, body: WebhooksReplayBody = {}, options?: CallOptions) =>
    call('webhooks.replay', { params: { id }, body }, options),
})

/** What became of each message to a webhook. */
export const makeWebhookDeliveries = (call: Call) => ({
  list: (query: WebhookDeliveriesListQuery = {}, options?: CallOptions) =>
    call('webhookDeliveries.list', { query }, options),
  all: (
    filter: Omit<WebhookDeliveriesListQuery, 'offset' | 'limit' | 'cursor'> = {},
    { pageSize, ...options }: CallOptions & { pageSize?: number | undefined } = {},
  ) => everyItem((page) => call('webhookDeliveries.list', { query: { ...filter, ...page } }, options), pageSize),
  get: (id: number, options?: CallOptions) => call('webhookDeliveries.get', { params: { id } }, options),
})

export type Webhooks = ReturnType<typeof makeWebhooks>
export type WebhookDeliveries = ReturnType<typeof makeWebhookDeliveries>
