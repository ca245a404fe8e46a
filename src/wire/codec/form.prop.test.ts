import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pairsOf, readPairs } from './form.ts'
import { MalformedRequest } from './malformed.ts'
import { atOnce } from './slices.ts'

const outcomeOf = (read: () => unknown) => {
  try {
    return read()
  } catch (failure) {
    if (failure instanceof MalformedRequest) return failure.reason
    throw failure
  }
}

const token = fc.constantFrom(
  'a',
  '=',
  '&',
  '+',
  '%',
  '%41',
  '%C3',
  '%A9',
  '%E2%82%AC',
  '%f0%9f%98%80',
  '%ED%A0%80',
  '%00',
  'é',
  '😀',
  '%4',
  'x',
)
const text = fc.array(token, { maxLength: 20 }).map((tokens) => tokens.join(''))

test('a body is read from its bytes as from its text', () => {
  fc.assert(
    fc.property(fc.oneof(text, fc.string({ unit: 'grapheme' })), (form) => {
      expect(outcomeOf(() => atOnce(pairsOf(Buffer.from(form))))).toEqual(outcomeOf(() => readPairs(form)))
    }),
    { numRuns: 2000 },
  )
})

test('so is a value of many pieces, wherever they are cut', () => {
  const unit = fc.constantFrom('%41', '%C3%A9', '%E2%82%AC', '%F0%9F%98%80', '+', 'é', '€', '😀', 'x%')
  fc.assert(
    fc.property(fc.array(unit, { minLength: 1, maxLength: 4 }), fc.nat(5), (units, start) => {
      const form = `a=${'x'.repeat(start)}${units.join('').repeat(70_000 / units.length)}`
      const read = outcomeOf(() => atOnce(pairsOf(Buffer.from(form))))
      // Not `toEqual`, which would print megabytes.
      expect(JSON.stringify(read) === JSON.stringify(outcomeOf(() => readPairs(form)))).toBe(true)
    }),
    { numRuns: 30 },
  )
})
