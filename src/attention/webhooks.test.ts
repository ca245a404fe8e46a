import { expect, test } from 'vitest'
import { type WebhookLook, webhookItems } from './webhooks.ts'

const HOUR_MS = 3_600_000
const NOW = 100 * HOUR_MS
const WELL: WebhookLook = {
  ...{ id: 3, url: 'https://crm.example.com/hooks/secret', active: true },
  ...{ failingSince: null, disabledAt: null, disabledWhy: null },
}
const told = (look: Partial<WebhookLook>) => webhookItems([{ ...WELL, ...look }], undefined, NOW)

test('a webhook that is disabled or fails for an hour is one matter with one fix, and its path is told to nobody', () => {
  expect(told({})).toEqual([])
  expect(told({ failingSince: NOW - HOUR_MS + 1 })).toEqual([])
  expect(told({ failingSince: NOW - HOUR_MS, active: false })).toEqual([])
  const failing = told({ failingSince: NOW - HOUR_MS })
  expect(failing).toMatchObject([
    { id: 'webhook:3', since: NOW - HOUR_MS, fix: { call: { operation: 'webhooks.test' } } },
  ])
  const disabled = told({ active: false, disabledAt: NOW - 1, disabledWhy: 'It answered 410' })
  expect(disabled).toMatchObject([
    {
      title: 'The webhook to crm.example.com is disabled',
      explanation: 'It answered 410. What happens is not told there.',
      fix: { call: { operation: 'webhooks.update', body: { active: true } } },
    },
  ])
  expect(JSON.stringify([failing, disabled])).not.toContain('secret')
})

test('events that no webhook was told of are a matter for a week', () => {
  const missed = { from: 5, through: 9, at: NOW }
  expect(webhookItems([], missed, NOW)).toMatchObject([{ id: 'webhook:missed', count: 5 }])
  expect(webhookItems([], missed, NOW + 7 * 24 * HOUR_MS)).toEqual([])
})
