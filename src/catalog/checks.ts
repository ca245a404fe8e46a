import { Invalid } from '../base/refusal.ts'

/** PostgreSQL refuses to index a text of more than about 2,700 bytes. */
const LONGEST_NAME = 255

/** The name without the blanks around it. */
export function nameOf(text: string, field = 'name'): string {
  const name = text.trim()
  if (name === '' || name.length > LONGEST_NAME)
    throw new Invalid(field, `a text of 1 to ${LONGEST_NAME} characters`, text)
  return name
}

/** A module's name, or an empty text for none. */
export function moduleName(text: string): string {
  if (!/^\w[\w.-]{0,63}$|^$/.test(text)) throw new Invalid('module', 'letters, digits, dots, _ and -', text)
  return text
}

export function wholeNumber(field: string, value: number, least = 0): number {
  if (!Number.isSafeInteger(value) || value < least) throw new Invalid(field, `a whole number from ${least}`, value)
  return value
}

export function oneOf<T extends string>(field: string, value: string, all: readonly T[]): T {
  const known = all.find((one) => one === value)
  if (known === undefined) throw new Invalid(field, all.join(', '), value)
  return known
}
