import { expect, test } from 'vitest'
import { formatMoney, parseMoney, toMinor } from './money.ts'

test.each([
  ['12.95', 2, 1295],
  ['12', 2, 1200],
  ['12.9', 2, 1290],
  ['-1.00', 2, -100],
  ['0', 2, 0],
  ['-0.00', 2, 0],
  ['0.01', 2, 1],
  ['-0.01', 2, -1],
  ['007.50', 2, 750],
  ['12.9500', 2, 1295],
  ['0.29', 2, 29],
  ['1.1', 2, 110],
  ['90071992547409.91', 2, 9_007_199_254_740_991],
  ['-90071992547409.91', 2, -9_007_199_254_740_991],
  ['1200', 0, 1200],
  ['1200.00', 0, 1200],
  ['1.234', 3, 1234],
  ['1.2', 3, 1200],
])('%s with %d fraction digits is %d minor units', (text, digits, amount) => {
  expect(parseMoney(text, digits)).toBe(amount)
})

test.each([
  '',
  ' ',
  '.',
  '-',
  '1e3',
  '1E3',
  'NaN',
  'Infinity',
  '0x10',
  '12.',
  '.5',
  '+1',
  '--1',
  '- 1',
  '12,95',
  '1,234.00',
  '1 000',
  '12.95 ',
  '12.95\n',
  '$12.95',
  '12.951',
  '12.999',
  '12.9501',
  '1.2.3',
  '١٢',
  '90071992547409.92',
  '9'.repeat(400),
])('%j is not an amount', (text) => {
  expect(parseMoney(text)).toBeUndefined()
})

test('a currency without fraction digits takes none', () => {
  expect(parseMoney('1200.50', 0)).toBeUndefined()
})

test.each([
  [1295, 2, '12.95'],
  [0, 2, '0.00'],
  [-5, 2, '-0.05'],
  [100, 2, '1.00'],
  [1200, 0, '1200'],
  [-1, 0, '-1'],
  [5, 3, '0.005'],
  [9_007_199_254_740_991, 2, '90071992547409.91'],
])('%d with %d fraction digits is shown as %s', (amount, digits, text) => {
  expect(formatMoney(toMinor(amount), digits)).toBe(text)
})

test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('%d is no whole number of minor units', (amount) => {
  expect(() => toMinor(amount)).toThrow(RangeError)
})

test('there is one zero', () => {
  expect(Object.is(toMinor(-0), 0)).toBe(true)
})
