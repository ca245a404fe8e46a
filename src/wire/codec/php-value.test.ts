import { expect, test } from 'vitest'
import { decodeBrackets } from './brackets.ts'
import { textAt, valuesOf } from './php-value.ts'

test('values come in the order they were sent, text counts as one', () => {
  expect(valuesOf(decodeBrackets('a[9]=x&a[1]=y').get('a'))).toEqual(['x', 'y'])
  expect(valuesOf('x')).toEqual(['x'])
  expect(valuesOf(undefined)).toEqual([])
})

test('a map is not text', () => {
  const params = decodeBrackets('a[b]=1&c=2')
  expect([textAt(params, 'a'), textAt(params, 'c'), textAt(params, 'd')]).toEqual([undefined, '2', undefined])
})
