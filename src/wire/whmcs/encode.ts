import type { CalendarDate } from '../../base/calendar.ts'
import { formatMoney, type Minor } from '../../base/money.ts'
import type { WallClock } from '../../base/wall-clock.ts'

/** The face's text for a date that is not set. */
export const dateText = (date: CalendarDate | null): string => date ?? '0000-00-00'

/** Wall-clock text in the installation's zone. */
export const instantText = (wallClock: WallClock, at: number | null): string =>
  at === null ? '0000-00-00 00:00:00' : wallClock.format(at)

export const moneyText = (amount: Minor): string => formatMoney(amount)

/** How the face prints a boolean where it prints numbers. */
export const flagNumber = (on: boolean): 0 | 1 => (on ? 1 : 0)

/** Comma list of ids; '' when there are none. */
export const idList = (ids: readonly number[]): string => ids.join(',')
