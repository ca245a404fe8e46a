import { serialize as foreignSerialize, unserialize as foreignUnserialize } from 'php-serialize'
import { describe, expect, test } from 'vitest'
import { phpSerialize } from '../../../../test/support/php-serialize.ts'
import { MalformedRequest } from '../../codec/malformed.ts'
import type { PhpMap, PhpValue } from '../../codec/php-value.ts'
import { phpUnserialize } from './php-serialize.ts'

const read = (text: string) => phpUnserialize(Buffer.from(text))

describe('PHP prints and we read', () => {
  const cases: [text: string, value: PhpValue][] = [
    ['N;', null],
    ['b:0;', false],
    ['b:1;', true],
    ['i:-42;', -42],
    ['i:9007199254740993;', '9007199254740993'],
    ['i:-9223372036854775808;', '-9223372036854775808'],
    ['d:0.1;', 0.1],
    ['d:-1.5E-10;', -1.5e-10],
    ['d:1.0E+25;', 1e25],
    ['s:0:"";', ''],
    ['s:6:"a";s:1";', 'a";s:1'],
    ['s:11:"naïve€"\n";', 'naïve€"\n'],
    ['a:0:{}', new Map()],
    ['a:1:{i:1;s:6:"Google";}', new Map([['1', 'Google']])],
    ['a:1:{s:1:"1";s:6:"Google";}', new Map([['1', 'Google']])],
    ['a:2:{i:1;s:1:"a";s:1:"1";s:1:"b";}', new Map([['1', 'b']])],
    ['a:1:{i:-3;a:1:{s:9:"__proto__";N;}}', new Map([['-3', new Map([['__proto__', null]])]])],
    ['i:1;\n', 1],
  ]
  test.each(cases)('%s', (text, value) => expect(read(text)).toEqual(value))
})

describe('refused', () => {
  const scalars = 'Invalid serialised data: expected only scalars and arrays'
  test.each([
    'O:8:"stdClass":0:{}',
    'C:11:"ArrayObject":0:{}',
    'E:11:"Suit:Hearts";',
    'a:2:{i:0;i:1;i:1;R:2;}',
    'a:2:{i:0;i:1;i:1;r:2;}',
    'a:1:{i:0;O:8:"stdClass":0:{}}',
  ])('no data but code: %s', (text) => expect(() => read(text)).toThrow(scalars))

  test.each([
    '',
    'x',
    'i:1',
    'i:;',
    'i:1.5;',
    'i:99999999999999999999;',
    'b:2;',
    'd:INF;',
    'd:NAN;',
    's:3:"ab";',
    's:1:"ab";',
    's:999999999:"a";',
    's:-1:"";',
    'S:1:"a";',
    'a:2:{i:0;i:1;}',
    'a:0:{i:0;i:1;}',
    'a:1:{i:0;i:1;',
    'a:1:{b:1;i:1;}',
    'a:1:{a:0:{}i:1;}',
    'a:999999999:{',
    'i:1;i:2;',
  ])('not what PHP prints: %s', (text) => {
    expect(() => read(text)).toThrow(/^Invalid serialised data: not PHP's format at byte \d+$/)
  })

  test('a string cut inside a character', () => {
    expect(() => read('s:1:"é";')).toThrow(MalformedRequest)
    expect(() => phpUnserialize(Buffer.from('s:1:"\xff";', 'latin1'))).toThrow('Invalid encoding: expected UTF-8')
  })

  test('six levels, and a hundred thousand', () => {
    const nested = (levels: number) => `${'a:1:{i:0;'.repeat(levels - 1)}a:0:{}${'}'.repeat(levels - 1)}`
    expect(read(nested(5))).toBeInstanceOf(Map)
    for (const levels of [6, 100_000]) {
      expect(() => read(nested(levels))).toThrow('Serialised data nested too deep: expected at most 5 levels')
    }
  })
})

test('the npm package php-serialize reads what we write and writes what we read', () => {
  const map: PhpMap = new Map<string, PhpValue>([
    ['1', 'Google'],
    ['name', 'Grüße "€" 🙂'],
    [
      'deep',
      new Map<string, PhpValue>([
        ['a', true],
        ['b', null],
        ['c', -1.25],
        [
          'list',
          new Map([
            ['0', 'x'],
            ['1', 'y'],
          ]),
        ],
      ]),
    ],
  ])
  const foreign = { 1: 'Google', name: 'Grüße "€" 🙂', deep: { a: true, b: null, c: -1.25, list: ['x', 'y'] } }
  expect(foreignUnserialize(phpSerialize(map))).toEqual(foreign)
  expect(read(foreignSerialize(foreign))).toEqual(map)
})
