import { expect, test } from 'vitest'
import { fixedClock, systemClock } from './clock.ts'

test('a fixed clock stands still until it is advanced', () => {
  const clock = fixedClock(1000)
  expect([clock.now(), clock.now()]).toEqual([1000, 1000])
  clock.advance(250)
  expect(clock.now()).toBe(1250)
})

test('the system clock gives whole milliseconds of now', () => {
  const before = Date.now()
  const now = systemClock.now()
  expect(Number.isInteger(now)).toBe(true)
  expect(now).toBeGreaterThanOrEqual(before)
})
