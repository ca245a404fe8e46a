import { rewrite, type View } from './view.ts'

/** Bytes from 0x80 on stand here while it is not known of which character they are a part: nobody else uses it. */
const BYTES = 0xf700

/** A byte that was read out of an escape, as a character of a text that `joinBytes` has still to see. */
export const byteOf = (byte: number): string => String.fromCharCode(byte < 0x80 ? byte : BYTES + byte)

const SEQUENCE = /[\uf7c2-\uf7df][\uf780-\uf7bf]|[\uf7e0-\uf7ef][\uf780-\uf7bf]{2}|[\uf7f0-\uf7f4][\uf780-\uf7bf]{3}/g
const ALONE = /[\uf780-\uf7ff]/g

/** Bytes become the characters that they are in UTF-8, or in Latin-1 where they are no UTF-8. */
export function joinBytes(view: View): View {
  const { text, span } = rewrite(view, SEQUENCE, ({ 0: letters }) => ({
    as: decoded(Array.from(letters, (letter) => letter.charCodeAt(0) - BYTES)),
    length: letters.length,
  }))
  const read = text.replace(ALONE, (letter) => windowsLetter(String.fromCharCode(letter.charCodeAt(0) - BYTES)))
  return read === view.text ? view : { text: read, span }
}

/** What Windows has at the bytes 0x80 to 0x9f; those that it has not are as they are. */
const WINDOWS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'
const MISREAD =
  /[\u00c2-\u00df][\u0080-\u00bf\u0152\u0153\u0160\u0161\u017d\u017e\u0178\u0192\u02c6\u02dc\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e\u2020\u2021\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]|[\u00e0-\u00ef][\u0080-\u00bf\u0152\u0153\u0160\u0161\u017d\u017e\u0178\u0192\u02c6\u02dc\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e\u2020\u2021\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]{2}|[\u00f0-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u017d\u017e\u0178\u0192\u02c6\u02dc\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e\u2020\u2021\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]{3}/g

/** UTF-8 that was read as Latin-1 or as Windows has it. */
export const joinMisread = (view: View): View =>
  rewrite(view, MISREAD, ({ 0: letters }) => ({
    as: decoded(
      Array.from(letters, (letter) => (letter < '\u0100' ? letter.charCodeAt(0) : 0x80 + WINDOWS.indexOf(letter))),
    ),
    length: letters.length,
  }))

/** Half a pair as three bytes counts as well, as some databases write it. */
function decoded([first = 0, ...rest]: readonly number[]): string {
  const lead = first & (0x3f >> rest.length)
  const code = rest.reduce((high, byte) => (high << 6) | (byte & 0x3f), lead)
  return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code)
}

/** A byte between 0x80 and 0x9f that stands alone is a letter of Windows. */
const windowsLetter = (letter: string): string => WINDOWS[letter.charCodeAt(0) - 0x80] ?? letter
