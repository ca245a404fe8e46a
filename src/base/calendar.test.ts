import { expect, test } from 'vitest'
import { addDays, addMonths, type CalendarDate, compareDates, dateOfDay, daysBetween, parseDate } from './calendar.ts'

const on = (text: string): CalendarDate => {
  const date = parseDate(text)
  if (!date) throw new Error(`not a date: ${text}`)
  return date
}

test.each(['2016-11-01', '2016-02-29', '2000-02-29', '0001-01-01', '0099-12-31', '9999-12-31'])(
  '%s is a date',
  (text) => {
    expect(parseDate(text)).toBe(text)
  },
)

test.each([
  '',
  '2016-02-30',
  '2015-02-29',
  '1900-02-29',
  '2016-04-31',
  '2016-13-01',
  '2016-00-10',
  '2016-01-00',
  '0000-00-00',
  '0000-01-01',
  '2016-1-1',
  '2016-01-01 ',
  '2016-01-01\n',
  '2016/01/01',
  '02016-01-01',
  '２016-01-01',
])('%j is not a date', (text) => {
  expect(parseDate(text)).toBeUndefined()
})

test.each([
  ['2016-01-31', 1, '2016-02-29'],
  ['2015-01-31', 1, '2015-02-28'],
  ['2016-01-31', 2, '2016-03-31'],
  ['2016-03-31', -1, '2016-02-29'],
  ['2016-12-15', 1, '2017-01-15'],
  ['2016-01-15', -1, '2015-12-15'],
  ['2016-02-29', 12, '2017-02-28'],
  ['2016-02-29', 48, '2020-02-29'],
  ['2016-10-31', 36, '2019-10-31'],
  ['2016-10-31', 0, '2016-10-31'],
  ['0099-12-31', 1, '0100-01-31'],
])('%s and %d months is %s', (from, months, to) => {
  expect(addMonths(on(from), months)).toBe(to)
})

test.each([
  ['2016-02-28', 1, '2016-02-29'],
  ['2016-02-28', 2, '2016-03-01'],
  ['2017-01-01', -1, '2016-12-31'],
])('%s and %d days is %s', (from, days, to) => {
  expect(addDays(on(from), days)).toBe(to)
})

test('days between dates ignore changes of daylight saving and can be negative', () => {
  expect(daysBetween(on('2016-03-26'), on('2016-03-28'))).toBe(2)
  expect(daysBetween(on('2017-01-01'), on('2016-01-01'))).toBe(-366)
})

test('dates sort by the calendar', () => {
  const sorted = ['2016-10-01', '0999-12-31', '2016-09-30'].map(on).sort(compareDates)
  expect(sorted).toEqual(['0999-12-31', '2016-09-30', '2016-10-01'])
  expect(compareDates(on('2016-01-01'), on('2016-01-01'))).toBe(0)
})

test('arithmetic past the years that a date can hold is refused', () => {
  expect(() => addDays(on('9999-12-31'), 1)).toThrow('Invalid date: expected a day of the years 1 to 9999')
  expect(() => addMonths(on('0001-01-01'), -1)).toThrow('Invalid date')
  expect(() => dateOfDay(Number.NaN)).toThrow('Invalid date')
})
