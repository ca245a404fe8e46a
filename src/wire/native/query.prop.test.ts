import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ProblemAnswer } from './problem.ts'
import { parseQuery } from './query.ts'

const text = fc.string({ unit: 'binary' })

test('what URLSearchParams writes is read as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(text, fc.array(text, { minLength: 1, maxLength: 3 }))), (given) => {
      const expected = new Map(given)
      const written = new URLSearchParams(
        [...expected].flatMap(([name, values]) => values.map((value): [string, string] => [name, value])),
      )
      const read = parseQuery(String(written))
      const single = [...expected].map(([name, values]) => [name, values.length === 1 ? values[0] : values])
      expect(new Map(Object.entries(read))).toEqual(new Map(single as [string, string | string[]][]))
    }),
  )
})

test('anything else is read, or refused in words', () => {
  fc.assert(
    fc.property(fc.string(), (query) => {
      try {
        parseQuery(query)
      } catch (failure) {
        expect(failure).toBeInstanceOf(ProblemAnswer)
      }
    }),
  )
})

test('names of Object are names like others', () => {
  expect(Object.entries(parseQuery('__proto__=1&constructor=2'))).toEqual([
    ['__proto__', '1'],
    ['constructor', '2'],
  ])
})
