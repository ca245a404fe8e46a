import { isUtf8 } from 'node:buffer'
import { maxParameters } from './limits.ts'
import { tooManyParameters } from './malformed.ts'
import type { Pair } from './multipart-form.ts'
import { atOnce, inSlices, type SlicePace, type Slices } from './slices.ts'
import { notUtf8, utf8Text } from './text.ts'
import { makeUnescaper, unescapeText } from './unescape.ts'

const AMPERSAND = 0x26
const EQUALS = 0x3d
/** Up to here text is quicker than bytes. */
const SMALL_BYTES = 4 * 1024
/** Up to here nobody waits long for the whole of it. */
const MIDDLE_BYTES = 64 * 1024

/** The names and values of a form as it stands in an address; a name may be empty. What is too much is refused, not cut. */
export function readPairs(text: string): Pair[] {
  const parts = text.split('&', maxParameters + 1)
  if (parts.length > maxParameters) throw tooManyParameters()
  return parts.map(pairOf)
}

/** The same of a body; a large one in slices, so that others have their turns meanwhile. */
export async function readBodyPairs(bytes: Buffer, pace?: SlicePace): Promise<Pair[]> {
  if (bytes.length <= SMALL_BYTES) return readPairs(utf8Text(bytes))
  return bytes.length <= MIDDLE_BYTES ? atOnce(pairsOf(bytes)) : inSlices(pairsOf(bytes), pace)
}

function pairOf(part: string): Pair {
  const equals = part.indexOf('=')
  return equals < 0
    ? [unescapeText(part), '']
    : [unescapeText(part.slice(0, equals)), unescapeText(part.slice(equals + 1))]
}

export function* pairsOf(bytes: Buffer): Slices<Pair[]> {
  if (!isUtf8(bytes)) throw notUtf8()
  const ends = partEnds(bytes)
  const textOf = makeUnescaper(bytes)
  const pairs: Pair[] = []
  let from = 0
  for (const to of ends) {
    const mark = bytes.subarray(from, to).indexOf(EQUALS)
    const equals = mark < 0 ? to : from + mark
    pairs.push([yield* textOf(from, equals), yield* textOf(equals + 1, to)])
    from = to + 1
  }
  return pairs
}

/** Where each part ends; counted before anything is made of one. */
function partEnds(bytes: Buffer): number[] {
  const ends: number[] = []
  for (let from = 0; ; ) {
    const end = bytes.indexOf(AMPERSAND, from)
    if (ends.push(end < 0 ? bytes.length : end) > maxParameters) throw tooManyParameters()
    if (end < 0) return ends
    from = end + 1
  }
}
