import { expect, test } from 'vitest'
import type { CalendarDate } from '../base/calendar.ts'
import { type Cycle, cyclesOf, isRecurring, nextDue } from './cycle.ts'

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
  expect(nextDue(date('2026-02-03'), cycle)).toBe(due)
  expect(isRecurring(cycle)).toBe(due !== null)
})

test('a due date stays within its month', () => {
  expect(nextDue(date('2026-01-31'), 'monthly')).toBe('2026-02-28')
  expect(nextDue(date('2028-02-29'), 'annually')).toBe('2029-02-28')
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
