import fc from 'fast-check'
import { expect, test } from 'vitest'
import { filtersOfQuery, parseAgo, parseSearchQuery, type SearchQuery } from './search-query.ts'

test.each([
  [
    'status:held module:cpanel since:2h "a text"',
    {
      filters: [
        ['status', 'held'],
        ['module', 'cpanel'],
        ['since', '2h'],
      ],
      text: 'a text',
    },
  ],
  ['-', { filters: [], text: '-' }],
  ['-a -12:30', { filters: [], text: '-a -12:30' }],
  ['  one   two ', { filters: [], text: 'one two' }],
  ['domain:"a b" x', { filters: [['domain', 'a b']], text: 'x' }],
  ['"status:held"', { filters: [], text: 'status:held' }],
  ['"a \\" b \\\\ c"', { filters: [], text: 'a " b \\ c' }],
  ['http://example.com', { filters: [['http', '//example.com']], text: '' }],
  ['12:30', { filters: [], text: '12:30' }],
  ['', { filters: [], text: '' }],
])('%s', (source, { filters, text }) => {
  expect(parseSearchQuery(source)).toEqual({ filters: filters.map(([name, value]) => ({ name, value })), text })
})

test('what is excluded is told apart, and goes where a list takes it', () => {
  expect(parseSearchQuery('-class:transient class:unknown')).toMatchObject({
    filters: [{ name: 'class', value: 'transient', isExcluded: true }, { name: 'class' }],
  })
  expect(filtersOfQuery('-class:transient -server:3 -class:unknown', ['failureClass', 'serverId', 'not'])).toEqual({
    not: 'failureClass:"transient" serverId:"3" failureClass:"unknown"',
  })
  expect(() => filtersOfQuery('-status:Active', ['status'])).toThrow(expect.objectContaining({ code: 'invalid' }))
})

test.each([['status:'], ['-status:'], ['"open'], ['x'.repeat(1001)], ['status:"open']])('%s is refused', (source) => {
  expect(() => parseSearchQuery(source)).toThrow(expect.objectContaining({ code: 'invalid' }))
})

test.each([
  ['90s', 90_000],
  ['2h', 7_200_000],
  ['1w', 604_800_000],
  ['2', undefined],
  ['h', undefined],
  ['1y', undefined],
])('%s ago is %s ms', (text, ms) => {
  expect(parseAgo(text)).toBe(ms)
})

test('what is written is read as it was, whatever the values are', () => {
  const filter = fc.record({
    name: fc.stringMatching(/^[A-Za-z]{1,10}$/),
    value: fc.string({ minLength: 1, maxLength: 40 }),
  })
  fc.assert(
    fc.property(fc.array(filter, { maxLength: 5 }), fc.string({ maxLength: 60 }), (filters, text) => {
      expect(parseSearchQuery(searchQueryText({ filters, text }))).toEqual({ filters, text })
    }),
  )
})

test('whatever is typed is read or refused, in time that grows with its length', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 1200 }), (source) => {
      try {
        parseSearchQuery(source)
      } catch (refusal) {
        expect(refusal).toMatchObject({ code: 'invalid' })
      }
    }),
  )
})

/** The text that `parseSearchQuery` reads again as this. */
function searchQueryText({ filters, text }: SearchQuery): string {
  const quoted = (value: string) => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
  return [...filters.map(({ name, value }) => `${name}:${quoted(value)}`), ...(text === '' ? [] : [quoted(text)])].join(
    ' ',
  )
}
