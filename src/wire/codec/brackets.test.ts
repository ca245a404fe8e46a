import { describe, expect, test } from 'vitest'
import { decodeBrackets, decodePairs, mergeParams } from './brackets.ts'
import { MalformedRequest } from './malformed.ts'
import type { Param } from './php-value.ts'

/** One line per map, in order, as PHP people draw an array. */
function drawn(param: Param): string {
  if (typeof param === 'string') return param
  return `{${[...param].map(([key, value]) => `${key}: ${drawn(value)}`).join(', ')}}`
}
const refused = (reason: string) => expect.objectContaining({ name: 'MalformedRequest', reason })

describe('a form text is read as PHP reads it', () => {
  test.each([
    ['', '{}'],
    ['&&', '{}'],
    ['a=1&b=2', '{a: 1, b: 2}'],
    ['a=1&b=2&a=3', '{a: 3, b: 2}'],
    ['a', '{a: }'],
    ['a=', '{a: }'],
    ['=1', '{}'],
    ['a=b=c', '{a: b=c}'],
    ['a=x+y%2Bz', '{a: x y+z}'],
    ['na%C3%AFve=%E2%82%AC', '{naïve: €}'],
    ['pid[]=1&pid[]=2', '{pid: {0: 1, 1: 2}}'],
    ['pid%5B0%5D=1&pid%5b1%5d=2', '{pid: {0: 1, 1: 2}}'],
    ['pid[5]=1&pid[]=2&pid[2]=3&pid[]=4', '{pid: {5: 1, 6: 2, 2: 3, 7: 4}}'],
    ['pid[05]=1&pid[]=2', '{pid: {05: 1, 0: 2}}'],
    ['pricing[1][monthly]=1.00&pricing[1][annually]=9', '{pricing: {1: {monthly: 1.00, annually: 9}}}'],
    ['domainrenewals[example.com]=1', '{domainrenewals: {example.com: 1}}'],
    ['a[][b]=1&a[][b]=2', '{a: {0: {b: 1}, 1: {b: 2}}}'],
    ['a=1&a[b]=2', '{a: {b: 2}}'],
    ['a[b]=1&a=2', '{a: 2}'],
    ['a[b]=1&a[b][c]=2', '{a: {b: {c: 2}}}'],
    ['a[b=1', '{a[b: 1}'],
    ['a]b=1', '{a]b: 1}'],
    ['[a]=1', '{[a]: 1}'],
    ['a[b]c=1', '{a: {b: 1}}'],
    ['a[b]c[d]=1', '{a: {b: 1}}'],
    ['a[b][c=1', '{a: {b: 1}}'],
    ['a[b[c]]=1', '{a: {b[c: 1}}'],
    ['a[1][2][3][4][5]=x', '{a: {1: {2: {3: {4: {5: x}}}}}}'],
  ])('%s', (text, expected) => expect(drawn(decodeBrackets(text))).toBe(expected))
})

test('a key such as __proto__ is only a key', () => {
  const params = decodeBrackets('__proto__[polluted]=1&constructor[prototype][polluted]=1&a[__proto__][polluted]=1')
  expect(drawn(params)).toBe(
    '{__proto__: {polluted: 1}, constructor: {prototype: {polluted: 1}}, a: {__proto__: {polluted: 1}}}',
  )
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})

describe('what would be cut off is refused', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => `p${index}=1`).join('&')

  test('1000 parameters are read, one more and 10,000 are not', () => {
    expect(decodeBrackets(many(1000)).size).toBe(1000)
    for (const count of [1001, 10_000]) {
      expect(() => decodeBrackets(many(count))).toThrow(refused('Too many parameters: expected at most 1000'))
    }
  })

  test('empty parts count too, so that none is lost behind them', () => {
    expect(() => decodeBrackets(`${'&'.repeat(1000)}a=1`)).toThrow(MalformedRequest)
  })

  test('so are 1001 pairs of a multipart body', () => {
    const pairs = Array.from({ length: 1001 }, (_, index) => [`p${index}`, ''] as const)
    expect(() => decodePairs(pairs)).toThrow(refused('Too many parameters: expected at most 1000'))
  })

  test('six levels, and a hundred thousand', () => {
    const reason = 'Parameter nested too deep: expected at most 5 levels'
    expect(() => decodeBrackets('a[1][2][3][4][5][6]=x')).toThrow(refused(reason))
    expect(() => decodeBrackets(`a${'[]'.repeat(100_000)}=x`)).toThrow(MalformedRequest)
  })

  test('a name of 257 characters', () => {
    expect(decodeBrackets(`${'n'.repeat(256)}=1`).size).toBe(1)
    const reason = 'Parameter name too long: expected at most 256 characters'
    expect(() => decodeBrackets(`${'n'.repeat(257)}=1`)).toThrow(refused(reason))
  })
})

describe('broken encodings are refused', () => {
  const encoding = 'Invalid encoding: expected percent-encoded UTF-8'
  test.each(['a=%', 'a=%4', 'a=%zz', '%=1', 'a=%FF', 'a=%C3', 'a=%C0%80', 'a=%ED%A0%80'])('%s', (text) => {
    expect(() => decodeBrackets(text)).toThrow(refused(encoding))
  })

  test.each(['a=%00', 'a%00b=1', 'a[%00]=1', 'a=x\0y'])('NUL in %j', (text) => {
    expect(() => decodeBrackets(text)).toThrow(refused('Invalid character: NUL is not accepted'))
  })

  test.each([[['a\0', '1']], [['a', '\0']], [['a', '\ud800']]] as [string, string][][])('pair %j', (pair) => {
    expect(() => decodePairs([pair])).toThrow(MalformedRequest)
  })
})

test('pairs of a multipart body are not unescaped again', () => {
  const params = decodePairs([
    ['a[b]', '1+1%20'],
    ['a[]', '%'],
  ])
  expect(drawn(params)).toBe('{a: {b: 1+1%20, 0: %}}')
})

test('of query string and body the body wins by top-level name', () => {
  const merged = mergeParams(decodeBrackets('action=a&pid[]=1&pid[]=2&x=1'), decodeBrackets('pid[]=3&action=b'))
  expect(drawn(merged)).toBe('{action: b, pid: {0: 3}, x: 1}')
})
