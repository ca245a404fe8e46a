import { maxDepth, maxParameters } from '../../codec/limits.ts'
import { MalformedRequest } from '../../codec/malformed.ts'
import type { PhpMap, PhpValue } from '../../codec/php-value.ts'
import { utf8Text } from '../../codec/text.ts'

export const tooDeep = () =>
  new MalformedRequest(`Serialised data nested too deep: expected at most ${maxDepth} levels`)
export const tooManyValues = () => new MalformedRequest(`Too many values: expected at most ${maxParameters}`)

/**
 * Reads the output of PHP's `serialize()`: scalars and arrays only. Objects, enums and references are refused, since
 * to build them is to run the sender's choice of code. An integer that a JS number would round comes as its digits.
 */
export function phpUnserialize(bytes: Uint8Array): PhpValue {
  const reader = makeReader(bytes)
  const value = reader.value(maxDepth)
  reader.end()
  return value
}

const token =
  /N;|b:(?<bool>[01]);|i:(?<int>-?\d{1,19});|d:(?<float>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?);|s:(?<length>\d{1,9}):"|a:(?<size>\d{1,9}):\{/y

function makeReader(bytes: Uint8Array) {
  // One character per byte: lengths in this format count bytes, and patterns want a string.
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  let at = 0
  let count = 0

  function refusal(): MalformedRequest {
    if (/^[OCERr]:/.test(source.slice(at, at + 2))) {
      return new MalformedRequest('Invalid serialised data: expected only scalars and arrays')
    }
    return new MalformedRequest(`Invalid serialised data: not PHP's format at byte ${at}`)
  }

  function text(length: number): string {
    const end = at + length
    if (!source.startsWith('";', end)) throw refusal()
    const found = utf8Text(bytes.subarray(at, end))
    at = end + 2
    return found
  }

  function array(size: number, levels: number): PhpMap {
    if (levels === 0) throw tooDeep()
    const map: PhpMap = new Map()
    for (let left = size; left > 0; left--) {
      if (source[at] !== 'i' && source[at] !== 's') throw refusal()
      if (++count > maxParameters) throw tooManyValues()
      map.set(String(value(0)), value(levels - 1))
    }
    if (source[at] !== '}') throw refusal()
    at += 1
    return map
  }

  function value(levels: number): PhpValue {
    token.lastIndex = at
    const found = token.exec(source)
    if (!found) throw refusal()
    at = token.lastIndex
    const { bool, int, float, length, size } = found.groups!
    if (bool) return bool === '1'
    if (int) return exactInteger(int)
    if (float) return Number(float)
    if (length) return text(Number(length))
    if (size) return array(Number(size), levels)
    return null
  }

  function end(): void {
    // PHP ignores what follows; people pipe through `echo`, which adds a line end, so that much is accepted.
    if (source.slice(at).trim() !== '') throw refusal()
  }

  return { value, end }
}

function exactInteger(digits: string): number | string {
  const integer = Number(digits)
  return Number.isSafeInteger(integer) ? integer : String(BigInt(digits))
}
