import { expect, test } from 'vitest'
import { type Minor, toMinor } from '../base/money.ts'
import { converted, rateText } from './currency.ts'

test.each([
  [1495, 100_000, 92_500, 1383],
  [1383, 92_500, 100_000, 1495],
  [1, 100_000, 50_000, 1],
  [-1, 100_000, 50_000, -1],
  [0, 100_000, 123_456, 0],
])('%d at %d is %d', (amount, from, to, expected) => {
  expect(converted(toMinor(amount), { rate: from }, { rate: to })).toBe(expected as Minor)
})

test.each([
  [100_000, '1.00000'],
  [1, '0.00001'],
  [15_023_456, '150.23456'],
])('the rate %d is shown as %s', (rate, text) => {
  expect(rateText(rate)).toBe(text)
})
