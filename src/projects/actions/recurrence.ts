import { addDays, addMonths, type CalendarDate, dateOfDay, dayNumber, parseDate } from '../../base/calendar.ts'
import { Invalid } from '../../base/refusal.ts'
import type { Frequency } from './action.ts'

/**
 * The part of iCal's RRULE (RFC 5545) that people plan work with: daily, weekly on chosen weekdays, monthly or yearly by
 * day or by nth weekday, until a day or for a count. Our own, because the libraries look for the next date of a rule for
 * ever where none comes (`FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31` from a February on); a property holds it to one of them.
 */
export type Rule = {
  frequency: Exclude<Frequency, 'none'>
  interval: number
  count: number | undefined
  until: CalendarDate | undefined
  /** Weekdays from Monday as 0; `nth` from the start of the month, or negative from its end. */
  weekdays: readonly { weekday: number; nth: number | undefined }[]
  /** Of the month; negative from its end. */
  days: readonly number[]
  months: readonly number[]
  /** The weekday that weeks start on. */
  weekStart: number
}

export const MOST_OCCURRENCES = 500
const LONGEST_DAYS = 50 * 366

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const FORM = 'an RRULE such as FREQ=WEEKLY;BYDAY=MO,WE;COUNT=8'

/** Undefined for an empty text; the dates of a rule count from a start. */
export function requireRule(text: string, startOn: CalendarDate | null): Rule | undefined {
  if (text.trim() === '') return undefined
  const rule = parseRule(text)
  if (!rule) throw new Invalid('recurRule', FORM, text)
  if (startOn === null) throw new Invalid('startOn', 'a day, since the action repeats', null)
  return rule
}

export const frequencyOf = (rule: Rule | undefined): Frequency => rule?.frequency ?? 'none'

/** Undefined for what is no rule, and for parts of iCal beyond these. */
export function parseRule(text: string): Rule | undefined {
  const parts = new Map<string, string>()
  for (const part of text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .split(';')) {
    const [, name, value] = /^([A-Z]+)=(.+)$/.exec(part) ?? []
    if (name === undefined || parts.has(name) || !Object.hasOwn(PARTS, name)) return undefined
    parts.set(name, value!)
  }
  const read = <Name extends keyof typeof PARTS>(name: Name) => {
    const value = parts.get(name)
    return value === undefined ? undefined : (PARTS[name](value) as ReturnType<(typeof PARTS)[Name]> | 'broken')
  }
  const values = {
    frequency: read('FREQ'),
    interval: read('INTERVAL') ?? 1,
    count: read('COUNT'),
    until: read('UNTIL'),
    weekdays: read('BYDAY') ?? [],
    days: read('BYMONTHDAY') ?? [],
    months: read('BYMONTH') ?? [],
    weekStart: read('WKST') ?? 0,
  }
  const broken = [...parts.keys()].some((name) => PARTS[name as keyof typeof PARTS](parts.get(name)!) === undefined)
  if (broken || values.frequency === undefined) return undefined
  const rule = values as Rule
  return fits(rule) ? rule : undefined
}

const whole = (least: number, most: number) => (text: string) => {
  const number = /^-?\d{1,4}$/.test(text) ? Number(text) : 0
  return number >= least && number <= most && number !== 0 ? number : undefined
}

/** All of a list, or none of it; each once, since every day is compared with all of them. */
const list =
  <T>(one: (text: string) => T | undefined) =>
  (text: string): T[] | undefined => {
    const read = [...new Set(text.split(','))].map(one)
    return read.includes(undefined) ? undefined : (read as T[])
  }

const PARTS = {
  FREQ: (text: string) =>
    (['daily', 'weekly', 'monthly', 'yearly'] as const).find((frequency) => frequency.toUpperCase() === text),
  INTERVAL: whole(1, 1000),
  COUNT: whole(1, MOST_OCCURRENCES),
  UNTIL: (text: string) => {
    const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})(?:T\d{6}Z?)?$/.exec(text) ?? []
    return year === undefined ? undefined : parseDate(`${year}-${month}-${day}`)
  },
  BYDAY: list((text) => {
    const [, nth, name] = /^([+-]?[1-5])?([A-Z]{2})$/.exec(text) ?? []
    const weekday = WEEKDAYS.indexOf(name ?? '')
    return weekday < 0 ? undefined : { weekday, nth: nth === undefined ? undefined : Number(nth) }
  }),
  BYMONTHDAY: list(whole(-31, 31)),
  BYMONTH: list(whole(1, 12)),
  WKST: (text: string) => (WEEKDAYS.includes(text) ? WEEKDAYS.indexOf(text) : undefined),
}

