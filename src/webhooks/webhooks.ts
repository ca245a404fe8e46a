import { type Actor, authorize } from '../access/actor.ts'
import { makeDeliveries } from './deliveries.ts'
import { makeEndpoints } from './endpoints.ts'
import { MISSED, type MissedRange, makeFanOut } from './fan-out.ts'
import type { WebhookParts } from './parts.ts'
import { makeSend } from './send.ts'

/** Addresses of others that are told what happens, and what became of each message to them. */
export function makeWebhooks(parts: WebhookParts) {
  const send = makeSend(parts)
  return {
    ...makeEndpoints({ ...parts, send }),
    deliveries: makeDeliveries(parts),
    fanOut: makeFanOut(parts),

    /** The last events that were removed by age before anybody was told of them. */
    async missed(actor: Actor): Promise<MissedRange | undefined> {
      authorize(actor, 'system.read')
      const text = await parts.read.settings.get(MISSED)
      return text === undefined ? undefined : JSON.parse(text)
    },
  }
}

export type Webhooks = ReturnType<typeof makeWebhooks>
