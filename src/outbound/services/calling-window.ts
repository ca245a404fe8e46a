import { addDays, type CalendarDate, dayNumber } from '../../base/calendar.ts'
import { Invalid } from '../../base/refusal.ts'
import { makeWallClock, type WallClock } from '../../base/wall-clock.ts'
import { type CallingWindow, WEEKDAYS } from './service.ts'

const clocks = new Map<string, WallClock>()

function clockOf(zone: string): WallClock {
  const known = clocks.get(zone)
  if (known) return known
  const made = makeWallClock(zone)
  clocks.set(zone, made)
  return made
}

/** The first instant, from `now` on, at which calls may begin: `now` itself while the window is open. */
export const opensAt = (window: CallingWindow | null, now: number): number => openingAfter(window, now).opens

/** From then on calls may begin, until it closes; never, where there is no window. */
export function openingAfter(window: CallingWindow | null, now: number): { opens: number; closes: number } {
  if (window === null) return { opens: now, closes: Number.POSITIVE_INFINITY }
  const clock = clockOf(window.zone)
  const today = clock.date(now)
  // From the day before, whose window may go past midnight, to the same day of next week.
  for (let day = -1; day <= 7; day++) {
    const date = addDays(today, day)
    if (!window.days.includes(weekdayOf(date))) continue
    const closes = instantOf(clock, window.until > window.from ? date : addDays(date, 1), window.until)
    if (now < closes) return { opens: Math.max(instantOf(clock, date, window.from), now), closes }
  }
  throw new Error(`No day of the week is in ${JSON.stringify(window)}`)
}

function instantOf(clock: WallClock, date: CalendarDate, time: string): number {
  if (time === '24:00') return clock.startOfDay(addDays(date, 1))
  return time === '00:00' ? clock.startOfDay(date) : clock.parse(`${date} ${time}`)!
}

/** 1970-01-01 was a Thursday. */
const weekdayOf = (date: CalendarDate) => WEEKDAYS[(((dayNumber(date) + 3) % 7) + 7) % 7]!

export function requireWindow(window: CallingWindow | null): CallingWindow | null {
  if (window === null) return null
  const { zone, days, from, until } = window
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
  } catch {
    throw new Invalid('calling window zone', 'a time zone such as Europe/Berlin', zone)
  }
  if (days.length === 0 || days.some((day) => !WEEKDAYS.includes(day)))
    throw new Invalid('calling window days', `one or more of ${WEEKDAYS.join(', ')}`, days.join(', '))
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(from)) throw new Invalid('calling window from', 'a time such as 08:30', from)
  if (!/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(until))
    throw new Invalid('calling window until', 'a time such as 18:00, or 24:00', until)
  if (from === until) throw new Invalid('calling window until', 'another time than it opens', until)
  return { zone, days: WEEKDAYS.filter((day) => days.includes(day)), from, until }
}