/** What iCal itself forbids, means in a way that nobody expects, or what programs disagree about. */
function fits({ frequency, count, until, weekdays, days, months }: Rule): boolean {
  const numbered = weekdays.some(({ nth }) => nth !== undefined)
  if (count !== undefined && until !== undefined) return false
  if (days.length > 0 && weekdays.length > 0) return false
  if (numbered && weekdays.some(({ nth }) => nth === undefined)) return false
  if (frequency === 'daily') return !numbered && days.length === 0 && months.length === 0
  if (frequency === 'weekly') return !numbered && days.length === 0 && months.length === 0
  if (frequency === 'monthly') return months.length === 0
  return weekdays.length === 0 || months.length > 0
}

/**
 * The days on which it happens, from the start on, in order. A rule without an end goes on for so many days. There is one
 * more than may be where there are too many.
 */
export function occurrences(rule: Rule, start: CalendarDate, endlessDays: number): CalendarDate[] {
  const endless = rule.count === undefined && rule.until === undefined
  const last =
    rule.until ?? addDays(start, Math.min(endless ? endlessDays : LONGEST_DAYS, MOST_DAYS - dayNumber(start)))
  const most = Math.min(rule.count ?? MOST_OCCURRENCES + 1, MOST_OCCURRENCES + 1)
  const found: CalendarDate[] = []
  for (let period = 0; ; period += rule.interval) {
    const days = daysOf(rule, start, period)
    for (const day of days) {
      const date = day >= dayNumber(start) && day <= dayNumber(last) ? dateOfDay(day) : undefined
      if (date && found.length < most) found.push(date)
    }
    if (found.length >= most || firstOf(rule, start, period + rule.interval) > dayNumber(last)) return found
  }
}

const MOST_DAYS = dayNumber('9999-12-01' as CalendarDate)

const weekdayOf = (day: number) => (((day + 3) % 7) + 7) % 7

/** The first day of the period that is so many periods after the start's own. */
function firstOf({ frequency, weekStart }: Rule, start: CalendarDate, period: number): number {
  const day = dayNumber(start)
  if (frequency === 'daily') return day + period
  if (frequency === 'weekly') return day - ((weekdayOf(day) - weekStart + 7) % 7) + 7 * period
  const months = frequency === 'monthly' ? period : 12 * period
  const first = `${frequency === 'monthly' ? start.slice(0, 7) : `${start.slice(0, 4)}-01`}-01` as CalendarDate
  return beyondTime(first, months) ? Number.POSITIVE_INFINITY : dayNumber(addMonths(first, months))
}

const beyondTime = (date: CalendarDate, months: number) => Number(date.slice(0, 4)) + months / 12 > 9998

/** The days of one period, in order. */
function daysOf(rule: Rule, start: CalendarDate, period: number): number[] {
  const first = firstOf(rule, start, period)
  const { frequency, weekdays } = rule
  if (frequency === 'daily') return weekdays.length === 0 || hasWeekday(rule, first) ? [first] : []
  if (frequency === 'weekly') {
    const week = Array.from({ length: 7 }, (_, index) => first + index)
    return week.filter((day) =>
      weekdays.length > 0 ? hasWeekday(rule, day) : weekdayOf(day) === weekdayOf(dayNumber(start)),
    )
  }
  if (frequency === 'monthly') return daysOfMonth(rule, start, dateOfDay(first))
  return monthsOf(rule, start).flatMap((month) => daysOfMonth(rule, start, addMonths(dateOfDay(first), month - 1)))
}

/** A day of the month without a month is that day of every month; a rule of neither has the start's. */
function monthsOf({ months, days }: Rule, start: CalendarDate): number[] {
  if (months.length > 0) return [...new Set(months)].sort((a, b) => a - b)
  return days.length > 0 ? Array.from({ length: 12 }, (_, index) => index + 1) : [Number(start.slice(5, 7))]
}

function daysOfMonth({ weekdays, days }: Rule, start: CalendarDate, firstDay: CalendarDate): number[] {
  const first = dayNumber(firstDay)
  const length = dayNumber(addMonths(firstDay, 1)) - first
  const month = Array.from({ length }, (_, index) => index + 1)
  const chosen = (day: number) => {
    if (days.length > 0) return days.includes(day) || days.includes(day - length - 1)
    if (weekdays.length === 0) return day === Number(start.slice(8, 10))
    return weekdays.some(({ weekday, nth }) => {
      if (weekdayOf(first + day - 1) !== weekday) return false
      return nth === undefined || nth === Math.ceil(day / 7) || nth === -Math.ceil((length - day + 1) / 7)
    })
  }
  return month.filter(chosen).map((day) => first + day - 1)
}

const hasWeekday = ({ weekdays }: Rule, day: number) => weekdays.some(({ weekday }) => weekday === weekdayOf(day))
