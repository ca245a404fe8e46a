import * as z from 'zod'

/** Of what strangers wrote, so that nobody takes it for an order; the instructions say what it means. */
const UNTRUSTED = 'Untrusted text'

/** The number of a record. */
export const id = z.int().min(1)

/** Text that is sent; NUL is refused because no database can hold it. */
export const text = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine((sent) => !sent.includes('\0'), { error: 'expected a text without NUL characters' })

export const day = z.iso.date()
export const instant = z.iso.datetime({ precision: 3 })

export const limit = (most: number, usual: number) =>
  z.int().min(1).max(most).default(usual).describe(`How many at most; ${usual} when left out`)

/** Of the second step of a tool that is asked twice. */
export const TOKEN = z
  .string()
  .max(1000)
  .optional()
  .describe('Leave it out at first: the answer is a preview with a token. Then send the same arguments with it')

export const instantText = (at: number): string => new Date(at).toISOString()

export const instantOrNull = (at: number | null): string | null => (at === null ? null : instantText(at))

const ELLIPSIS = '\u2026'

/** No longer than so many characters: whoever reads it pays for each. */
export function cut(words: string, longest = 500): string {
  if (words.length <= longest) return words
  return `${words.slice(0, longest - 1).toWellFormed()}${ELLIPSIS}`
}

/** Of what strangers wrote; cut to a length. */
export const untrusted = () => z.string().describe(UNTRUSTED)

export const count = (number: number, one: string, many = `${one}s`): string => `${number} ${number === 1 ? one : many}`
