import { isUtf8 } from 'node:buffer'
import { parsed, parseLarge } from './json-large.ts'
import { JSON_LIMITS, type JsonLimits, scanJson } from './json-scan.ts'
import { atOnce, inSlices, type SlicePace, type Slices } from './slices.ts'
import { notUtf8 } from './text.ts'

export { JSON_LIMITS, type JsonLimits, UnreadableJson } from './json-scan.ts'

/** Up to here nobody waits long for the whole of it. */
const SMALL_BYTES = 64 * 1024

/**
 * What `JSON.parse` gives for these bytes of UTF-8, once a look at them has told that they are not too deep, too many
 * (`UnreadableJson`); large ones in slices, so that others have their turns meanwhile.
 */
export async function parseJson(bytes: Buffer, limits: JsonLimits = JSON_LIMITS, pace?: SlicePace): Promise<unknown> {
  return bytes.length <= SMALL_BYTES ? parseSmallJson(bytes, limits) : inSlices(large(bytes, limits), pace)
}

/** The same of a text, as it stands in a form. */
export async function parseJsonText(
  text: string,
  limits: JsonLimits = JSON_LIMITS,
  pace?: SlicePace,
): Promise<unknown> {
  const bytes = Buffer.from(text)
  if (bytes.length > SMALL_BYTES) return inSlices(large(bytes, limits), pace)
  atOnce(scanJson(bytes, limits))
  return parsed(text)
}

/** The same in one go, for what is small by other limits. */
export function parseSmallJson(bytes: Buffer, limits: JsonLimits = JSON_LIMITS): unknown {
  if (!isUtf8(bytes)) throw notUtf8()
  atOnce(scanJson(bytes, limits))
  return parsed(bytes.toString('utf8'))
}

function* large(bytes: Buffer, limits: JsonLimits): Slices<unknown> {
  if (!isUtf8(bytes)) throw notUtf8()
  yield* scanJson(bytes, limits)
  return yield* parseLarge(bytes)
}
