import { isUtf8 } from 'node:buffer'
import { MalformedRequest } from './malformed.ts'
import type { Slices } from './slices.ts'
import { storableText } from './text.ts'

const PLUS = 0x2b
const PERCENT = 0x25
const BLANK = 0x20
/** Bytes that become text in one go. */
const PIECE = 32 * 1024
/** Of a character that is not whole yet. */
const MOST_HELD = 3

const badEscape = (cause?: unknown) =>
  new MalformedRequest('Invalid encoding: expected percent-encoded UTF-8', { cause })

/** A name or value of a form; refuses what is no UTF-8, and what no database of ours can hold. */
export function unescapeText(text: string): string {
  if (!text.includes('%')) return storableText(text.includes('+') ? text.replace(/\+/g, ' ') : text)
  try {
    return storableText(decodeURIComponent(text.includes('+') ? text.replace(/\+/g, ' ') : text))
  } catch (cause) {
    throw cause instanceof MalformedRequest ? cause : badEscape(cause)
  }
}

/** The same from the bytes of a body that is UTF-8, piece by piece, since one value may be all of it. */
export function makeUnescaper(bytes: Buffer): (from: number, to: number) => Slices<string> {
  const piece = Buffer.allocUnsafe(Math.min(PIECE, bytes.length) + MOST_HELD)

  return function* textOf(from, to) {
    let text = ''
    let held = 0
    for (let at = from; at < to; ) {
      const filled = fill(piece, held, bytes, at, to)
      at = filled.at
      const whole = at === to ? filled.size : wholeCharacters(piece, filled.size)
      const taken = piece.subarray(0, whole)
      if (!isUtf8(taken)) throw badEscape()
      text += storableText(taken.toString('utf8'))
      piece.copyWithin(0, whole, filled.size)
      held = filled.size - whole
      yield
    }
    return text
  }
}

/** No generator, because those are not compiled while they run. */
function fill(piece: Uint8Array, held: number, bytes: Uint8Array, from: number, to: number) {
  let size = held
  let at = from
  for (; at < to && size < piece.length; size++) {
    const byte = bytes[at++]!
    if (byte === PLUS) piece[size] = BLANK
    else if (byte !== PERCENT) piece[size] = byte
    else {
      if (at + 2 > to) throw badEscape()
      piece[size] = digitOf(bytes[at]!) * 16 + digitOf(bytes[at + 1]!)
      at += 2
    }
  }
  return { at, size }
}

function digitOf(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const lower = byte | 0x20
  if (lower >= 0x61 && lower <= 0x66) return lower - 0x57
  throw badEscape()
}

/** How many of these bytes are left when a character is not whole at their end. */
function wholeCharacters(bytes: Uint8Array, size: number): number {
  let at = size - 1
  while (at > 0 && size - at < MOST_HELD && (bytes[at]! & 0xc0) === 0x80) at--
  const first = bytes[at]!
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1
  return size - at < length ? at : size
}
