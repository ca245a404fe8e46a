import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attachment } from './send-bytes.ts'

const HEADER = /^attachment; filename="([\x20-\x7e]*)"; filename\*=UTF-8''([\w!#$&+.^`|~%-]*)$/

test.each([
  ['plan.pdf', 'plan.pdf'],
  ['a"b\\c.txt', 'a_b_c.txt'],
  ['Plänе.pdf', 'Pl_n_.pdf'],
  ['100%.txt', '100_.txt'],
])('%s', (name, plain) => expect(HEADER.exec(attachment(name))?.[1]).toBe(plain))

/** Of every character there is, without the seconds that it takes to list them. */
const character = fc.oneof(fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }))
const anyText = fc.array(character, { maxLength: 20 }).map((codes) => String.fromCodePoint(...codes))

test('any name fits into a header, and is read back whole', () => {
  fc.assert(
    fc.property(anyText, (name) => {
      const [, plain = '"', whole = '%'] = HEADER.exec(attachment(name)) ?? []
      expect(plain).not.toMatch(/["\\]/)
      expect(decodeURIComponent(whole)).toBe(name)
    }),
  )
})
