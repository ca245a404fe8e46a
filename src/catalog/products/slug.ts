import { normalForm } from '../../base/text/normal-form.ts'
import { trimMarks } from '../../base/text/trim.ts'

const LONGEST = 80

/** The address form of a name: small Latin letters and digits with single hyphens between. `item` for names without any. */
export function slugOf(name: string): string {
  const words = normalForm(name, 'NFKD')
    .toUpperCase() // ß has no small letters to fall apart into
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
  const slug = trimMarks(words.slice(0, LONGEST), '-')
  return slug === '' ? 'item' : slug
}

export const isSlug = (text: string): boolean => text.length <= 100 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text)

/** The slug of the name, with the first number from 2 that makes it unlike all in `taken`. */
export function freeSlug(name: string, taken: ReadonlySet<string>): string {
  const slug = slugOf(name)
  if (!taken.has(slug)) return slug
  for (let number = 2; ; number++) if (!taken.has(`${slug}-${number}`)) return `${slug}-${number}`
}
