import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compilePattern } from './linear-pattern.ts'

const SPACES = [
  '\t',
  '\n',
  '\v',
  '\f',
  '\r',
  ' ',
  '\u00a0',
  '\u1680',
  '\u2003',
  '\u2028',
  '\u2029',
  '\u202f',
  '\u3000',
  '\ufeff',
]
const atom = fc.constantFrom(
  ...['a', 'é', '😀', '.', '\\s', '\\S', '\\d', '\\D', '\\w', '\\W', '[a-c]', '[^a-c]', '[\\s.]', '[^\\s]', '[\\S]'],
  ...[
    '[\\]\\[]',
    '\\.',
    '\\\\',
    '\\[',
    '\\]',
    '\\/',
    '\\u0061',
    '\\u{1F600}',
    '\\uD83D\\uDE00',
    '\\x61',
    '\\t',
    '\\p{L}',
  ],
  ...['\\P{L}', '\\p{Lu}', '^', '$', '\\b', '\\B', '[^]', '[\\-a]', '(a)', '[\\u00e0-\\u00ff]', '-', '@', '_'],
)
const pattern = fc.letrec<{ part: string; whole: string }>((tie) => ({
  part: fc.oneof(
    { weight: 5, arbitrary: atom },
    fc
      .tuple(tie('whole'), fc.constantFrom('', '*', '+', '?', '{2}', '{0,3}', '*?'))
      .map(([inner, times]) => `(?:${inner})${times}`),
  ),
  whole: fc
    .array(tie('part'), { minLength: 1, maxLength: 4 })
    .chain((parts) => fc.constantFrom(parts.join(''), parts.join('|'))),
})).whole
const text = fc.string({
  unit: fc.constantFrom('a', 'b', 'B', '1', '_', '-', '.', '\\', '[', ']', '/', '@', 'é', 'Ж', '😀', ...SPACES),
})

test('a pattern fits what it fits in JavaScript', async () => {
  await fc.assert(
    fc.asyncProperty(pattern, text, async (given, value) => {
      expect((await compilePattern(given)).test(value)).toBe(new RegExp(given, 'u').test(value))
    }),
    { numRuns: 2000 },
  )
})

test.each(SPACES)('%j is white space', async (space) => {
  expect((await compilePattern('^\\s$')).test(space)).toBe(true)
  expect((await compilePattern('\\S')).test(space)).toBe(false)
})

test('more patterns than are kept', async () => {
  for (let n = 0; n < 500; n++) expect((await compilePattern(`^${n}$`)).test(String(n))).toBe(true)
})
