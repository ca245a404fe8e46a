import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeBrackets, decodePairs } from './brackets.ts'
import { MalformedRequest } from './malformed.ts'
import type { Param, ParamMap } from './php-value.ts'

const hostile = fc.constantFrom(
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  '0',
  '-1',
  '01',
  '9007199254740993',
)
const text = fc.oneof(hostile, fc.string({ unit: 'binary', maxLength: 8 })).filter((value) => !value.includes('\0'))
const key = text.filter((value) => value !== '' && !/[[\]]/.test(value))
const mapOf = (value: fc.Arbitrary<Param>): fc.Arbitrary<ParamMap> =>
  fc.array(fc.tuple(key, value), { minLength: 1, maxLength: 4 }).map((entries) => new Map(entries))
const paramAt = (levels: number): fc.Arbitrary<Param> =>
  levels === 0 ? text : fc.oneof({ weight: 2, arbitrary: text }, { weight: 1, arbitrary: mapOf(paramAt(levels - 1)) })
const entries = (param: Param): unknown =>
  typeof param === 'string' ? param : [...param].map(([k, v]) => [k, entries(v)])

/**
 * The form text that reads back as these parameters, brackets percent-encoded. The form cannot say an empty
 * map, which is left out, nor an empty key or one with a bracket.
 */
function encodeBrackets(params: ParamMap): string {
  return [...params].flatMap(([name, value]) => encodeParam(name, value)).join('&')
}

function encodeParam(name: string, value: Param): string[] {
  if (typeof value === 'string') return [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`]
  return [...value].flatMap(([key, child]) => encodeParam(`${name}[${key}]`, child))
}

test('what is written as a form is read back, in the same order', () => {
  fc.assert(
    fc.property(mapOf(paramAt(4)), (params) => {
      expect(entries(decodeBrackets(encodeBrackets(params)))).toEqual(entries(params))
    }),
  )
})

test('any text is either read or refused', () => {
  const noise = fc.array(fc.constantFrom('a', '[', ']', '=', '&', '%', '%5B', '%00', '%FF', '+', '1', '__proto__'))
  fc.assert(
    fc.property(
      fc.oneof(
        noise.map((parts) => parts.join('')),
        fc.string({ unit: 'binary' }),
      ),
      (form) => {
        try {
          expect(decodeBrackets(form)).toBeInstanceOf(Map)
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedRequest)
        }
      },
    ),
  )
})

test('an append takes the index after the highest so far', () => {
  const index = fc.oneof(fc.constant(''), fc.nat(20).map(String), fc.constantFrom('x', '01', '-1'))
  fc.assert(
    fc.property(fc.array(index, { minLength: 1, maxLength: 30 }), (indexes) => {
      const expected = new Map<string, string>()
      indexes.forEach((at, count) => {
        const taken = [...expected.keys()].filter((taken) => /^(0|[1-9]\d*)$/.test(taken)).map(Number)
        expected.set(at === '' ? String(Math.max(-1, ...taken) + 1) : at, String(count))
      })
      const params = decodePairs(indexes.map((at, count): [string, string] => [`a[${at}]`, String(count)]))
      expect(entries(params)).toEqual([['a', [...expected]]])
    }),
  )
})
