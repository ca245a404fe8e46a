import fc from 'fast-check'
import { expect, test } from 'vitest'
import { opensAt, requireWindow } from './calling-window.ts'
import { type CallingWindow, WEEKDAYS } from './service.ts'

const at = (text: string) => Date.parse(`${text}Z`)
const window = (days: CallingWindow['days'], from: string, until: string, zone = 'UTC'): CallingWindow => ({
  zone,
  days,
  from,
  until,
})
const WORKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const

test.each([
  ['open', window(WORKDAYS, '08:00', '18:00'), '2026-02-03T10:00', '2026-02-03T10:00'],
  ['before it opens', window(WORKDAYS, '08:00', '18:00'), '2026-02-03T07:59:59.999', '2026-02-03T08:00'],
  ['at its end', window(WORKDAYS, '08:00', '18:00'), '2026-02-03T18:00', '2026-02-04T08:00'],
  ['before a weekend', window(WORKDAYS, '08:00', '18:00'), '2026-02-06T18:00', '2026-02-09T08:00'],
  ['past midnight, in the evening', window(['fri'], '22:00', '05:00'), '2026-02-06T23:00', '2026-02-06T23:00'],
  ['past midnight, in the morning', window(['fri'], '22:00', '05:00'), '2026-02-07T04:59', '2026-02-07T04:59'],
  ['past midnight, over', window(['fri'], '22:00', '05:00'), '2026-02-07T05:00', '2026-02-13T22:00'],
  ['one day a week, over', window(['tue'], '08:00', '09:00'), '2026-02-03T09:00', '2026-02-10T08:00'],
  ['whole days', window(['sat', 'sun'], '00:00', '24:00'), '2026-02-08T23:59', '2026-02-08T23:59'],
  ['whole days, over', window(['sat', 'sun'], '00:00', '24:00'), '2026-02-09T00:00', '2026-02-14T00:00'],
  ['in another zone', window(WORKDAYS, '08:00', '18:00', 'America/New_York'), '2026-02-03T10:00', '2026-02-03T13:00'],
  [
    'after the clocks went forward',
    window(['sun'], '09:00', '10:00', 'Europe/Berlin'),
    '2026-03-29T06:00',
    '2026-03-29T07:00',
  ],
  [
    'on the hour that is left out',
    window(['sun'], '02:30', '10:00', 'Europe/Berlin'),
    '2026-03-29T00:30',
    '2026-03-29T01:00',
  ],
])('%s', (_, given, now, opens) => {
  expect(new Date(opensAt(given, at(now))).toISOString()).toBe(new Date(at(opens)).toISOString())
})

test('without a window it is always open', () => {
  expect(opensAt(null, 12_345)).toBe(12_345)
})

test('once it says when it opens, it is open then, and not a moment before', () => {
  const minutes = fc.integer({ min: 0, max: 1439 })
  const time = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1 }),
      minutes,
      minutes,
      fc.constantFrom('UTC', 'Europe/London', 'America/Sao_Paulo', 'Asia/Kathmandu', 'Australia/Lord_Howe'),
      fc.integer({ min: at('2020-01-01T00:00'), max: at('2030-01-01T00:00') }),
      (days, from, until, zone, now) => {
        if (from === until) return
        const given = window(days, time(from), time(until), zone)
        const opens = opensAt(given, now)
        expect(opens).toBeGreaterThanOrEqual(now)
        expect(opens - now).toBeLessThanOrEqual(8 * 86_400_000)
        expect(opensAt(given, opens)).toBe(opens)
        if (opens > now) expect(opensAt(given, opens - 1)).toBe(opens)
      },
    ),
  )
})

test('takes nothing that is no window', () => {
  expect(requireWindow(window(['wed', 'mon'], '08:00', '24:00'))).toEqual(window(['mon', 'wed'], '08:00', '24:00'))
  for (const wrong of [
    window([], '08:00', '18:00'),
    window(['mon'], '8:00', '18:00'),
    window(['mon'], '08:00', '24:01'),
    window(['mon'], '24:00', '08:00'),
    window(['mon'], '08:00', '08:00'),
    window(['mon'], '08:00', '18:00', 'Mars/Olympus'),
  ])
    expect(() => requireWindow(wrong)).toThrow(/Invalid calling window/)
})
