import { Invalid } from './refusal.ts'

declare const calendarDate: unique symbol

/** A day of the calendar without a zone, as `YYYY-MM-DD`, between the years 1 and 9999. Texts compare as the days do. */
export type CalendarDate = string & { readonly [calendarDate]: true }

const DAY_MS = 86_400_000

/** Answers `undefined` for everything but a real day written as `YYYY-MM-DD`. */
export function parseDate(text: string): CalendarDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return undefined
  const date = text as CalendarDate
  // An impossible day rolls over into another month.
  return new Date(dayNumber(date) * DAY_MS).getUTCMonth() + 1 === monthOf(date) ? date : undefined
}

/**
 * The same day `months` later, or the month's last day where that one is shorter. Add to the first date of a series:
 * a clamped date has forgotten its day, so that adding one month twice may differ from adding two.
 */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  return dayInMonth(yearOf(date) * 12 + monthOf(date) - 1 + months, dayOfMonth(date))
}

/** That day of the month that `date` is in, or the month's last day where it is shorter. */
export function onDayOfMonth(date: CalendarDate, day: number): CalendarDate {
  return dayInMonth(yearOf(date) * 12 + monthOf(date) - 1, day)
}

/** `month` counts from the year 0. */
function dayInMonth(month: number, day: number): CalendarDate {
  const first = dayNumberOf(Math.floor(month / 12), month - Math.floor(month / 12) * 12, 1)
  const next = dayNumberOf(Math.floor((month + 1) / 12), month + 1 - Math.floor((month + 1) / 12) * 12, 1)
  return dateOfDay(first + Math.min(day, next - first) - 1)
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return dateOfDay(dayNumber(date) + days)
}

/** Negative, zero or positive, for `sort`. */
export function compareDates(a: CalendarDate, b: CalendarDate): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Days from the first to the second, negative when the second is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return dayNumber(to) - dayNumber(from)
}

/** Days since 1970-01-01. */
export function dayNumber(date: CalendarDate): number {
  return dayNumberOf(yearOf(date), monthOf(date) - 1, dayOfMonth(date))
}

/** The inverse of `dayNumber`; refuses what a `CalendarDate` cannot hold. */
export function dateOfDay(day: number): CalendarDate {
  const there = new Date(day * DAY_MS)
  const year = there.getUTCFullYear()
  if (!(year >= 1 && year <= 9999)) throw new Invalid('date', 'a day of the years 1 to 9999', day)
  const month = there.getUTCMonth() + 1
  const dayOfMonth = there.getUTCDate()
  const text = `${year < 1000 ? String(year).padStart(4, '0') : year}-${month < 10 ? '0' : ''}${month}-${dayOfMonth < 10 ? '0' : ''}${dayOfMonth}`
  return text as CalendarDate
}

// Date.UTC would read the years 0 to 99 as 1900 to 1999.
const dayNumberOf = (year: number, month: number, day: number) => new Date(0).setUTCFullYear(year, month, day) / DAY_MS

const yearOf = (date: CalendarDate) => Number(date.slice(0, 4))
const monthOf = (date: CalendarDate) => Number(date.slice(5, 7))
export const dayOfMonth = (date: CalendarDate) => Number(date.slice(8, 10))
