import { expect, test } from 'vitest'
import { sqlite } from '../../test/support/databases-sqlite.ts'
import { tellMany } from '../../test/support/webhooks.ts'
import { SYSTEM } from '../access/actor.ts'

test('an endpoint that never answers holds four messages and keeps nobody waiting; stopping gives them back', async () => {
  const { dead, living, stop, webhooks } = await tellMany(sqlite, 100, 20)
  expect(dead.mostAtOnce).toBe(4)
  for (const { received } of living) {
    const ids = received.map(({ headers }) => headers['webhook-id'])
    expect([ids.length, new Set(ids).size]).toEqual([100, 100])
  }
  await stop()
  const { total } = await webhooks.deliveries.list(SYSTEM, { state: 'queued', webhookId: 1 }, { offset: 0, limit: 1 })
  expect(total).toBe(100)
})
