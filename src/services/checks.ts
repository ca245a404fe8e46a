import { formatMoney, type Minor } from '../base/money.ts'
import { Invalid } from '../base/refusal.ts'

/** Indexed texts stay below what PostgreSQL can index, notes below what a person reads. */
export const LONGEST_TEXT = 255
export const LONGEST_NOTES = 65_535

export function requireAmount(field: string, amount: Minor): Minor {
  if (!Number.isSafeInteger(amount) || amount < 0) throw new Invalid(field, 'an amount, 0 or more', formatMoney(amount))
  return amount
}

/** Not through `requireText`, whose refusal would show it. */
export function requirePassword(field: string, text: string): string {
  if (text.length > LONGEST_TEXT || text.includes('\0'))
    throw new Invalid(field, `at most ${LONGEST_TEXT} characters without NUL`)
  return text
}
