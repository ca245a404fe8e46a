import { Invalid } from '../base/refusal.ts'

/** `In Production` as programs spell it: `in_production`. */
export const slug = (entry: string): string =>
  entry
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')

/**
 * The entry of a configured list that was meant, by its text or its slug, in any case; empty for none. What a record has
 * already it may keep, though the list has lost it.
 */
export function requireEntry(field: string, list: readonly string[], given: string, present = ''): string {
  if (given.trim() === '' || given === present) return given.trim() === '' ? '' : present
  const found = entryMeant(list, given)
  if (found === undefined) throw new Invalid(field, list.length === 0 ? 'nothing' : list.join(', '), given)
  return found
}

/** What a filter means by entries of a configured list, likewise. What is none of them finds nothing. */
export const entriesMeant = (
  list: readonly string[],
  given: readonly string[] | undefined,
): readonly string[] | undefined => given?.map((word) => entryMeant(list, word) ?? word)

function entryMeant(list: readonly string[], word: string): string | undefined {
  // Once, however long the list is: the word may be as long as a body.
  const wanted = slug(word)
  return list.find((entry) => entry === word) ?? list.find((entry) => slug(entry) === wanted)
}
