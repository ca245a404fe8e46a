import { expect, test } from 'vitest'
import { CYCLE_KEYS } from '../../catalog/cycle.ts'
import { cycleOf, cycleText, lineItemCycleText } from './enumerations.ts'

test.each([
  ['free', 'Free Account', 'Free Account'],
  ['onetime', 'One Time', 'One-Time'],
  ['monthly', 'Monthly', 'Monthly'],
  ['quarterly', 'Quarterly', 'Quarterly'],
  ['semiannually', 'Semi-Annually', 'Semi-Annually'],
  ['annually', 'Annually', 'Annually'],
  ['biennially', 'Biennially', 'Biennially'],
  ['triennially', 'Triennially', 'Triennially'],
] as const)('the cycle %s is stored as %s and printed on line items as %s', (cycle, stored, onLine) => {
  expect([cycleText(cycle), lineItemCycleText(cycle)]).toEqual([stored, onLine])
})

test.each(CYCLE_KEYS)(
  'a request may write %s as its key, as it is stored and as it is printed, in any case',
  (cycle) => {
    for (const text of [cycle, cycleText(cycle), lineItemCycleText(cycle)])
      expect([cycleOf(text), cycleOf(text.toUpperCase()), cycleOf(` ${text.toLowerCase()} `)]).toEqual([
        cycle,
        cycle,
        cycle,
      ])
  },
)

test.each(['', 'weekly', 'month', 'constructor', '__proto__'])('%j is no cycle', (text) => {
  expect(cycleOf(text)).toBeUndefined()
})
