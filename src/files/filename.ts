import { normalForm } from '../base/text/normal-form.ts'
import { trimMarks, trimMarksEnd } from '../base/text/trim.ts'
import { FileRefused } from './refused.ts'

const LONGEST = 200
const LONGEST_ENDING = 20
const LONGEST_READ = 10_000

/** Marks that turn the reading direction: `exe.fdp` could show as `pdf.exe` and the other way round. */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
/** No system shows or keeps them at the ends of a name. */
const BLANK = ' .'
/** Control characters, halves of characters, and what one system or another takes for more than a letter. */
const UNSAFE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}<>:"|?*]/gu

/**
 * A name that may be shown, sent in a header and saved on any system: the last part of a path, without what deceives.
 * It names nothing on our side.
 */
export function harmlessFilename(given: string): string {
  const last = given.slice(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1)
  const clean = normalForm(ends(last).replace(DIRECTION, ''), 'NFC').replace(UNSAFE, '').replace(/\s+/g, ' ')
  const name = trimMarks(clean, BLANK)
  return name === '' ? 'file' : shortened(name)
}

/** All that can become part of the name. */
const ends = (text: string): string =>
  text.length <= LONGEST_READ ? text : text.slice(0, LONGEST_READ / 2) + text.slice(-LONGEST_READ / 2)

/** Long names keep their ending, and no character is cut in half. */
function shortened(name: string): string {
  const characters = Array.from(name)
  if (characters.length <= LONGEST) return name
  const ending = Array.from(endingOf(name))
  const kept = ending.length > 0 && ending.length <= LONGEST_ENDING ? [...'.', ...ending] : []
  return trimMarksEnd([...characters.slice(0, LONGEST - kept.length), ...kept].join(''), BLANK)
}

/** What stands after the last dot, in lower case; `''` when there is none. */
export function endingOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : ''
}

/** No list allows every type. */
export function requireAllowedType(filename: string, allowed: readonly string[]): void {
  if (allowed.length === 0 || allowed.includes(endingOf(filename))) return
  throw new FileRefused('file_type_refused', `Invalid file type: expected one of ${allowed.join(', ')}`, {
    filename,
    allowed,
  })
}

/** What a sender said the bytes are, or bytes of no known kind. */
export function mediaTypeOf(given: string | undefined): string {
  const type = (given ?? '').split(';', 1).join().trim().toLowerCase()
  return /^[a-z0-9][a-z0-9!#$&^_.+-]{0,62}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,62}$/.test(type)
    ? type
    : 'application/octet-stream'
}
