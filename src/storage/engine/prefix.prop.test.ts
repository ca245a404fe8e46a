import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstAfter } from './prefix.ts'

const character = fc.oneof(
  fc.constantFrom('a', 'b', '\u{10ffff}', '\u{10fffe}', '\ud7ff', '\ue000', '\uffff', '\u{10000}'),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }).filter((text) => text.isWellFormed()),
)
const text = fc.array(character, { maxLength: 4 }).map((characters) => characters.join(''))
const compare = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))

test('a text starts with a prefix exactly when it sorts between the prefix and what comes first after it', () => {
  fc.assert(
    fc.property(text, text, fc.boolean(), (prefix, tail, related) => {
      const candidate = related ? prefix + tail : tail
      const end = firstAfter(prefix)
      const transaction = compare(candidate, prefix) >= 0 && (end === undefined || compare(candidate, end) < 0)
      expect(transaction).toBe(candidate.startsWith(prefix))
      expect(end?.isWellFormed() ?? true).toBe(true)
    }),
    { numRuns: 1000 },
  )
})
