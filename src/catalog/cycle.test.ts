import { expect, test } from 'vitest'
import type { CalendarDate } from '../base/calendar.ts'
import { type Cycle, cyclesOf, type Due, isRecurring, nextDue } from './cycle.ts'

const date = (text: string) => text as CalendarDate

test.each<[Cycle, string | null]>([
  ['free', null],
  ['onetime', null],
  ['monthly', '2026-03-03'],
  ['quarterly', '2026-05-03'],
  ['semiannually', '2026-08-03'],
  ['annually', '2027-02-03'],
  ['biennially', '2028-02-03'],
  ['triennially', '2029-02-03'],
])('what is paid %s on 2026-02-03 is due again on %s', (cycle, due) => {
  expect(nextDue(date('2026-02-03'), null, cycle).nextDueOn).toBe(due)
  expect(isRecurring(cycle)).toBe(due !== null)
})

test.each<[string, Cycle, string[]]>([
  ['2026-01-31', 'monthly', ['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31']],
  ['2026-01-29', 'monthly', ['2026-02-28', '2026-03-29', '2026-04-29']],
  ['2026-08-31', 'quarterly', ['2026-11-30', '2027-02-28', '2027-05-31']],
  ['2028-02-29', 'annually', ['2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29']],
  ['2026-02-28', 'monthly', ['2026-03-28']],
])('what is due on %s and paid %s is due on that day again where the month has it', (first, cycle, dates) => {
  let due: Due = { nextDueOn: date(first), billingDay: null }
  const seen = dates.map(() => {
    due = nextDue(due.nextDueOn!, due.billingDay, cycle)
    return due.nextDueOn
  })
  expect(seen).toEqual(dates)
})

test('a day that was kept counts no more once somebody has set another date', () => {
  expect(nextDue(date('2026-02-15'), 31, 'monthly')).toEqual({ nextDueOn: '2026-03-15', billingDay: null })
})

test('each pay type has its own cycles', () => {
  expect(cyclesOf('free')).toEqual(['free'])
  expect(cyclesOf('onetime')).toEqual(['onetime'])
  expect(cyclesOf('recurring')).toEqual([
    'monthly',
    'quarterly',
    'semiannually',
    'annually',
    'biennially',
    'triennially',
  ])
})
