import { shownZone } from './format.ts'

/**
 * What people type as date and time is of the server's clock, as all that is shown. `day` is `2026-11-30`, `local` is
 * `2026-11-30T03:07`, as the browser's fields have them.
 */
const shapes = new Map<string, Intl.DateTimeFormat>()

/** Never AM and PM, and never 24:00, whatever the language. */
function shapeOf(timeZone: string): Intl.DateTimeFormat {
  const known = shapes.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  shapes.set(timeZone, made)
  return made
}

/** What the clock of the zone shows, as if it were UTC. */
const wallOf = (at: number, timeZone: string): number =>
  Date.parse(`${shapeOf(timeZone).format(at).replace(' ', 'T')}Z`) + (((at % 1000) + 1000) % 1000)

/** The instant at which the clock shows this; what it leaves out is moved on as far, what it has twice is the first. */
export function instantOf(local: string, timeZone = shownZone()): string {
  const wall = Date.parse(`${local}Z`)
  const offsets = [-86_400_000, 86_400_000].map((away) => wallOf(wall + away, timeZone) - (wall + away))
  const candidates = [...new Set(offsets)].map((offset) => wall - offset).sort((a, b) => a - b)
  const right = candidates.find((at) => wallOf(at, timeZone) === wall)
  return new Date(right ?? candidates.at(-1)!).toISOString()
}

export const localOf = (instant: string | number, timeZone = shownZone()): string =>
  new Date(wallOf(new Date(instant).getTime(), timeZone)).toISOString().slice(0, 16)

export const dayOf = (instant: string | number, timeZone = shownZone()): string =>
  localOf(instant, timeZone).slice(0, 10)

/** The last millisecond of that day. */
export const endOfDay = (day: string, timeZone = shownZone()): string => instantOf(`${day}T23:59:59.999`, timeZone)

/** When the day of this instant began. */
export const midnightOf = (instant: string | number, timeZone = shownZone()): string =>
  instantOf(`${dayOf(instant, timeZone)}T00:00`, timeZone)
