import { parseCidr } from './ip-addresses.ts'
import type { Patch } from './merge.ts'
import { Invalid } from './refusal.ts'

/** For each detail, what makes it fit to be stored: it answers the value to store or refuses. */
export type Checks<Details> = { readonly [Name in keyof Details]-?: (value: Details[Name]) => Details[Name] }

/** The details that are given, checked. Others, and those that are undefined, are left out. */
export function checkedDetails<Details extends object>(
  checks: Checks<Details>,
  given: Patch<Details>,
): Partial<Details> {
  const checked: Partial<Details> = {}
  for (const name of Object.keys(checks) as (keyof Details)[]) {
    const value = given[name]
    if (value !== undefined) checked[name] = checks[name](value as Details[typeof name])
  }
  return checked
}

/**
 * A text for people: trimmed, of `least` to `most` characters. Control characters are refused: they would forge lines in
 * logs, and PostgreSQL cannot store a NUL.
 */
export function requireText(field: string, text: string, most: number, least = 1): string {
  const trimmed = text.trim()
  if (trimmed.length < least || trimmed.length > most || /\p{Cc}/u.test(trimmed))
    throw new Invalid(field, `${least} to ${most} characters without control characters`, text)
  return trimmed
}

/** A text that may have lines. */
export function requireLines(field: string, text: string, most: number): string {
  if (text.length > most || text.includes('\0'))
    throw new Invalid(field, `at most ${most} characters without NUL`, text)
  return text
}

export function requireOneOf<Word extends string>(field: string, words: readonly Word[], given: Word): Word {
  if (!words.includes(given)) throw new Invalid(field, words.join(' or '), given)
  return given
}

/** The one way to write a range: `10.0.0.0/8`, or the address alone where all its bits count. */
export function requireRange(text: string): string {
  const range = parseCidr(text.trim())
  if (!range) throw new Invalid('address', 'an IP address, a network such as 10.0.0.0/8, or 10.1.*.*', text)
  const isWhole = range.prefix === (range.family === 'ipv4' ? 32 : 128)
  return isWhole ? range.address : `${range.address}/${range.prefix}`
}
