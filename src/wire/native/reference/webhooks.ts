import * as z from 'zod'
import { EVENT_KINDS } from '../../../events/kinds/all.ts'
import type { EventKind } from '../../../events/kinds.ts'
import { id, instant } from '../contract/values.ts'
import type { JsonSchemas } from '../json-schema.ts'

const message = z
  .object({
    type: z.enum(Object.keys(EVENT_KINDS) as EventKind[]).meta({ description: 'The kind of the event' }),
    timestamp: instant.meta({ description: 'When it happened' }),
    data: z.object({
      position: id.meta({ description: 'In the sealed log, without gaps' }),
      subject: z.string().meta({ description: 'The noun, such as `service`' }),
      subjectId: z.int().min(0),
      clientId: id.nullable(),
      changed: z.array(z.string()).meta({ description: 'The names of the fields that changed' }),
    }),
  })
  .meta({ id: 'WebhookMessage' })

const header = (name: string, description: string) => ({
  ...{ name, in: 'header', required: true, description },
  schema: { type: 'string' },
})

const EXAMPLE = {
  type: 'service.suspended',
  timestamp: '2026-01-01T10:00:00.000Z',
  data: { position: 4711, subject: 'service', subjectId: 12, clientId: 7, changed: ['status'] },
}

/** What receivers of webhooks get, as the OpenAPI document has it. */
export const describeWebhooks = (schemas: JsonSchemas): Record<string, unknown> => ({
  event: {
    post: {
      operationId: 'webhooks.event',
      tags: ['webhooks'],
      summary: 'What the server sends to each webhook that is to hear of an event',
      description: 'Signed after the Standard Webhooks specification. It may come twice: `webhook-id` tells.',
      security: [],
      parameters: [
        header('webhook-id', 'The same at each attempt'),
        header('webhook-timestamp', 'When this attempt was made, in seconds since 1970'),
        header('webhook-signature', 'Signatures apart by blanks, such as `v1,K5oZ…`; any of them will do'),
      ],
      requestBody: {
        required: true,
        content: { 'application/json': { schema: schemas.toJsonSchema(message), example: EXAMPLE } },
      },
      responses: {
        '2XX': { description: 'It was taken' },
        '410': { description: 'Nothing is wanted any more: the webhook is disabled' },
      },
    },
  },
})
