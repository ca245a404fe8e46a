import { expect, test } from 'vitest'
import { makeValueFinder } from './find-values.ts'

const found = (secret: string, text: string) =>
  makeValueFinder([secret])(text).map(([start, end]) => text.slice(start, end))

test.each([
  ['in other letter case', 'Secret-1', 'the sECRET-1!', 'sECRET-1'],
  ['as JSON', 'a"b\\c/é', String.raw`x\"a\"b\\c\/\u00e9"`, String.raw`a\"b\\c\/\u00e9`],
  ['as pairs of JSON', 'key🔑1', String.raw`key\uD83D\uDD111`, String.raw`key\uD83D\uDD111`],
  ['as entities', 'a<b>ä', '&#97;&lt;b&#x00003E;&auml;', '&#97;&lt;b&#x00003E;&auml;'],
  ['as entities without ends', 'x&y<z', 'x&ampy&ltz', 'x&ampy&ltz'],
  ['as a query in Latin-1', 'pässe', 'q=p%E4sse&', 'p%E4sse'],
  ['as bytes of a shell', 'pässe', String.raw`$'p\xc3\244sse'`, String.raw`p\xc3\244sse`],
  ['as words of a shell', "it's-me", String.raw`'it'\''s-me'`, String.raw`it'\''s-me`],
  ['in several lines', 'line1\nline2', '"line1\\nline2"', 'line1\\nline2'],
  ['with a mark in it that somebody else wrote', 'a%41b&lt;c', 'a%2541b&amp;lt;c', 'a%2541b&amp;lt;c'],
  ['as it is, though it looks escaped', 'a%41b&lt;c', 'x a%41b&lt;c y', 'a%41b&lt;c'],
  ['where only its beginning is left', 'hunter-hunter', 'wrong: hunter-hun', 'hunter-hun'],
  [
    'where the cut went through an escape',
    'hunter"hunter',
    String.raw`wrong: hunter\"hun\u00`,
    String.raw`hunter\"hun\u00`,
  ],
])('a value is found %s', (_, secret, text, expected) => {
  expect(found(secret, text)).toContain(expected)
})

test('a value of hardly anything but marks is told from other marks', () => {
  expect(found(`'"'"`, `say '"'" or "'"' or ""''`)).toEqual([`'"'"`])
  expect(found(`'"'"`, String.raw`"'\"'\""`)).toEqual([String.raw`'\"'\"`])
})

test('nothing is found where nothing is secret, or too short to be told from common letters', () => {
  expect(makeValueFinder(['', 'abc'])('abc abc')).toEqual([])
})

test('one letter of a value is not its beginning', () => {
  expect(found('hunter-hunter', 'it is in the h')).toEqual([])
})

test.each(['\\', '%25', '&amp;', "'", 'QUFB', 'Ã¤', '\\u005c', 'hunter-hunte'])(
  'time grows with the text and not with its square: %s',
  (part) => {
    expect(found('hunter-hünter', part.repeat(60_000 / part.length))).toEqual([])
  },
)
