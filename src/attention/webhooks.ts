import { type AttentionItem, byHand } from './item.ts'

/** What is looked at of a webhook. */
export type WebhookLook = {
  readonly id: number
  readonly url: string
  readonly active: boolean
  readonly failingSince: number | null
  readonly disabledAt: number | null
  readonly disabledWhy: string | null
}

/** Positions of events that webhooks were not told of. */
export type MissedEvents = { readonly from: number; readonly through: number; readonly at: number }

const HOUR_MS = 3_600_000
const MISSED_FOR_MS = 7 * 24 * HOUR_MS

/** Webhooks that the server disabled, or that fail for an hour; each is one matter. And what none of them was told of. */
export const webhookItems = (
  webhooks: readonly WebhookLook[],
  missed: MissedEvents | undefined,
  now: number,
): AttentionItem[] => [
  ...webhooks.flatMap((webhook) => {
    if (webhook.disabledAt !== null) return [disabledItem(webhook, webhook.disabledAt)]
    const { active, failingSince } = webhook
    return active && failingSince !== null && now - failingSince >= HOUR_MS ? [failingItem(webhook, failingSince)] : []
  }),
  ...(missed && now - missed.at < MISSED_FOR_MS ? [missedItem(missed)] : []),
]

const disabledItem = ({ id, url, disabledWhy }: WebhookLook, since: number): AttentionItem => ({
  ...itemOf(id, since),
  title: `The webhook to ${hostOf(url)} is disabled`,
  explanation: `${disabledWhy}. What happens is not told there.`,
  fix: {
    label: 'Make it active again',
    effect: 'what waited goes out, and it is told of what happens from then on',
    asks: [],
    call: { operation: 'webhooks.update', params: { id }, body: { active: true } },
    after: [],
  },
})

const failingItem = ({ id, url }: WebhookLook, since: number): AttentionItem => ({
  ...itemOf(id, since),
  title: `The webhook to ${hostOf(url)} fails`,
  explanation: 'Nothing but failures came back. Each message is tried again by itself.',
  fix: {
    label: 'Send a message to try it',
    effect: 'it goes out at once, and what comes back is told',
    asks: [],
    call: { operation: 'webhooks.test', params: { id }, body: {} },
    after: [],
  },
})

const missedItem = ({ from, through, at }: MissedEvents): AttentionItem => ({
  ...itemOf(0, at),
  id: 'webhook:missed',
  count: through - from + 1,
  title: 'Webhooks were not told of some events',
  explanation: `Events ${from} to ${through} were removed by age before it was their turn.`,
  fix: byHand('Keep events for longer (--keep-events-days)', 'webhooks have more time to be told of them'),
})

const itemOf = (id: number, since: number) => ({
  ...{ id: `webhook:${id}`, kind: 'webhook' as const, count: 1, class: null },
  ...{ since, last: since },
})

const hostOf = (url: string): string => URL.parse(url)?.host ?? url
