import { expect, test } from 'vitest'
import { decodeBrackets } from './brackets.ts'
import { isList, mapAt, textAt, valuesOf } from './php-value.ts'

const a = (form: string) => mapAt(decodeBrackets(form), 'a')!

test('keys 0, 1, 2 in order are a list, gaps, other orders and names are not', () => {
  expect(isList(new Map())).toBe(true)
  expect(isList(a('a[]=x&a[]=y'))).toBe(true)
  expect(isList(a('a[1]=x&a[0]=y'))).toBe(false)
  expect(isList(a('a[1]=x'))).toBe(false)
  expect(isList(a('a[00]=x'))).toBe(false)
  expect(isList(a('a[b]=x'))).toBe(false)
})

test('values come in the order they were sent, text counts as one', () => {
  expect(valuesOf(a('a[9]=x&a[1]=y'))).toEqual(['x', 'y'])
  expect(valuesOf('x')).toEqual(['x'])
  expect(valuesOf(undefined)).toEqual([])
})

test('a map is not text and text is not a map', () => {
  const params = decodeBrackets('a[b]=1&c=2')
  expect([textAt(params, 'a'), textAt(params, 'c'), textAt(params, 'd')]).toEqual([undefined, '2', undefined])
  expect([mapAt(params, 'a'), mapAt(params, 'c'), mapAt(params, 'd')]).toEqual([
    new Map([['b', '1']]),
    undefined,
    undefined,
  ])
})
