import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatMoney, parseMoney, toMinor } from './money.ts'

const amount = fc.maxSafeInteger().map(toMinor)
const fractionDigits = fc.integer({ min: 0, max: 4 })

test('what is formatted is read back as the same amount', () => {
  fc.assert(
    fc.property(amount, fractionDigits, (minor, digits) => {
      expect(parseMoney(formatMoney(minor, digits), digits)).toBe(minor)
    }),
  )
})

test('zeros before and behind an amount change nothing', () => {
  fc.assert(
    fc.property(amount, fc.nat({ max: 20 }), (minor, zeros) => {
      const more = formatMoney(minor).replace(/\d/, (first) => '0'.repeat(zeros) + first) + '0'.repeat(zeros)
      expect(parseMoney(more)).toBe(minor)
    }),
  )
})

test('any text is an exact amount or nothing, and never a fault', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^-?[0-9.e,]{0,30}$/)), fractionDigits, (text, digits) => {
      const minor = parseMoney(text, digits)
      if (minor !== undefined) expect(Number(formatMoney(minor, digits))).toBe(Number(text) + 0)
    }),
  )
})
