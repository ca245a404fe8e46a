import * as z from 'zod'
import { DELIVERY_STATES } from '../../../../webhooks/delivery.ts'
import { SIGNATURE_SCHEMES } from '../../../../webhooks/signing-key.ts'
import { apiOperation } from '../operation.ts'
import {
  done,
  filterText,
  id,
  idPath,
  idText,
  instant,
  moment,
  oneOf,
  page,
  pageQuery,
  position,
  text,
} from '../values.ts'

const MOST_KEEP_HOURS = 24 * 30

const settings = {
  url: text(2000),
  description: text(255),
  kinds: z
    .array(text(100))
    .max(50)
    .meta({ description: 'Kinds of events, or patterns such as `service.*`; none: all that its maker may know of' }),
  subjectId: id.nullable().meta({ description: 'Only events of records of this number' }),
  clientId: id.nullable().meta({ description: 'Only events that concern this client' }),
  ordered: z.boolean().meta({
    description: 'Events of one record come in their order, each after the one before it was taken or given up',
  }),
  active: z.boolean(),
}

const scheme = oneOf(SIGNATURE_SCHEMES).meta({
  id: 'WebhookSignatureScheme',
  description:
    '`v1`: HMAC-SHA256 under a secret of both sides; `v1a`: ed25519, of which the receiver has the public key',
})
const schemes = z.array(scheme).min(1).max(2)

