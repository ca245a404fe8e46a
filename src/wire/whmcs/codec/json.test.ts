import { expect, test } from 'vitest'
import { renderJson } from './json.ts'

test('ASCII is what JSON.stringify gives, slashes and quotes included', () => {
  const tree = { result: 'success', url: 'https://a/b', text: '"\\\u007f\n', n: 0, list: [null, true, 1.5], none: {} }
  expect(renderJson(tree)).toBe(JSON.stringify(tree))
})

test('everything else is escaped, so that a client may read the bytes as ASCII', () => {
  expect(renderJson({ é: '€ 🙂 \u0080\uffff' })).toBe('{"\\u00e9":"\\u20ac \\ud83d\\ude42 \\u0080\\uffff"}')
})

test('half a surrogate pair stays readable JSON', () => {
  expect(JSON.parse(renderJson({ a: 'é\ud83d' }))).toEqual({ a: 'é\ud83d' })
})
