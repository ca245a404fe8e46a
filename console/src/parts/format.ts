import { language } from '../texts/texts.ts'

const counts = new Intl.NumberFormat(language)
/** Exact, whatever its size. */
export const count = (value: number): string => counts.format(value)

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** `28 s`, `9 min 38 s`, `4 h 09 min`, `3 d 4 h`. */
export function length(ms: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`
  if (ms < MINUTE) return `${Math.floor(ms / 1000)} s`
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min ${Math.floor((ms % MINUTE) / 1000)} s`
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h ${two((ms % HOUR) / MINUTE)} min`
  return `${Math.floor(ms / DAY)} d ${Math.floor((ms % DAY) / HOUR)} h`
}

/** Without seconds from a minute on: ages in lists. */
export const age = (since: string, now = Date.now()): string => {
  const ms = Math.max(0, now - Date.parse(since))
  return ms < MINUTE ? length(ms) : ms < HOUR ? `${Math.floor(ms / MINUTE)} min` : length(ms)
}

/** Days before months, and no a.m., whoever reads. */
const LOCALE = language === 'en' ? 'en-GB' : language
const SHAPES = {
  clock: { hour: '2-digit', minute: '2-digit' },
  seconds: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  exact: { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 },
  day: { day: 'numeric', month: 'short' },
  weekday: { weekday: 'short', day: 'numeric', month: 'short' },
  fullDay: { day: 'numeric', month: 'short', year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

const formats = (timeZone?: string) =>
  Object.fromEntries(
    Object.entries(SHAPES).map(([name, shape]) => [
      name,
      new Intl.DateTimeFormat(LOCALE, { ...shape, ...(timeZone && { timeZone }) }),
    ]),
  ) as Record<keyof typeof SHAPES, Intl.DateTimeFormat>

let shown = formats()
let zone = 'UTC'

/** All moments are shown as the server's clock has them, wherever somebody sits. */
export function showInZone(timeZone: string): void {
  shown = formats(timeZone)
  zone = timeZone
}

export const shownZone = (): string => zone

/** `03:07:12` and `Mon 30 Nov` of the server's clock. */
export const clockOf = (at: Date): { time: string; day: string } => ({
  time: shown.seconds.format(at),
  day: shown.weekday.format(at),
})

const DAY_CLOCK = /^(\d\d):(\d\d):(\d\d)$/

/** When the day began by the server's clock, which may have gone forward or back since. */
export function startOfDay(now = Date.now()): number {
  const second = now - (now % 1000)
  const sinceMidnight = (at: number) => {
    const [, hours, minutes, seconds] = DAY_CLOCK.exec(shown.seconds.format(at))!
    return Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * 1000
  }
  const guess = second - sinceMidnight(second)
  const off = sinceMidnight(guess)
  return off < DAY / 2 ? guess - off : guess + (DAY - off)
}

/** Today `03:07`, this year `28 Nov 03:07`, else `28 Nov 2024`. */
export function moment(instant: string, now = new Date()): string {
  const at = new Date(instant)
  const [day, today] = [shown.fullDay.format(at), shown.fullDay.format(now)]
  // The year is what both days end with.
  if (day.slice(-4) !== today.slice(-4)) return day
  return day === today ? shown.clock.format(at) : `${shown.day.format(at)} ${shown.clock.format(at)}`
}

/** How long ago, or since when where that is longer than a week. */
export const since = (instant: string): string =>
  Date.now() - Date.parse(instant) > 7 * DAY ? moment(instant) : age(instant)

/** To the millisecond, where a machine did it. */
export const momentOfMachine = (instant: string): string => shown.exact.format(new Date(instant))

const MIDNIGHT = formats('UTC').exact.format(0)

/** Instants of an axis, in milliseconds: the time, and the day where it begins or where the axis has days alone. */
export const axisTimes = (instants: readonly number[]): string[] =>
  instants.map((at) => {
    const isDay = shown.exact.format(at) === MIDNIGHT
    return (isDay ? shown.day : shown.clock).format(at)
  })
