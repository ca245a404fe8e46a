import { describe, expect, test } from 'vitest'
import type { Param } from '../codec/php-value.ts'
import {
  brackets,
  count,
  date,
  decodeParameters,
  flag,
  id,
  idFilter,
  idOrNoneFilter,
  idsFilter,
  integer,
  map,
  money,
  oneOf,
  type Parameter,
  text,
  textFilter,
} from './parameters.ts'

const listOf = (...values: string[]): Param => new Map(values.map((value, index) => [String(index), value]))

/** What the parameter `x` is where this was sent for it; `undefined` is not sending it. */
function decode<T>(parameter: Parameter<T>, sent: Param | undefined): T {
  return decodeParameters({ x: parameter }, new Map(sent === undefined ? [] : [['x', sent]])).x as T
}

const refusal = (parameter: Parameter<unknown>, sent: Param) => {
  try {
    return { value: decode(parameter, sent) }
  } catch (refused) {
    return (refused as Error).message
  }
}

describe('booleans', () => {
  test.each(['1', 'true', 'on', 'yes', 'True', 'ON', ' yes '])('%j is true', (sent) => {
    expect(decode(flag(''), sent)).toBe(true)
  })
  test.each(['0', 'false', 'off', 'no', '', 'False', 'OFF', ' '])('%j is false', (sent) => {
    expect(decode(flag(''), sent)).toBe(false)
  })
  test.each(['2', 'y', 'null', '-1', 'truee'])('%j is neither', (sent) => {
    expect(refusal(flag(''), sent)).toBe(
      `Invalid x: expected a boolean (1, true, on, yes or 0, false, off, no), got "${sent}"`,
    )
  })
  test('what was not sent is neither true nor false', () => {
    expect(decode(flag(''), undefined)).toBeUndefined()
  })
})

describe('an id filter', () => {
  test.each([
    [undefined, undefined],
    ['', undefined],
    ['  ', undefined],
    ['7', 7],
    [' 07 ', 7],
    ['0', 0],
    ['abc', 0],
    ['7abc', 0],
    ['-7', 0],
    ['7.0', 0],
    ['0x7', 0],
    ['٧', 0],
    ['9'.repeat(15), 999_999_999_999_999],
    ['9'.repeat(16), 0],
  ])('%j finds %j, where 0 is the id of nothing', (sent, found) => {
    expect(decode(idFilter(''), sent)).toBe(found)
  })
  test('of the record to act on is never left out', () => {
    expect([undefined, '', 'abc', '7'].map((sent) => decode(id(''), sent))).toEqual([0, 0, 0, 7])
  })
})

describe('a list of ids', () => {
  test.each<[Param | undefined, number[] | undefined]>([
    [undefined, undefined],
    ['', undefined],
    [' ', undefined],
    [' ,', []],
    [listOf(), []],
    [listOf('', ' '), []],
    ['7', [7]],
    ['7, 8,7', [7, 8]],
    ['abc', []],
    ['0', []],
    ['abc,8,-1,,1.5', [8]],
    [listOf('7', '8,9'), [7, 8, 9]],
    [new Map<string, Param>([['a', listOf('7')]]), []],
  ])('%j is %j, and finds nothing when it is empty', (sent, found) => {
    expect(decode(idsFilter(''), sent)).toEqual(found)
  })
})

describe('an id, or 0 for having none', () => {
  test.each([
    [undefined, undefined],
    ['', undefined],
    ['0', null],
    [' 00 ', null],
    ['7', 7],
    ['abc', 0],
    ['-1', 0],
    ['9'.repeat(16), 0],
  ])('%j is %j', (sent, found) => {
    expect(decode(idOrNoneFilter(''), sent)).toBe(found)
  })
})

