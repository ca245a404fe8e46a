import { expect, test } from 'vitest'
import { fixedClock } from './clock.ts'

test('a fixed clock stands still until it is advanced', () => {
  const clock = fixedClock(1000)
  expect([clock.now(), clock.now()]).toEqual([1000, 1000])
  clock.advance(250)
  expect(clock.now()).toBe(1250)
})
