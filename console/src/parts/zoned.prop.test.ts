import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf, endOfDay, instantOf, localOf, midnightOf } from './zoned.ts'

const zones = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'America/New_York',
)
const minutes = fc
  .date({ min: new Date('2015-01-01'), max: new Date('2037-01-01'), noInvalidDate: true })
  .map((date) => Math.floor(date.getTime() / 60_000) * 60_000)

test('what is shown of an instant is read as it, or as the same time of the clock an hour before', () => {
  fc.assert(
    fc.property(minutes, zones, (at, zone) => {
      const back = instantOf(localOf(at, zone), zone)
      expect(localOf(back, zone)).toBe(localOf(at, zone))
      expect([0, 3_600_000]).toContain(at - Date.parse(back))
    }),
  )
})

test('a day of a zone goes from its midnight to its last millisecond', () => {
  fc.assert(
    fc.property(minutes, zones, (at, zone) => {
      expect(Date.parse(midnightOf(at, zone))).toBeLessThanOrEqual(at)
      const end = endOfDay(dayOf(at, zone), zone)
      expect(Date.parse(end)).toBeGreaterThanOrEqual(at)
      expect(dayOf(end, zone)).toBe(dayOf(at, zone))
    }),
  )
})

test('what the clock leaves out in spring is an hour later, and what it has twice in autumn is the first', () => {
  expect(instantOf('2026-03-29T02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z')
  expect(instantOf('2026-10-25T02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z')
  expect(instantOf('2026-11-30T03:07', 'Asia/Kathmandu')).toBe('2026-11-29T21:22:00.000Z')
})
