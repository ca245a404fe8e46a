import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, addMonths, compareDates, dateOfDay, dayNumber, daysBetween, parseDate } from './calendar.ts'

// 0100-01-01 to 9900-01-01, so that what the properties add stays inside the calendar.
const date = fc.integer({ min: -683_003, max: 2_896_391 }).map(dateOfDay)

test('every day is written as the ISO calendar writes it, and read back', () => {
  fc.assert(
    fc.property(date, (day) => {
      expect(day).toBe(new Date(dayNumber(day) * 86_400_000).toISOString().slice(0, 10))
      expect(parseDate(day)).toBe(day)
    }),
  )
})

test('adding the days between two dates to the first gives the second', () => {
  fc.assert(
    fc.property(date, date, (from, to) => {
      expect(addDays(from, daysBetween(from, to))).toBe(to)
      expect(Math.sign(daysBetween(from, to))).toBe(compareDates(to, from))
    }),
  )
})

test('adding months moves exactly so many months and keeps the day unless the month is too short for it', () => {
  fc.assert(
    fc.property(date, fc.integer({ min: -1000, max: 1000 }), (from, months) => {
      const to = addMonths(from, months)
      const count = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7))
      expect(count(to) - count(from)).toBe(months)
      if (to.slice(8) !== from.slice(8)) {
        expect(to.slice(8) < from.slice(8)).toBe(true)
        expect(addDays(to, 1).slice(8)).toBe('01')
      }
    }),
  )
})
