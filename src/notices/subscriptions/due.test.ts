import { expect, test } from 'vitest'
import { makeWallClock } from '../../base/wall-clock.ts'
import { dueAt } from './due.ts'
import { NO_SUBSCRIPTION } from './subscription.ts'

const BERLIN = makeWallClock('Europe/Berlin')
const QUIET = { ...NO_SUBSCRIPTION, quietFrom: '22:00', quietTo: '07:00' }
const due = (times: Parameters<typeof dueAt>[0], now: string, critical = false) =>
  new Date(dueAt(times, critical, Date.parse(now), BERLIN)).toISOString().replace(':00.000', '')

test.each([
  // The night to the 29th of March has an hour less, the one to the 25th of October one more.
  ['2026-03-28T20:59Z', '2026-03-28T20:59Z'],
  ['2026-03-28T21:00Z', '2026-03-29T05:00Z'],
  ['2026-03-29T00:30Z', '2026-03-29T05:00Z'],
  ['2026-03-29T05:00Z', '2026-03-29T05:00Z'],
  ['2026-10-24T20:30Z', '2026-10-25T06:00Z'],
  ['2026-10-25T05:59Z', '2026-10-25T06:00Z'],
])('what happens at %s is told at %s by who sleeps until 7', (now, then) => {
  expect(due(QUIET, now)).toBe(then)
  expect(due(QUIET, now, true)).toBe(now)
  expect(due({ ...QUIET, wakeForCritical: false }, now, true)).toBe(then)
})

test('a digest comes once a day at its hour, at the first instant after one that the clock jumps over', () => {
  const daily = (dailyHour: number) => ({ ...NO_SUBSCRIPTION, delivery: 'daily' as const, dailyHour })
  expect(due(daily(2), '2026-03-28T12:00Z')).toBe('2026-03-29T01:00Z')
  expect(due(daily(2), '2026-03-29T01:00Z')).toBe('2026-03-29T01:00Z')
  expect(due(daily(2), '2026-03-29T01:01Z')).toBe('2026-03-30T00:00Z')
  expect(due(daily(2), '2026-10-24T12:00Z')).toBe('2026-10-25T00:00Z')
  expect(due({ ...daily(23), quietFrom: '22:00', quietTo: '07:00' }, '2026-03-28T12:00Z')).toBe('2026-03-29T05:00Z')
  expect(due({ ...NO_SUBSCRIPTION, quietFrom: '12:00', quietTo: '13:30' }, '2026-07-01T10:15Z')).toBe(
    '2026-07-01T11:30Z',
  )
})
