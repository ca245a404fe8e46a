import { MalformedRequest } from './malformed.ts'

// A byte order mark is content here: dropping it would change a value unseen.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The text of UTF-8 bytes; refuses invalid ones, which other decoders silently replace. */
export function utf8Text(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch (cause) {
    throw notUtf8(cause)
  }
}

export const notUtf8 = (cause?: unknown) => new MalformedRequest('Invalid encoding: expected UTF-8', { cause })

/** The same text; refuses what no database column of ours can hold: NUL and half a surrogate pair. */
export function storableText(text: string): string {
  if (text.includes('\0')) throw new MalformedRequest('Invalid character: NUL is not accepted')
  if (!text.isWellFormed()) throw new MalformedRequest('Invalid character: half a surrogate pair is not accepted')
  return text
}
