import type { Slices } from './slices.ts'

/** Digits that become bytes in one go; a multiple of four. */
const PIECE = 64 * 1024
const CR = 0x0d
const LF = 0x0a
const BLANK = 0x20
const PLUS = 0x2b
const PAD = 0x3d

const isDigit = new Uint8Array(128)
for (const digit of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/') isDigit[digit.charCodeAt(0)] = 1

/**
 * The bytes of a base64 text, in pieces; undefined where it is none. Callers who forget to escape a `+` send a blank, and
 * some encoders break lines: neither has another meaning here.
 */
export function* base64Pieces(sent: string): Slices<Buffer[] | undefined> {
  const text = sent.trim()
  const digits = Buffer.allocUnsafe(Math.min(PIECE, text.length))
  const pieces: Buffer[] = []
  let count = 0
  for (let at = 0; at < text.length; ) {
    const taken = takeDigits(digits, text, at)
    if (!taken) return undefined
    at = taken.at
    count += taken.size
    pieces.push(Buffer.from(digits.toString('latin1', 0, taken.size), 'base64'))
    yield
  }
  return count % 4 === 1 ? undefined : pieces
}

/** Fills a piece with digits, or with the last of them; undefined where something else is met. */
function takeDigits(digits: Uint8Array, text: string, from: number): { at: number; size: number } | undefined {
  let at = from
  let size = 0
  for (; at < text.length && size < digits.length; at++) {
    const code = text.charCodeAt(at)
    if (code === CR || code === LF) continue
    if (code === PAD) return isPadding(text, at) ? { at: text.length, size } : undefined
    const digit = code === BLANK ? PLUS : code
    if (isDigit[digit] !== 1) return undefined
    digits[size++] = digit
  }
  return { at, size }
}

/** Whether nothing but one or two signs of padding, and ends of lines, is left. */
function isPadding(text: string, from: number): boolean {
  let count = 0
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === CR || code === LF) continue
    if (code !== PAD || ++count > 2) return false
  }
  return true
}
