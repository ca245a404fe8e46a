import type { CalendarDate } from '../../base/calendar.ts'
import { formatMoney, halfAwayFromZero, type Minor, toMinor } from '../../base/money.ts'
import type { WallClock } from '../../base/wall-clock.ts'
import type { Currency } from '../../clients/currency.ts'

/** The face's text for a date that is not set. */
export const dateText = (date: CalendarDate | null): string => date ?? '0000-00-00'

/** Wall-clock text in the installation's zone. */
export const instantText = (wallClock: WallClock, at: number | null): string =>
  at === null ? '0000-00-00 00:00:00' : wallClock.format(at)

export const moneyText = (amount: Minor): string => formatMoney(amount)

/** An amount as people are shown it: with the marks of its currency, in its format. */
export function shownMoney(amount: Minor, { prefix, suffix, format }: Currency): string {
  const rounded = format === 4 ? toMinor(100 * halfAwayFromZero(BigInt(amount), 100n)) : amount
  const [whole = '', cents = ''] = formatMoney(rounded).split('.')
  const groups = (mark: string) => {
    const digits = whole.replace('-', '')
    const first = digits.length % 3 || 3
    const rest = Array.from({ length: (digits.length - first) / 3 }, (_, at) =>
      digits.slice(first + 3 * at, first + 3 * at + 3),
    )
    return `${whole.startsWith('-') ? '-' : ''}${[digits.slice(0, first), ...rest].join(mark)}`
  }
  const texts = {
    1: () => `${whole}.${cents}`,
    2: () => `${groups(',')}.${cents}`,
    3: () => `${groups('.')},${cents}`,
    4: () => groups(','),
  }
  return `${prefix}${texts[format]()}${suffix}`
}

/** How the face prints a boolean where it prints numbers. */
export const flagNumber = (on: boolean): 0 | 1 => (on ? 1 : 0)

/** Comma list of ids; '' when there are none. */
export const idList = (ids: readonly number[]): string => ids.join(',')
