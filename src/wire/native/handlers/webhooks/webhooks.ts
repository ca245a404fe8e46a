import type { DeliveryShown } from '../../../../webhooks/deliveries.ts'
import { messageId } from '../../../../webhooks/delivery.ts'
import type { EndpointShown, EndpointWithSecret } from '../../../../webhooks/endpoints.ts'
import type { AnswerOf } from '../../contract/operation.ts'
import { webhookDeliveries, webhooks } from '../../contract/webhooks/webhooks.ts'
import { instantText, orNull } from '../../encode.ts'
import { handle } from '../../handler.ts'
import { listByKeyset } from '../../keyset.ts'

const HOUR_MS = 3_600_000

export const webhookHandlers = [
  handle(webhooks.list, async ({ actor, domain }) => ({ items: (await domain.webhooks.list(actor)).map(encode) })),
  handle(webhooks.get, async ({ actor, domain }, { params }) => encode(await domain.webhooks.get(actor, params.id))),
  handle(webhooks.create, async ({ actor, domain }, { body }) =>
    encodeWithSecret(await domain.webhooks.create(actor, body)),
  ),
  handle(webhooks.update, async ({ actor, domain }, { params, body }) =>
    encode(await domain.webhooks.update(actor, params.id, body)),
  ),
  handle(webhooks.delete, async ({ actor, domain }, { params }) => {
    await domain.webhooks.delete(actor, params.id)
    return { id: params.id }
  }),
  handle(webhooks.rotateSecret, async ({ actor, domain }, { params, body: { signatures, keepHours } }) =>
    encodeWithSecret(await domain.webhooks.rotateSecret(actor, params.id, { signatures, keepMs: keepHours * HOUR_MS })),
  ),
  handle(webhooks.test, ({ actor, domain }, { params }) => domain.webhooks.test(actor, params.id)),
  handle(webhooks.replay, async ({ actor, domain }, { params, body }) => ({
    replayed: await domain.webhooks.deliveries.replay(actor, params.id, body),
  })),
  handle(webhookDeliveries.list, async ({ actor, domain }, { query: { offset, limit, cursor, ...query } }) => {
    const { webhookId, state, kind, fromPosition, throughPosition, from, before } = query
    const filter = { webhookId, state, kind, fromPosition, throughPosition, from, before }
    const { rows, beside } = await listByKeyset<DeliveryShown>(
      { offset, limit, cursor },
      {
        list: (page) => domain.webhooks.deliveries.list(actor, filter, page),
        sort: '-id',
        placeOf: ({ id }) => [id],
      },
    )
    return { items: rows.map(encodeDelivery), ...beside }
  }),
  handle(webhookDeliveries.get, async ({ actor, domain }, { params }) => {
    const delivery = await domain.webhooks.deliveries.get(actor, params.id)
    return { ...encodeDelivery(delivery), url: delivery.url, body: delivery.body }
  }),
]

const encode = (endpoint: EndpointShown): AnswerOf<typeof webhooks.get> => ({
  id: endpoint.id,
  url: endpoint.url,
  description: endpoint.description,
  kinds: [...endpoint.kinds],
  subjectId: endpoint.subjectId,
  clientId: endpoint.clientId,
  ordered: endpoint.ordered,
  active: endpoint.active,
  signingKeys: endpoint.signingKeys.map(({ scheme, publicKey, createdAt, until }) => ({
    ...{ scheme, publicKey },
    createdAt: instantText(createdAt),
    until: orNull(until, instantText),
  })),
  staffId: endpoint.staffId,
  credentialId: endpoint.credentialId,
  failingSince: orNull(endpoint.failingSince, instantText),
  disabledAt: orNull(endpoint.disabledAt, instantText),
  disabledWhy: endpoint.disabledWhy,
  createdAt: instantText(endpoint.createdAt),
  updatedAt: instantText(endpoint.updatedAt),
})

const encodeWithSecret = ({ endpoint, secret }: EndpointWithSecret) => ({ webhook: encode(endpoint), secret })

const encodeDelivery = (delivery: DeliveryShown): AnswerOf<typeof webhookDeliveries.list>['items'][number] => ({
  id: delivery.id,
  webhookId: delivery.webhookId,
  messageId: messageId(delivery),
  position: delivery.position,
  kind: delivery.kind,
  subject: delivery.subject,
  subjectId: delivery.subjectId,
  clientId: delivery.clientId,
  state: delivery.state,
  attempts: delivery.attempts,
  status: delivery.status,
  answer: delivery.answer,
  attemptedAt: orNull(delivery.attemptedAt, instantText),
  nextAt: orNull(delivery.nextAt, instantText),
  createdAt: instantText(delivery.createdAt),
  endedAt: orNull(delivery.endedAt, instantText),
})
