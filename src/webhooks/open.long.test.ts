import { expect, test } from 'vitest'
import { sqlite } from '../../test/support/databases-sqlite.ts'
import { tellMany } from '../../test/support/webhooks.ts'

test('5,000 events reach 20 endpoints once each while another one never answers', { timeout: 600_000 }, async () => {
  const { dead, living, stop } = await tellMany(sqlite, 5000, 21)
  expect(dead.mostAtOnce).toBe(4)
  for (const { received } of living) {
    const ids = received.map(({ headers }) => headers['webhook-id'])
    expect([ids.length, new Set(ids).size]).toEqual([5000, 5000])
  }
  await stop()
})
