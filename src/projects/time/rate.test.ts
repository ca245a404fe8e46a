import { expect, test } from 'vitest'
import { minor } from '../../../test/support/shop.ts'
import { amountOf, rateOf, roundedSeconds } from './rate.ts'

test.each([
  [['75'], 7500],
  [['75', ''], 7500],
  [['75', '80.50'], 8050],
  [['75', '+10'], 8500],
  [['75', '-20'], 5500],
  [['75', '', '+15%'], 8625],
  [['75', '-5%'], 7125],
  [['75', '100', '+10', '+50%'], 16_500],
  [['75', '+50%', '90'], 9000],
  [['10', '-20'], 0],
  [['0.05', '+50%'], 8],
  [[], 0],
])('%j makes %d an hour', (chain, expected) => {
  expect(rateOf(chain)).toBe(expected)
})

test.each([
  [61, 0, 61],
  [61, 1, 120],
  [120, 1, 120],
  [61, -1, 60],
  [59, -1, 0],
  [901, 15, 1800],
  [0, 15, 0],
])('%d seconds in steps of %d minutes are billed as %d', (seconds, minutes, expected) => {
  expect(roundedSeconds(seconds, minutes)).toBe(expected)
})

test('an amount is rounded to the smallest unit', () => {
  expect(amountOf(minor(7500), 1)).toBe(2)
  expect(amountOf(minor(7500), 3600)).toBe(7500)
})
