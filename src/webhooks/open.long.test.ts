import { expect, test } from 'vitest'
import { sqlite } from '../../test/support/databases-sqlite.ts'
import { tellMany } from '../../test/support/webhooks.ts'

test('2,000 events reach 19 endpoints once each while the twentieth never answers', { timeout: 600_000 }, async () => {
  const { dead, living, stop } = await tellMany(sqlite, 2000, 20)
  expect(dead.mostAtOnce).toBe(4)
  for (const { received } of living) {
    const ids = received.map(({ headers }) => headers['webhook-id'])
    expect([ids.length, new Set(ids).size]).toEqual([2000, 2000])
  }
  await stop()
})
