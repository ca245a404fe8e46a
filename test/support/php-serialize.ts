import type { PhpMap, PhpValue } from '../../src/wire/codec/php-value.ts'

/** What PHP's `serialize()` writes for this value; keys such as '1' become integers, as PHP's own do. */
export function phpSerialize(value: PhpValue): string {
  if (value === null) return 'N;'
  if (typeof value === 'boolean') return value ? 'b:1;' : 'b:0;'
  if (typeof value === 'string') return `s:${Buffer.byteLength(value)}:"${value}";`
  if (typeof value === 'number') return phpNumber(value)
  const entries = [...value].map(([key, child]) => phpKey(key) + phpSerialize(child))
  return `a:${value.size}:{${entries.join('')}}`
}

function phpKey(key: string): string {
  return /^(0|-?[1-9]\d{0,17})$/.test(key) ? `i:${key};` : phpSerialize(key)
}

function phpNumber(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`expected a finite number, got ${value}`)
  return Number.isSafeInteger(value) ? `i:${value};` : `d:${value};`
}

/** The usual form of such a parameter: base64 of PHP's `serialize()`. */
export function encodeSerialised(map: PhpMap): string {
  return Buffer.from(phpSerialize(map)).toString('base64')
}
