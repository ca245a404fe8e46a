import fc from 'fast-check'
import { expect, test } from 'vitest'
import { freeSlug, isSlug, slugOf } from './slug.ts'

const name = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('a', 'B', '-', ' ', 'é', '1') }),
)

test('every name has a slug, and a slug is its own', () => {
  fc.assert(
    fc.property(name, (text) => {
      const slug = slugOf(text)
      expect(isSlug(slug)).toBe(true)
      expect(slugOf(slug)).toBe(slug)
    }),
  )
})

test('names that are taken one after the other never share a slug', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('Plus', 'plus', 'plus 2', 'plus-2', 'plus-2-2', 'Ж')), (names) => {
      const taken = new Set<string>()
      for (const text of names) {
        const slug = freeSlug(text, taken)
        expect(isSlug(slug)).toBe(true)
        taken.add(slug)
      }
      expect(taken.size).toBe(names.length)
    }),
  )
})
