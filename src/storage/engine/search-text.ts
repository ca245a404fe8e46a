import { Invalid } from '../../base/refusal.ts'
import { fold } from './sql.ts'

/** In characters. No text that is searched from its start is longer, and nobody looks for a longer part of one. */
const LONGEST = 10_000

/**
 * What is looked for, folded. A text of megabytes would cost every row as much, a pattern of 50 KB is too long for
 * SQLite, and 120,000 characters are more than a function takes as arguments: every search goes through here.
 */
export function searchText(text: string, field = 'search'): string {
  if (text.length > LONGEST) throw new Invalid(field, `at most ${LONGEST} characters`, text)
  return fold(text)
}
