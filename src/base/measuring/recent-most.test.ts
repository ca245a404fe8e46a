import { expect, test } from 'vitest'
import { makeRecentMost } from './recent-most.ts'

test('the most of the last one to two spans is told, however often somebody looks', () => {
  let now = 0
  const most = makeRecentMost(60_000, () => now)
  most.add(5)
  most.add(3)
  expect([most.now(), most.now()]).toEqual([5, 5])
  now = 61_000
  most.add(1)
  expect(most.now()).toBe(5)
  now = 121_000
  expect(most.now()).toBe(1)
  now = 400_000
  expect(most.now()).toBe(0)
})
