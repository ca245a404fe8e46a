import fc from 'fast-check'
import { unserialize as foreignUnserialize } from 'php-serialize'
import { expect, test } from 'vitest'
import { encodeSerialised, phpSerialize } from '../../../../test/support/php-serialize.ts'
import { MalformedRequest } from '../../codec/malformed.ts'
import type { PhpMap, PhpValue } from '../../codec/php-value.ts'
import { phpUnserialize } from './php-serialize.ts'
import { decodeSerialised } from './serialised.ts'

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('__proto__', 'constructor', '";s:1:"', '0', '-5', '007'),
)
const scalar: fc.Arbitrary<PhpValue> = fc.oneof(
  text,
  fc.boolean(),
  fc.constant(null),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
)
const mapOf = (value: fc.Arbitrary<PhpValue>): fc.Arbitrary<PhpMap> =>
  fc.array(fc.tuple(text, value), { maxLength: 5 }).map((entries) => new Map(entries))
const valueAt = (levels: number): fc.Arbitrary<PhpValue> =>
  levels === 0 ? scalar : fc.oneof(scalar, mapOf(valueAt(levels - 1)))

test('what is serialised is read back, in the same order', () => {
  fc.assert(
    fc.property(valueAt(5), (value) => {
      const back = phpUnserialize(Buffer.from(phpSerialize(value)))
      expect(back).toEqual(value)
      expect(phpSerialize(back)).toBe(phpSerialize(value))
    }),
  )
})

test('the npm package php-serialize reads the same texts', () => {
  const key = fc.stringMatching(/^[a-z]{1,5}$/)
  fc.assert(
    fc.property(fc.dictionary(key, text, { minKeys: 1, noNullPrototype: true }), (record) => {
      expect(foreignUnserialize(phpSerialize(new Map(Object.entries(record))))).toEqual(record)
    }),
  )
})

test('a serialised parameter of texts is read back', () => {
  const storable = text.filter((value) => !value.includes('\0'))
  fc.assert(
    fc.property(fc.array(fc.tuple(storable, storable)), (entries) => {
      const map = new Map(entries)
      expect(decodeSerialised(encodeSerialised(map))).toEqual(map)
    }),
  )
})

test('PHP and JSON of one map are the same map', () => {
  const storable = text.filter((value) => !value.includes('\0'))
  fc.assert(
    fc.property(
      fc.array(fc.tuple(storable, fc.oneof(storable, fc.boolean(), fc.constant(null), fc.integer()))),
      (entries) => {
        const json = `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`
        const fromJson = decodeSerialised(Buffer.from(json).toString('base64'))
        expect(fromJson).toEqual(decodeSerialised(encodeSerialised(new Map<string, PhpValue>(entries))))
      },
    ),
  )
})

test('any bytes, and any damage to good ones, are either read or refused', () => {
  const damaged = fc.tuple(mapOf(valueAt(2)), fc.nat(), fc.nat(255)).map(([map, at, byte]) => {
    const bytes = Buffer.from(phpSerialize(map))
    bytes[at % bytes.length] = byte
    return bytes
  })
  fc.assert(
    fc.property(
      fc.oneof(
        damaged,
        fc.uint8Array().map((bytes) => Buffer.from(bytes)),
      ),
      (bytes) => {
        try {
          expect(decodeSerialised(bytes.toString('base64'))).toBeInstanceOf(Map)
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedRequest)
        }
      },
    ),
    { numRuns: 500 },
  )
})
