import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalForm } from './normal-form.ts'

const FORMS = ['NFC', 'NFD', 'NFKD'] as const

test('every text that people write has the normal form of Unicode', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'é', 'e\u0301', 'ﬁ', 'हि', 'ế', '가', '😀', 'q\u0323\u0307') })
  fc.assert(
    fc.property(letters, fc.constantFrom(...FORMS), (text, form) => {
      const long = text.repeat(100)
      expect(normalForm(long, form)).toBe(long.normalize(form))
    }),
  )
})

test.each(FORMS)('a letter with 400,000 marks has a normal form %s', (form) => {
  const form30 = `\u0300${'\u0315'.repeat(29)}`
  const marks = `${'\u0315'.repeat(29)}\u0300`
  expect(normalForm(`q${marks.repeat(13_334)}`, form)).toBe(`q${Array(13_334).fill(form30).join('\u034f')}`)
})
