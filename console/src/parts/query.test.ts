import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseSearchQuery } from '../../../src/base/text/search-query.ts'
import { formatTerms, parseTerms, type Term } from './query.ts'

const text = fc.string({ minLength: 1, maxLength: 12 })
const words = text.filter((value) => value.trim() !== '')
const named = fc.record({ name: fc.constantFrom('server', 'cause', 'class'), value: words })
const term: fc.Arbitrary<Term> = fc.oneof(
  fc.record({ name: fc.constant(''), value: words }),
  named,
  named.map((one) => ({ ...one, isExcluded: true as const })),
)

test('what is written is read again, by the console as by the server', () => {
  fc.assert(
    fc.property(fc.array(term, { maxLength: 5 }), (terms) => {
      const query = formatTerms(terms)
      expect(parseTerms(query)).toEqual(terms)
      const { filters, text: words } = parseSearchQuery(query)
      expect(filters).toEqual(terms.filter(({ name }) => name !== ''))
      expect(words).toBe(
        terms
          .filter(({ name }) => name === '')
          .map(({ value }) => value)
          .join(' '),
      )
    }),
  )
})

test('a quote that is still open is what was typed so far', () => {
  expect(parseTerms('class:transient cause:"no pack')).toEqual([
    { name: 'class', value: 'transient' },
    { name: 'cause', value: 'no pack' },
  ])
  expect(parseTerms('server:')).toEqual([{ name: 'server', value: '' }])
})