const webhook = z
  .object({
    id,
    ...settings,
    signingKeys: z.array(
      z
        .object({
          scheme,
          publicKey: z.string().nullable().meta({ description: 'Of `v1a`: `whpk_` and base64' }),
          createdAt: instant,
          until: instant
            .nullable()
            .meta({ description: 'Signs until then beside its successor; null: the present one' }),
        })
        .meta({ id: 'WebhookKey' }),
    ),
    staffId: id
      .nullable()
      .meta({ description: 'Whose rights decide what is told; null: the owner of the data folder' }),
    credentialId: id.nullable(),
    failingSince: instant.nullable().meta({ description: 'Since when nothing but failures came back' }),
    disabledAt: instant.nullable(),
    disabledWhy: z.string().nullable().meta({ description: 'Why the server itself disabled it' }),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Webhook', description: 'An address that is told what happens' })

const withSecret = z
  .object({
    webhook,
    secret: z.string().nullable().meta({ description: 'Of `v1`, `whsec_` and base64: told here and never again' }),
  })
  .meta({ id: 'WebhookWithSecret' })

const state = oneOf(DELIVERY_STATES).meta({ id: 'WebhookDeliveryState' })

const delivery = z
  .object({
    id,
    webhookId: id,
    messageId: z.string().meta({ description: 'The `webhook-id` of each attempt' }),
    position: id.meta({ description: 'Of the event in the sealed log' }),
    kind: z.string(),
    subject: z.string(),
    subjectId: z.int().min(0).nullable().meta({ description: 'Null for who may not know of the event' }),
    clientId: id.nullable(),
    state,
    attempts: z.int().min(0),
    status: z.int().nullable().meta({ description: 'Of the last answer; null where there was none' }),
    answer: z.string().nullable().meta({ description: 'The beginning of the last answer, or why there was none' }),
    attemptedAt: instant.nullable(),
    nextAt: instant.nullable().meta({ description: 'Not before then is the next attempt; null: at once, or never' }),
    createdAt: instant,
    endedAt: instant.nullable(),
  })
  .meta({ id: 'WebhookDelivery', description: 'One message of one event to one webhook' })

const whole = delivery
  .extend({
    url: z.string(),
    body: z.string().nullable().meta({ description: 'What is sent; null for who may not know of the event' }),
  })
  .meta({ id: 'WebhookDeliveryWhole' })

const between = {
  fromPosition: position.optional(),
  throughPosition: position.optional(),
  from: moment.optional().meta({ description: 'Queued then or later' }),
  before: moment.optional(),
}

export const webhooks = {
  list: apiOperation({
    id: 'webhooks.list',
    method: 'GET',
    path: '/webhooks',
    summary: 'Webhooks with how each goes, at most 100',
    permission: 'system.read',
    response: z.object({ items: z.array(webhook) }).meta({ id: 'Webhooks' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'webhooks.get',
    method: 'GET',
    path: '/webhooks/{id}',
    summary: 'One webhook',
    permission: 'system.read',
    params: idPath,
    response: webhook,
    errors: ['not_found'],
  }),
  create: apiOperation({
    id: 'webhooks.create',
    method: 'POST',
    path: '/webhooks',
    summary: 'Creates a webhook, which is told of what happens from then on, as far as its maker may know of it',
    permission: 'system.write',
    body: z.strictObject({ ...z.object({ ...settings, signatures: schemes }).partial().shape, url: settings.url }),
    response: withSecret,
    errors: ['refused'],
  }),
  update: apiOperation({
    id: 'webhooks.update',
    method: 'PATCH',
    path: '/webhooks/{id}',
    summary:
      'Changes what is given; whoever says where it goes, what it tells, or that it is active again answers for it with ' +
      'their rights',
    permission: 'system.write',
    params: idPath,
    body: z.strictObject(settings).partial(),
    response: webhook,
    errors: ['not_found'],
  }),
  delete: apiOperation({
    id: 'webhooks.delete',
    method: 'DELETE',
    path: '/webhooks/{id}',
    summary: 'Deletes a webhook with all that waits for it; refused while a message is on its way',
    permission: 'system.write',
    params: idPath,
    response: done,
    errors: ['not_found', 'refused'],
  }),
  rotateSecret: apiOperation({
    id: 'webhooks.rotateSecret',
    method: 'POST',
    path: '/webhooks/{id}/rotate-secret',
    summary: 'Makes new keys; the old ones sign beside them for a while',
    permission: 'system.write',
    params: idPath,
    body: z.strictObject({
      signatures: schemes.optional().meta({ description: 'The present ones where it is left out' }),
      keepHours: z.int().min(0).max(MOST_KEEP_HOURS).default(24).meta({ description: 'How long the old keys sign' }),
    }),
    response: withSecret,
    errors: ['not_found'],
  }),
  test: apiOperation({
    id: 'webhooks.test',
    method: 'POST',
    path: '/webhooks/{id}/test',
    summary: 'Sends a message `webhook.tested` at once and answers what came back',
    permission: 'system.write',
    params: idPath,
    body: z.strictObject({}),
    response: z
      .object({
        messageId: z.string(),
        delivered: z.boolean(),
        status: z.int().nullable(),
        answer: z.string().meta({ description: 'Its beginning, or why there was none' }),
      })
      .meta({ id: 'WebhookTested' }),
    errors: ['not_found'],
  }),
  replay: apiOperation({
    id: 'webhooks.replay',
    method: 'POST',
    path: '/webhooks/{id}/replay',
    summary: 'Delivers once more what ended and matches all that is given, under the same ids',
    permission: 'system.write',
    params: idPath,
    body: z.strictObject({
      deliveryId: id.optional(),
      state: oneOf(['delivered', 'failed', 'withheld']).optional(),
      fromPosition: id.optional(),
      throughPosition: id.optional(),
      from: between.from,
      before: between.before,
    }),
    response: z.object({ replayed: z.int().min(0) }).meta({ id: 'WebhookReplayed' }),
    errors: ['not_found', 'transition_refused'],
  }),
}

export const webhookDeliveries = {
  list: apiOperation({
    id: 'webhookDeliveries.list',
    method: 'GET',
    path: '/webhook-deliveries',
    summary: 'Messages to webhooks, the newest first',
    permission: 'system.read',
    query: z.strictObject({
      ...pageQuery,
      webhookId: idText.optional(),
      state: state.optional(),
      kind: filterText.optional(),
      ...between,
    }),
    response: page(delivery).meta({ id: 'WebhookDeliveries' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'webhookDeliveries.get',
    method: 'GET',
    path: '/webhook-deliveries/{id}',
    summary: 'One message with what is sent and what came back',
    permission: 'system.read',
    params: idPath,
    response: whole,
    errors: ['not_found'],
  }),
}
