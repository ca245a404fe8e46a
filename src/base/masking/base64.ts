import { byteOf, joinBytes } from './utf8.ts'
import { lastAtMost, rewrite, type View } from './view.ts'

/** The six bits of each character in base64 and its variant for URLs; 64 for white space, 65 for all others. */
const BITS = new Uint8Array(128).fill(65)
for (const [index, letter] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries())
  BITS[letter.charCodeAt(0)] = index
BITS['-'.charCodeAt(0)] = 62
BITS['_'.charCodeAt(0)] = 63
for (const space of ' \t\r\n') BITS[space.charCodeAt(0)] = 64

const SPACE = 64
const OTHER = 65
const APART = '\u0001'

/** What is looked for in base64: stretches of text that could hold it. */
export type Sought = {
  /** In bytes. */
  shortest: number
  /** Whether bytes that are no ASCII can be a part of it. */
  wide: boolean
}

/**
 * What the text is as base64: one view for each place at which a group of four may begin, since letters before it look as if
 * they belonged to it. Only stretches of text are in them, set apart by U+0001. Line breaks and blanks within are passed over.
 */
export function decodeBase64(view: View, sought: Sought): View[] {
  const sextets = readSextets(view.text, Math.ceil((sought.shortest * 4) / 3))
  if (sextets.length === 0) return []
  return [0, 1, 2, 3].flatMap((offset) => decodeFrom(view, sextets, offset, sought) ?? [])
}

type Sextets = { values: Uint8Array; positions: Int32Array; length: number }

/** All runs of at least so many that could be base64, with one `OTHER` after each. */
function readSextets(text: string, shortest: number): Sextets {
  const values = new Uint8Array(text.length + 1)
  const positions = new Int32Array(text.length + 1)
  let [length, run] = [0, 0]
  for (let position = 0; position < text.length; position++) {
    const code = text.charCodeAt(position)
    const value = code < 128 ? BITS[code]! : OTHER
    if (value === SPACE) continue
    if (value === OTHER && length - run < shortest) length = run
    else {
      values[length] = value
      positions[length++] = position
      if (value === OTHER) run = length
    }
  }
  return { values, positions, length: length - run < shortest ? run : length }
}

/** Bytes of ASCII that are text, and NUL. */
const isText = (byte: number): boolean =>
  (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0

type Stretch = { group: number; byte: number }

function decodeFrom(view: View, sextets: Sextets, offset: number, sought: Sought): View | undefined {
  const { values, positions, length } = sextets
  const texts: string[] = []
  const starts: number[] = []
  const stretches: Stretch[] = []
  let made = 0
  let bytes: number[] = []

  const flush = (group: number, behind: number) => {
    if (bytes.length >= sought.shortest) {
      texts.push(bytes.map(byteOf).join(''))
      starts.push(made)
      stretches.push({ group, byte: behind - bytes.length })
      made += bytes.length + 1
    }
    if (bytes.length > 0) bytes = []
  }

  let reachesEnd = false
  for (let run = 0; run < length; ) {
    let end = values.indexOf(OTHER, run)
    if (end < 0 || end > length) end = length
    const group = run + offset
    let index = 0
    for (; sextetOf(group, index) + 1 < end; index++) {
      const byte = byteAt(values, sextetOf(group, index), index % 3)
      if (isText(byte) || (sought.wide && byte >= 0x80)) bytes.push(byte)
      else flush(group, index)
    }
    reachesEnd = end === length && bytes.length >= sought.shortest
    flush(group, index)
    run = end + 1
  }
  if (texts.length === 0) return undefined

  const sourceOf = (position: number, after: number) => {
    const index = lastAtMost(starts, position)
    const { group, byte } = stretches[index]!
    const source = positions[sextetOf(group, byte + position - starts[index]!) + after]!
    return view.span(source, source + 1)
  }
  const decoded: View = {
    // What is not at the end of the text does not end like it.
    text: texts.join(APART) + (reachesEnd ? '' : APART),
    span: (start, end) => [sourceOf(start, 0)[0], sourceOf(end - 1, 1)[1]],
  }
  return joinBytes(rewrite(decoded, NULS, ({ 0: nuls }) => ({ as: '', length: nuls.length })))
}

/** Every second byte, where Latin letters are UTF-16. */
const NULS = /\0+/g

/** Four sextets are three bytes: each byte begins in one and ends in the next. */
const sextetOf = (group: number, byte: number): number => group + Math.floor((4 * byte) / 3)

function byteAt(values: Uint8Array, sextet: number, phase: number): number {
  return ((values[sextet]! << (2 * phase + 2)) | (values[sextet + 1]! >> (4 - 2 * phase))) & 0xff
}
