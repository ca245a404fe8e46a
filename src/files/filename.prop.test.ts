import fc from 'fast-check'
import { expect, test } from 'vitest'
import { harmlessFilename } from './filename.ts'

const hostile = fc.constantFrom('/', '\\', '..', '.', ' ', '\0', '\n', '\u202e', '\u2066', '\ud800', '"', ':', '*', 'é')
const name = fc
  .array(fc.oneof(hostile, fc.string({ unit: 'binary' })), { maxLength: 40 })
  .map((parts) => parts.join(''))

test('whatever a file is called, its name can be shown, sent and saved', () => {
  fc.assert(
    fc.property(name, (given) => {
      const harmless = harmlessFilename(given)
      expect(harmless).not.toBe('')
      expect(Array.from(harmless).length).toBeLessThanOrEqual(200)
      expect(harmless).not.toMatch(/[/\\<>:"|?*\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u)
      expect(harmless).not.toMatch(/^[ .]|[ .]$/)
      // Made harmless again it stays what it is.
      expect(harmlessFilename(harmless)).toBe(harmless)
    }),
    { numRuns: 300 },
  )
})
