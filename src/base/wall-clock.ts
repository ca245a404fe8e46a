import { type CalendarDate, dateOfDay, dayNumber, parseDate } from './calendar.ts'
import { Invalid } from './refusal.ts'

const SECOND_MS = 1000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000

/** The wall-clock texts of one zone. Instants are integer milliseconds since the epoch; texts have whole seconds. */
export interface WallClock {
  readonly zone: string
  /** `YYYY-MM-DD HH:MM:SS`. */
  format(instant: number): string
  /** The date on the wall at the instant. */
  date(instant: number): CalendarDate
  /**
   * Reads `Y-m-d`, `Y-m-d H:i` and `Y-m-d H:i:s`, with a blank or `T` between; a date alone is 00:00:00, and everything
   * else is `undefined`. A time that comes twice is the earlier instant; one that the clock jumps over is the first
   * instant after the jump.
   */
  parse(text: string): number | undefined
  /** The first instant of a date: not always 00:00:00, because some zones change their clocks at midnight. */
  startOfDay(date: CalendarDate): number
}

export function makeWallClock(zone: string): WallClock {
  const offsetAt = makeOffsets(zone)

  function instantOf(local: number): number {
    // Nowhere is further than 16 hours from UTC, so the change that matters lies between these two.
    const earliest = local - 16 * HOUR_MS
    const latest = local + 16 * HOUR_MS
    for (const offset of [offsetAt(earliest), offsetAt(latest)]) {
      if (offsetAt(local - offset) === offset) return local - offset
    }
    return changeBetween(offsetAt, earliest, latest)
  }

  const startOfDay = (date: CalendarDate) => instantOf(dayNumber(date) * DAY_MS)

  return {
    zone,
    format(instant) {
      const local = instant + offsetAt(instant)
      const day = Math.floor(local / DAY_MS)
      return `${dateOfDay(day)} ${timeText(local - day * DAY_MS)}`
    },
    date: (instant) => dateOfDay(Math.floor((instant + offsetAt(instant)) / DAY_MS)),
    parse(text) {
      const match = /^(.{10})(?:[ T]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?)?$/.exec(text)
      const date = match?.[1] && parseDate(match[1])
      if (!match || !date) return undefined
      return instantOf(dayNumber(date) * DAY_MS + duration(match[2], match[3], match[4]))
    },
    startOfDay,
  }
}

const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'))

function timeText(sinceMidnight: number): string {
  const seconds = Math.floor(sinceMidnight / SECOND_MS)
  return `${twoDigits[Math.floor(seconds / 3600)]}:${twoDigits[Math.floor(seconds / 60) % 60]}:${twoDigits[seconds % 60]}`
}

const duration = (hours = '0', minutes = '0', seconds = '0') =>
  ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * SECOND_MS

type OffsetAt = (instant: number) => number

/** One UTC day of a zone: the offset up to `changesAt`, and the one from there on. */
interface ZoneDay {
  readonly changesAt: number
  readonly before: number
  readonly after: number
}

const DAYS_KEPT = 20_000

/**
 * Local time less UTC, in milliseconds. Asking Intl costs microseconds, so whole days are remembered. That is exact: no
 * two changes of any zone lie closer than 95 hours (tzdata 2026c), so a day whose ends agree has none inside. Smaller
 * steps would gain nothing, for changes do not keep to quarter hours: Newfoundland changed at 00:01 until 2011.
 */
function makeOffsets(zone: string): OffsetAt {
  const measured = makeMeasuredOffsets(zone)
  if (!measured) return () => 0
  const days = new Map<number, ZoneDay>()

  function lookUp(day: number): ZoneDay {
    const start = day * DAY_MS
    const before = measured!(start)
    const after = measured!(start + DAY_MS)
    const changesAt = before === after ? Number.POSITIVE_INFINITY : changeBetween(measured!, start, start + DAY_MS)
    if (days.size >= DAYS_KEPT) days.clear()
    const zoneDay = { changesAt, before, after }
    days.set(day, zoneDay)
    return zoneDay
  }

  return (instant) => {
    const day = Math.floor(instant / DAY_MS)
    const { changesAt, before, after } = days.get(day) ?? lookUp(day)
    return instant < changesAt ? before : after
  }
}

/** Nothing when the zone is UTC itself. */
function makeMeasuredOffsets(zone: string): OffsetAt | undefined {
  const intl = openZone(zone)
  if (intl.resolvedOptions().timeZone === 'UTC') return undefined
  return (instant) => {
    const text = intl.format(instant)
    // Seconds appear in the local mean times of the nineteenth century, and in Liberia until 1972.
    const match = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(text)
    if (!match) throw new Error(`Reading the offset of ${zone}: expected GMT±hh:mm, got ${text}`)
    return (match[1] === '-' ? -1 : 1) * duration(match[2], match[3], match[4])
  }
}

function openZone(zone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
  } catch (cause) {
    throw new Invalid('time zone', 'the name of a zone such as UTC or Europe/Berlin', zone, { cause })
  }
}

/** The first instant, to the second, at which the offset is no longer the one at `from`; `to` must be past it. */
function changeBetween(offsetAt: OffsetAt, from: number, to: number): number {
  const before = offsetAt(from)
  let unchanged = Math.floor(from / SECOND_MS)
  let changed = Math.ceil(to / SECOND_MS)
  while (changed - unchanged > 1) {
    const middle = Math.floor((unchanged + changed) / 2)
    if (offsetAt(middle * SECOND_MS) === before) unchanged = middle
    else changed = middle
  }
  return changed * SECOND_MS
}
