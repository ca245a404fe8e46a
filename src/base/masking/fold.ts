import { rewrite, type View } from './view.ts'

/** What quotations put in and leave out, as in `$'it'\\''s'`, and what nobody sees. */
const PASSED_OVER = /['"`^$\\\u00ad\u200b-\u200d\u2060\ufeff]+/g
const ALIKE = /[\p{Cc}+\u00a0\u0130\u03c2]/gu

/** By the letter after the backslash: whoever quotes letter by letter writes `\n` for an `n`. */
const LETTERS: Readonly<Record<string, string>> = {
  '\n': 'n',
  '\r': 'r',
  '\t': 't',
  '\b': 'b',
  '\f': 'f',
  '\v': 'v',
  '\x07': 'a',
  '\x1b': 'e',
  '+': ' ',
  '\u00a0': ' ',
  İ: 'i',
  ς: 'σ',
}

/** The text without regard to letter case and quotation: what is the same for two texts of which one is the other, quoted. */
export function fold(view: View): View {
  const passed = rewrite(view, PASSED_OVER, ({ 0: marks }) => ({ as: '', length: marks.length }))
  return foldLetters(passed)
}

/** Quotation counts: for what consists of little else. */
export const foldLetters = ({ text, span }: View): View => ({
  // Character for character, so that each stays in its place.
  text: text
    .replace(ALIKE, (letter) => LETTERS[letter] ?? letter)
    .toLowerCase()
    .replaceAll('ς', 'σ'),
  span,
})