describe('numbers', () => {
  test.each([
    [undefined, 25],
    ['', 25],
    ['0', 0],
    [' 99999 ', 99_999],
    ['9'.repeat(16), Number.MAX_SAFE_INTEGER],
    ['9'.repeat(400), Number.MAX_SAFE_INTEGER],
    [`${'0'.repeat(20)}7`, 7],
  ])('a count of %j is %j', (sent, value) => {
    expect(decode(count(25, ''), sent)).toBe(value)
  })
  test.each(['-1', 'abc', '1.0', '1e3', '+1'])('%j is no count', (sent) => {
    expect(refusal(count(25, ''), sent)).toBe(`Invalid x: expected a whole number, 0 or more, got "${sent}"`)
  })
  test.each([
    [undefined, undefined],
    ['', undefined],
    ['-7', -7],
    [' 7 ', 7],
  ])('a whole number of %j is %j', (sent, value) => {
    expect(decode(integer(''), sent)).toBe(value)
  })
  test.each([
    [undefined, undefined],
    ['', undefined],
    ['12.95', 1295],
    ['12', 1200],
    ['-1.00', -100],
  ])('an amount of %j is %j', (sent, value) => {
    expect(decode(money(''), sent)).toBe(value)
  })
  test.each(['12,95', '$12', '1e2', '12.955'])('%j is no amount', (sent) => {
    expect(refusal(money(''), sent)).toBe(`Invalid x: expected an amount such as 12.95, got "${sent}"`)
  })
})

describe('dates', () => {
  test.each([
    [undefined, undefined],
    ['', undefined],
    ['0000-00-00', null],
    ['2024-02-29', '2024-02-29'],
  ])('%j is %j', (sent, value) => {
    expect(decode(date(''), sent)).toBe(value)
  })
  test.each(['2023-02-29', '2024-2-9', '2024-02-29 00:00:00', 'today'])('%j is none', (sent) => {
    expect(refusal(date(''), sent)).toBe(`Invalid x: expected a date as Y-m-d, got "${sent}"`)
  })
})

describe('texts', () => {
  test('are as sent, and a filter of nothing is no filter', () => {
    expect([undefined, '', ' a '].map((sent) => decode(text(''), sent))).toEqual([undefined, '', ' a '])
    expect([undefined, '', ' a '].map((sent) => decode(textFilter(''), sent))).toEqual([undefined, undefined, ' a '])
  })
  test('of a closed set are found without case', () => {
    const sorting = oneOf(['ASC', 'DESC'], '')
    expect([undefined, '', 'desc', ' ASC '].map((sent) => decode(sorting, sent))).toEqual([
      undefined,
      undefined,
      'DESC',
      'ASC',
    ])
    expect(refusal(sorting, 'up')).toBe('Invalid x: expected one of ASC, DESC, got "up"')
  })
})

describe('maps', () => {
  const filled = new Map([['1', 'Google']])
  test('come in brackets, as JSON or as PHP writes them', () => {
    const base64 = (written: string) => Buffer.from(written).toString('base64')
    for (const sent of [filled, base64('{"1":"Google"}'), base64('a:1:{i:1;s:6:"Google";}')])
      expect(decode(map(''), sent)).toEqual(filled)
  })
  test('where only brackets will do', () => {
    expect([undefined, '', filled].map((sent) => decode(brackets(''), sent))).toEqual([undefined, undefined, filled])
    expect(refusal(brackets(''), 'text')).toBe('Invalid x: expected an array, got "text"')
  })
})

test.each([
  ['an id', idFilter('')],
  ['a whole number', integer('')],
  ['a whole number, 0 or more', count(1, '')],
  ['a boolean', flag('')],
  ['an amount such as 12.95', money('')],
  ['a date as Y-m-d', date('')],
  ['a text', text('')],
  ['a text', textFilter('')],
  ['one of a', oneOf(['a'], '')],
] as const)('a list is not %s', (expected, parameter) => {
  expect(refusal(parameter, listOf('1'))).toBe(`Invalid x: expected ${expected}, got a list`)
})

test('is found under its other names, and its own counts first', () => {
  const parameters = { clientid: idFilter('', { aliases: ['userid', 'client'] }) }
  const decoded = (...sent: [string, string][]) => decodeParameters(parameters, new Map(sent)).clientid
  expect(decoded(['client', '3'])).toBe(3)
  expect(decoded(['client', '3'], ['userid', '2'])).toBe(2)
  expect(decoded(['userid', '2'], ['clientid', '1'])).toBe(1)
  expect(decoded(['other', '4'])).toBeUndefined()
})
