import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseLarge } from './json-large.ts'
import type { UnreadableJson } from './json-scan.ts'
import { atOnce } from './slices.ts'

/** As structure, with the order of names; `toEqual` overlooks -0, the order, and `__proto__`. */
function drawn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(drawn)
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : { is: value }
  return { prototype: Object.getPrototypeOf(value) === Object.prototype, members: Object.entries(value).map(drawn) }
}

function outcomeOf(read: () => unknown): unknown {
  try {
    return { value: drawn(read()) }
  } catch (failure) {
    return failure instanceof SyntaxError || (failure as UnreadableJson).fault === 'syntax' ? 'refused' : failure
  }
}

function checkLikeParse(text: string, sliceBytes: number): void {
  const whole = outcomeOf(() => JSON.parse(text))
  expect(outcomeOf(() => atOnce(parseLarge(Buffer.from(text), sliceBytes)))).toEqual(whole)
}

const sliceBytes = fc.integer({ min: 1, max: 40 })
const blank = fc.constantFrom('', '', '', ' ', '\n', '\t \r')
const name = fc.oneof(
  fc.constantFrom('"a"', '"b"', '"1"', '"0"', '"__proto__"', '"\\u005f_proto__"', '"constructor"', '""', '"é\\n"'),
  fc.string({ unit: 'grapheme' }).map((text) => JSON.stringify(text)),
)
const string = fc.array(
  fc.constantFrom('x', 'é', '€', '😀', '\\n', '\\"', '\\\\', '\\u0041', '\\ud83d', '\\ude00', ',', '[', '}', '{', ':'),
  { maxLength: 12 },
)
const scalar = fc.oneof(
  fc.constantFrom('1', '-0', '1e400', '0.1', '-12.5E+3', 'true', 'false', 'null', '""', '9007199254740993'),
  string.map((parts) => `"${parts.join('')}"`),
)
const { json } = fc.letrec<{ json: string }>((tie) => {
  const padded = (text: fc.Arbitrary<string>) => fc.tuple(blank, text, blank).map((parts) => parts.join(''))
  const member = fc.tuple(padded(name), tie('json')).map((pair) => pair.join(':'))
  return {
    json: padded(
      fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        scalar,
        fc.array(tie('json'), { maxLength: 5 }).map((items) => `[${items.join(',')}]`),
        fc.array(member, { maxLength: 5 }).map((items) => `{${items.join(',')}}`),
      ),
    ),
  }
})

test('JSON in slices is what JSON.parse gives', () => {
  fc.assert(fc.property(json, sliceBytes, checkLikeParse), { numRuns: 500 })
})

test('what JSON.parse refuses is refused, and what is changed by a character is read alike', () => {
  const change = fc.record({
    at: fc.nat(),
    drop: fc.nat(2),
    add: fc.constantFrom(
      '',
      ',',
      ',,',
      '[',
      ']',
      '{',
      '}',
      '"',
      '\\',
      ':',
      '\\u12',
      '1',
      ' ',
      'x',
      '\n',
      '\u0001',
      '\ufeff',
    ),
  })
  fc.assert(
    fc.property(json, change, sliceBytes, (text, { at, drop, add }, size) => {
      const place = at % (text.length + 1)
      const changed = text.slice(0, place) + add + text.slice(place + drop)
      if (changed.isWellFormed()) checkLikeParse(changed, size)
    }),
    { numRuns: 1000 },
  )
})

test('so is any heap of what JSON is made of', () => {
  const parts = fc.constantFrom(
    '[',
    ']',
    '{',
    '}',
    ',',
    ':',
    '"',
    '"a"',
    '"b":',
    '1',
    'null',
    '\\',
    ' ',
    '[]',
    '{}',
    'é',
  )
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 14 }), sliceBytes, (heap, size) => checkLikeParse(heap.join(''), size)),
    { numRuns: 1000 },
  )
})
