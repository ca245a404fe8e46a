import { expect, test } from 'vitest'
import { makeCounts, makeCountsOfEach, makeDurations } from './counts.ts'

test('every word is there before it is counted', () => {
  const counts = makeCounts(['sent', 'failed'])
  counts.add('sent')
  counts.add('sent', 3)
  expect(counts.all).toEqual({ sent: 4, failed: 0 })
})

test('the first so many have counts of their own, and all others share one', () => {
  const each = makeCountsOfEach(2, () => makeCounts(['asked']))
  for (const id of [7, 9, 7, 11, 12]) each.of(id).add('asked')
  expect([...each.all()].map(([id, { all }]) => [id, all.asked])).toEqual([
    ['7', 2],
    ['9', 1],
    ['other', 2],
  ])
})

test('a duration counts for the smallest bound that it fits, a longer one in the sum only', () => {
  const durations = makeDurations([1, 5])
  for (const seconds of [0.5, 1, 4, 60]) durations.add(seconds)
  expect(durations.now()).toEqual({ bounds: [1, 5], within: [2, 1], count: 4, sum: 65.5 })
})
