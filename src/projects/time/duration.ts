const UNITS = [
  { seconds: 86_400, spelled: ['d', 'day', 'days'] },
  { seconds: 3600, spelled: ['h', 'hr', 'hrs', 'hour', 'hours'] },
  { seconds: 60, spelled: ['m', 'min', 'mins', 'minute', 'minutes'] },
  { seconds: 1, spelled: ['s', 'sec', 'secs', 'second', 'seconds'] },
] as const

const LONGEST_TEXT = 100
export const LONGEST_SECONDS = 366 * 86_400

/**
 * Seconds, from what people write: `2 hours, 5 minutes, 10 seconds`, `1h30m`, `1.5 hours`, `1:30` (hours and minutes),
 * `1:30:15`, or a number of seconds. Units come once each, the larger first. Undefined for anything else, and for what is
 * longer than a year.
 */
export function parseDuration(text: string): number | undefined {
  if (text.length > LONGEST_TEXT) return undefined
  const written = text.trim().toLowerCase()
  const seconds = /^\d+$/.test(written) ? Number(written) : (fromClock(written) ?? fromUnits(written))
  return seconds !== undefined && seconds <= LONGEST_SECONDS ? seconds : undefined
}

function fromClock(text: string): number | undefined {
  const match = /^(\d{1,5}):([0-5]\d)(?::([0-5]\d))?$/.exec(text)
  return match ? Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0) : undefined
}

/** Token by token: one expression for the whole text would try every way to share out its blanks. */
function fromUnits(text: string): number | undefined {
  const token = /(\d+(?:\.\d+)?)\s*([a-z]+)\s*(?:,\s*)?(?:and\s+)?/y
  let sum = 0
  let last = -1
  do {
    const [, number, spelled] = token.exec(text) ?? []
    const index = UNITS.findIndex((unit) => (unit.spelled as readonly string[]).includes(spelled ?? ''))
    if (index <= last) return undefined
    last = index
    sum += Number(number) * UNITS[index]!.seconds
  } while (token.lastIndex < text.length)
  return Math.round(sum)
}
