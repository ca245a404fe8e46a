import { expect, test } from 'vitest'
import { toMinor } from '../../base/money.ts'
import { shownMoney } from './encode.ts'

test.each([
  [1, 123_456, '$1234.56 USD'],
  [2, 123_456_789, '$1,234,567.89 USD'],
  [3, -123_456, '$-1.234,56 USD'],
  [4, 99_950, '$1,000 USD'],
  [2, 5, '$0.05 USD'],
] as const)('in format %d, %d is %s', (format, amount, text) => {
  const currency = { id: 1, code: 'USD', prefix: '$', suffix: ' USD', rate: 100_000, isDefault: true, format }
  expect(shownMoney(toMinor(amount), currency)).toBe(text)
})
