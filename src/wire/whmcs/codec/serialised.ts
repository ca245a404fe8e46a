import { maxDepth, maxParameters, maxSerialisedLength } from '../../codec/limits.ts'
import { MalformedRequest } from '../../codec/malformed.ts'
import type { Param, ParamMap, PhpMap, PhpValue } from '../../codec/php-value.ts'
import { storableText, utf8Text } from '../../codec/text.ts'
import { phpSerialize, phpUnserialize } from './php-serialize.ts'

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

const expected = 'Invalid serialised data: expected base64 of a PHP-serialised or JSON map'

/**
 * The map in a "serialised" parameter (`customfields`, `configoptions`, `domainfields`, `lineitems`): base64 of PHP's
 * `serialize()`, base64 of JSON, or plain brackets, which need no decoding. '' is an empty map. Values become text:
 * true is '1', false and null are ''.
 */
export function decodeSerialised(param: Param): ParamMap {
  if (param instanceof Map) return param
  const bytes = base64Bytes(param)
  if (bytes.length === 0) return new Map()
  const map = makeConverter()(isJson(bytes) ? parseJson(bytes) : phpUnserialize(bytes), maxDepth)
  if (typeof map === 'string') throw new MalformedRequest(expected)
  return map
}

/** The usual form of such a parameter: base64 of PHP's `serialize()`. */
export function encodeSerialised(map: PhpMap): string {
  return Buffer.from(phpSerialize(map)).toString('base64')
}

function base64Bytes(param: string): Buffer {
  if (param.length > maxSerialisedLength) {
    throw new MalformedRequest(`Serialised data too long: expected at most ${maxSerialisedLength} characters`)
  }
  // Callers who forget to escape a `+` send a blank; some encoders break lines. Neither has another meaning here.
  const text = param
    .trim()
    .replace(/[\r\n]+/g, '')
    .replaceAll(' ', '+')
  const digits = text.replace(/={1,2}$/, '')
  if (!/^[A-Za-z0-9+/]*$/.test(digits) || digits.length % 4 === 1) throw new MalformedRequest(expected)
  return Buffer.from(digits, 'base64')
}

function isJson(bytes: Buffer): boolean {
  return /^\s*[[{]/.test(bytes.toString('latin1', 0, 64))
}

function parseJson(bytes: Buffer): Json {
  try {
    return JSON.parse(utf8Text(bytes))
  } catch (cause) {
    throw new MalformedRequest(expected, { cause })
  }
}

function makeConverter() {
  let count = 0

  return function toParam(value: PhpValue | Json, levels: number): Param {
    if (value === null || typeof value !== 'object') return scalarParam(value)
    if (levels === 0) {
      throw new MalformedRequest(`Serialised data nested too deep: expected at most ${maxDepth} levels`)
    }
    const map: ParamMap = new Map()
    for (const [key, child] of value instanceof Map ? value : Object.entries(value)) {
      if (++count > maxParameters) throw new MalformedRequest(`Too many values: expected at most ${maxParameters}`)
      map.set(storableText(key), toParam(child, levels - 1))
    }
    return map
  }
}

function scalarParam(value: string | number | boolean | null): string {
  if (typeof value === 'string') return storableText(value)
  if (typeof value !== 'number') return value ? '1' : ''
  // Beyond this a JS number is no longer the one that was sent.
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    throw new MalformedRequest('Number too large: send it as text')
  }
  return String(value)
}
