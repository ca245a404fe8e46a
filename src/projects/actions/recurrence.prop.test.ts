import fc from 'fast-check'
import rrule from 'rrule'
import { describe, expect, test } from 'vitest'
import { date } from '../../../test/support/projects.ts'
import { addDays, type CalendarDate, dateOfDay, dayNumber } from '../../base/calendar.ts'
import { MOST_OCCURRENCES, occurrences, parseRule } from './recurrence.ts'

/** What another program makes of the same rule. */
function theirs(rule: string, start: CalendarDate, endlessDays: number): string[] {
  const options = rrule.RRule.parseString(rule)
  const endless = options.count == null && options.until == null
  const until = endless ? new Date(addDays(start, endlessDays)) : options.until
  const found: string[] = []
  new rrule.RRule({ ...options, ...(until && { until }), dtstart: new Date(start) }).all((each) => {
    found.push(each.toISOString().slice(0, 10))
    return found.length <= MOST_OCCURRENCES
  })
  return found
}

const start = fc.integer({ min: dayNumber(date('1990-01-01')), max: dayNumber(date('2090-12-31')) }).map(dateOfDay)
const weekday = fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU')
const list = <T>(one: fc.Arbitrary<T>) =>
  fc.uniqueArray(one, { minLength: 1, maxLength: 3 }).map((all) => all.join(','))
const nthWeekday = fc
  .tuple(fc.constantFrom('1', '2', '3', '4', '5', '-1', '-2', '+1'), weekday)
  .map((parts) => parts.join(''))
const weekdays = fc.oneof(list(weekday), list(nthWeekday))
const monthDay = fc.oneof(fc.integer({ min: 1, max: 31 }), fc.integer({ min: -31, max: -1 }))
const months = list(fc.integer({ min: 1, max: 12 })).map((some) => `;BYMONTH=${some}`)

const part = (name: string, value: fc.Arbitrary<string | number>) =>
  fc.option(value, { nil: undefined }).map((given) => (given === undefined ? '' : `;${name}=${given}`))

const when = fc.oneof(
  fc.constant('FREQ=DAILY'),
  list(weekday).map((days) => `FREQ=DAILY;BYDAY=${days}`),
  fc.tuple(part('BYDAY', list(weekday)), part('WKST', weekday)).map((parts) => `FREQ=WEEKLY${parts.join('')}`),
  part('BYMONTHDAY', list(monthDay)).map((days) => `FREQ=MONTHLY${days}`),
  weekdays.map((days) => `FREQ=MONTHLY;BYDAY=${days}`),
  part('BYMONTHDAY', list(monthDay)).map((days) => `FREQ=YEARLY${days}`),
  fc.tuple(months, part('BYMONTHDAY', list(monthDay))).map((parts) => `FREQ=YEARLY${parts.join('')}`),
  fc.tuple(months, weekdays).map(([some, days]) => `FREQ=YEARLY${some};BYDAY=${days}`),
)

// An end within a few years: the other program looks for what never comes until the year 9999.
const end = fc.integer({ min: 0, max: 1500 })

test('a rule gives the days that an independent iCal program gives', () => {
  fc.assert(
    fc.property(
      when,
      fc.integer({ min: 1, max: 6 }),
      start,
      end,
      fc.boolean(),
      (rule, interval, first, days, endless) => {
        const until = addDays(first, days).replaceAll('-', '')
        const text = `${rule};INTERVAL=${interval}${endless ? '' : `;UNTIL=${until}`}`
        const ours = occurrences(parseRule(text)!, first, 400)
        expect({ text, first, days: ours }).toEqual({ text, first, days: theirs(text, first, 400) })
      },
    ),
    { numRuns: 300 },
  )
})

test('a count of days, too', () => {
  const often = fc.oneof(
    fc.constant('FREQ=DAILY'),
    list(weekday).map((days) => `FREQ=WEEKLY;BYDAY=${days}`),
    fc.constant('FREQ=MONTHLY;BYDAY=-1FR'),
  )
  fc.assert(
    fc.property(often, fc.integer({ min: 1, max: 40 }), start, (rule, count, first) => {
      const text = `${rule};COUNT=${count}`
      expect(occurrences(parseRule(text)!, first, 400)).toEqual(theirs(text, first, 400))
    }),
    { numRuns: 50 },
  )
})

describe('a rule', () => {
  test('that never comes again ends', () => {
    const never = parseRule('FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31;COUNT=3')!
    expect(occurrences(never, date('2026-02-01'), 365)).toEqual([])
    expect(occurrences(parseRule('FREQ=YEARLY;COUNT=500')!, date('9990-05-05'), 365)).toHaveLength(9)
  })

  test('of too many days gives one more than may be', () => {
    expect(occurrences(parseRule('FREQ=DAILY')!, date('2026-01-01'), 3650)).toHaveLength(MOST_OCCURRENCES + 1)
  })

  test('that says the same day 50,000 times says it once', () => {
    const days = (count: number) =>
      parseRule(`FREQ=YEARLY;BYMONTH=2;UNTIL=99991231;BYMONTHDAY=${Array(count).fill(30)}`)!
    expect(days(50_000)).toEqual(days(1))
    expect(occurrences(days(50_000), date('2026-01-01'), 365)).toEqual([])
  })

  test.each([
    'DAILY',
    'FREQ=HOURLY',
    'FREQ=DAILY;FREQ=DAILY',
    'FREQ=DAILY;INTERVAL=0',
    'FREQ=DAILY;COUNT=1;UNTIL=20260101',
    'FREQ=DAILY;COUNT=501',
    'FREQ=DAILY;UNTIL=20260231',
    'FREQ=WEEKLY;BYDAY=2MO',
    'FREQ=WEEKLY;BYDAY=MO,',
    'FREQ=MONTHLY;BYMONTHDAY=32',
    'FREQ=MONTHLY;BYMONTHDAY=1;BYDAY=MO',
    'FREQ=MONTHLY;BYDAY=MO,1MO',
    'FREQ=YEARLY;BYDAY=2MO',
    'FREQ=MONTHLY;BYSETPOS=1',
    'FREQ=DAILY;CONSTRUCTOR=1',
    '',
  ])('%j is none', (text) => {
    expect(parseRule(text)).toBeUndefined()
  })
})
