import { expect, test } from 'vitest'
import { makeWallClock } from '../base/wall-clock.ts'
import { nextTime } from './duty.ts'

const berlin = makeWallClock('Europe/Berlin')

test.each([
  ['2026-02-03 02:00:00', '03:30', '2026-02-03 03:30:00'],
  ['2026-02-03 03:30:00', '03:30', '2026-02-04 03:30:00'],
  ['2026-12-31 12:00:00', '00:00', '2027-01-01 00:00:00'],
  // This night the clock jumps over the time.
  ['2026-03-28 12:00:00', '02:30', '2026-03-29 03:00:00'],
])('after %s each day at %s is next at %s', (now, dailyAt, next) => {
  expect(berlin.format(nextTime({ dailyAt }, berlin.parse(now)!, berlin))).toBe(next)
})
