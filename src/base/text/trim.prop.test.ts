import fc from 'fast-check'
import { expect, test } from 'vitest'
import { trimMarks, trimMarksEnd } from './trim.ts'

const text = fc.string({ unit: fc.constantFrom(' ', '.', 'a', '\n', '😀') })

test('what stands at the ends is cut, as a pattern would', () => {
  fc.assert(
    fc.property(text, (given) => {
      expect(trimMarks(given, ' .')).toBe(given.replace(/^[ .]+|[ .]+$/g, ''))
      expect(trimMarksEnd(given, '.')).toBe(given.replace(/\.+$/, ''))
    }),
  )
})

test('a long run that is not at the end takes no longer than its length', () => {
  const long = `a${'.'.repeat(1_000_000)}b`
  expect(trimMarks(long, '.')).toBe(long)
})
