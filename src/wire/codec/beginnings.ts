const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const OPENING = [0x7b, 0x5b]
const CLOSING = [0x7d, 0x5d]
const END = Buffer.from('}')
const NOTHING = Buffer.from('{}')

/** Of the first bytes of a longer form: the pairs that end there. */
export const firstPairs = (beginning: Buffer): Buffer => beginning.subarray(0, Math.max(0, beginning.lastIndexOf('&')))

/** Of the first bytes of a longer object of JSON: an object of the members that end there. */
export function firstMembers(beginning: Buffer): Buffer {
  let depth = 0
  let isInText = false
  let end = 0
  for (let at = 0; at < beginning.length; at++) {
    const byte = beginning[at]!
    if (isInText) {
      if (byte === BACKSLASH) at++
      else if (byte === QUOTE) isInText = false
    } else if (byte === QUOTE) isInText = true
    else if (OPENING.includes(byte)) depth++
    else if (CLOSING.includes(byte)) depth--
    else if (byte === COMMA && depth === 1) end = at
  }
  return end === 0 ? NOTHING : Buffer.concat([beginning.subarray(0, end), END])
}
