import { describe, expect, test } from 'vitest'
import { MalformedRequest } from '../../codec/malformed.ts'
import type { Param } from '../../codec/php-value.ts'
import { decodeSerialised } from './serialised.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')
const format = 'Invalid serialised data: expected base64 of a PHP-serialised or JSON map'

describe('every form of a serialised map gives the same map', () => {
  const google = new Map([['1', 'Google']])
  const forms: [form: string, param: Param][] = [
    ['PHP with an integer key', base64('a:1:{i:1;s:6:"Google";}')],
    ['PHP with a text key', base64('a:1:{s:1:"1";s:6:"Google";}')],
    ['JSON', base64('{"1":"Google"}')],
    ['JSON with blanks before', base64(' \n{"1":"Google"}')],
    ['brackets', google],
    ['base64 in lines', base64('a:1:{i:1;s:6:"Google";}').replace(/.{8}/g, '$&\r\n')],
    ['base64 between blanks', ` ${base64('{"1":"Google"}')} `],
    ['base64 without padding', base64('{"1":"Google"}').replace(/=+$/, '')],
    ['with the line end of a shell', base64('a:1:{i:1;s:6:"Google";}\n')],
  ]
  test.each(forms)('%s', (_form, param) => expect(decodeSerialised(param)).toEqual(google))

  test('a + that arrived as a blank', () => {
    const text = base64('{"1":"~~>~~>"}')
    expect(text).toContain('+')
    expect(decodeSerialised(text.replaceAll('+', ' '))).toEqual(new Map([['1', '~~>~~>']]))
  })

  test('nothing is an empty map', () => {
    expect(decodeSerialised('')).toEqual(new Map())
    expect(decodeSerialised(base64('a:0:{}'))).toEqual(new Map())
    expect(decodeSerialised(base64('[]'))).toEqual(new Map())
  })
})

test.each([
  ['PHP', 'a:6:{i:0;b:1;i:1;b:0;i:2;N;i:3;i:-7;i:4;d:12.5;i:5;a:1:{s:1:"x";i:9007199254740993;}}'],
  ['JSON', '[true,false,null,-7,12.50,{"x":"9007199254740993"}]'],
])('scalars of %s become text', (_form, text) => {
  expect([...decodeSerialised(base64(text))]).toEqual([
    ['0', '1'],
    ['1', ''],
    ['2', ''],
    ['3', '-7'],
    ['4', '12.5'],
    ['5', new Map([['x', '9007199254740993']])],
  ])
})

test('a key such as __proto__ is only a key', () => {
  const expected = new Map([['__proto__', new Map([['polluted', '1']])]])
  expect(decodeSerialised(base64('{"__proto__":{"polluted":1}}'))).toEqual(expected)
  expect(decodeSerialised(base64('a:1:{s:9:"__proto__";a:1:{s:8:"polluted";i:1;}}'))).toEqual(expected)
})

describe('refused', () => {
  test.each([
    ['not base64', '%%%'],
    ['base64 of an impossible length', 'abcde'],
    ['a padding in the middle', 'ab==cd=='],
    ['JSON that stands as it is', '{"1":"Google"}'],
    ['a PHP scalar', base64('s:6:"Google";')],
    ['broken JSON', base64('{"1":')],
  ])('%s', (_what, text) => expect(() => decodeSerialised(text)).toThrow(format))

  test.each([
    ['a PHP object', base64('a:1:{i:0;O:8:"stdClass":0:{}}')],
    ['a JSON scalar', base64('"Google"')],
    ['invalid UTF-8', Buffer.from('{"a":"\xff"}', 'latin1').toString('base64')],
    ['NUL in a JSON value', base64('{"a":"\\u0000"}')],
    ['NUL in a PHP key', base64('a:1:{s:1:"\0";i:1;}')],
    ['half a surrogate pair', base64('{"a":"\\ud800"}')],
  ])('%s', (_what, text) => expect(() => decodeSerialised(text)).toThrow(MalformedRequest))

  test.each(['[9007199254740993]', '[1e400]', '[-1e20]'])('a number that would be rounded: %s', (json) => {
    expect(() => decodeSerialised(base64(json))).toThrow('Number too large: send it as text')
  })

  test.each([6, 100_000])('JSON of %i levels', (levels) => {
    const text = base64('['.repeat(levels) + ']'.repeat(levels))
    expect(() => decodeSerialised(text)).toThrow('Serialised data nested too deep: expected at most 5 levels')
  })

  test('more than 1000 values, however they are spread', () => {
    const values = (count: number) => base64(JSON.stringify([Array(count - 2).fill(0), 1]))
    expect(decodeSerialised(values(1000)).size).toBe(2)
    expect(() => decodeSerialised(values(1001))).toThrow('Too many values: expected at most 1000')
  })

  test('more than 1000 values for PHP, before they are made', () => {
    const values = (count: number) => base64(`a:${count}:{${'i:0;N;'.repeat(count)}}`)
    expect(decodeSerialised(values(1000)).size).toBe(1)
    for (const count of [1001, 100_000])
      expect(() => decodeSerialised(values(count))).toThrow('Too many values: expected at most 1000')
  })

  test('more than a mebibyte of base64', () => {
    const reason = 'Serialised data too long: expected at most 1048576 characters'
    expect(() => decodeSerialised('A'.repeat(1024 * 1024 + 1))).toThrow(reason)
  })
})
