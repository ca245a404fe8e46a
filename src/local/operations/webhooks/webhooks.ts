import * as z from 'zod'
import { SYSTEM } from '../../../access/actor.ts'
import { SIGNATURE_SCHEMES } from '../../../webhooks/signing-key.ts'
import { localOperation } from '../../operation.ts'
import { isoText } from '../instant.ts'

const id = z.number().int().min(1)

export const webhookList = localOperation(z.object({}), async ({ domain }) => ({
  webhooks: (await domain.webhooks.list(SYSTEM)).map(
    ({ failingSince, disabledAt, createdAt, updatedAt, ...webhook }) => ({
      ...webhook,
      failingSince: isoText(failingSince),
      disabledAt: isoText(disabledAt),
      createdAt: isoText(createdAt),
      updatedAt: isoText(updatedAt),
    }),
  ),
}))

export const webhookCreate = localOperation(
  z.object({
    url: z.string(),
    description: z.string().optional(),
    kinds: z.array(z.string()).optional(),
    signatures: z.array(z.enum(SIGNATURE_SCHEMES)).optional(),
    ordered: z.boolean().optional(),
  }),
  async ({ domain }, input) => {
    const { endpoint, secret } = await domain.webhooks.create(SYSTEM, input)
    const publicKey = endpoint.signingKeys.find(({ scheme }) => scheme === 'v1a')?.publicKey ?? null
    return { id: endpoint.id, secret, publicKey }
  },
)

export const webhookTest = localOperation(z.object({ id }), ({ domain }, input) =>
  domain.webhooks.test(SYSTEM, input.id),
)

export const webhookReplay = localOperation(
  z.object({
    id,
    deliveryId: id.optional(),
    state: z.enum(['delivered', 'failed', 'withheld']).optional(),
    fromPosition: id.optional(),
    throughPosition: id.optional(),
  }),
  async ({ domain }, { id: webhookId, ...which }) => ({
    replayed: await domain.webhooks.deliveries.replay(SYSTEM, webhookId, which),
  }),
)
