import { base64Pieces } from '../../codec/base64.ts'
import { parseSmallJson, UnreadableJson } from '../../codec/json.ts'
import { maxDepth, maxParameters, maxSerialisedLength } from '../../codec/limits.ts'
import { MalformedRequest } from '../../codec/malformed.ts'
import type { Param, ParamMap, PhpValue } from '../../codec/php-value.ts'
import { atOnce } from '../../codec/slices.ts'
import { storableText } from '../../codec/text.ts'
import { phpUnserialize, tooDeep, tooManyValues } from './php-serialize.ts'

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
  const map = makeConverter()(isJson(bytes) ? parsedJson(bytes) : phpUnserialize(bytes), maxDepth)
  if (typeof map === 'string') throw new MalformedRequest(expected)
  return map
}

function base64Bytes(param: string): Buffer {
  if (param.length > maxSerialisedLength) {
    throw new MalformedRequest(`Serialised data too long: expected at most ${maxSerialisedLength} characters`)
  }
  const pieces = atOnce(base64Pieces(param))
  if (!pieces) throw new MalformedRequest(expected)
  return Buffer.concat(pieces)
}

function isJson(bytes: Buffer): boolean {
  return /^\s*[[{]/.test(bytes.toString('latin1', 0, 64))
}

function parsedJson(bytes: Buffer): Json {
  try {
    return parseSmallJson(bytes, { depth: maxDepth, values: maxParameters }) as Json
  } catch (failure) {
    if (!(failure instanceof UnreadableJson)) throw failure
    if (failure.fault === 'depth') throw tooDeep()
    throw failure.fault === 'count' ? tooManyValues() : new MalformedRequest(expected)
  }
}

function makeConverter() {
  let count = 0

  return function toParam(value: PhpValue | Json, levels: number): Param {
    if (value === null || typeof value !== 'object') return scalarParam(value)
    if (levels === 0) throw tooDeep()
    const map: ParamMap = new Map()
    for (const [key, child] of value instanceof Map ? value : Object.entries(value)) {
      if (++count > maxParameters) throw tooManyValues()
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
