import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dateOfDay } from './calendar.ts'
import { makeWallClock } from './wall-clock.ts'

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Africa/Monrovia',
]

const HALF_HOUR = 1_800_000

const from = Date.UTC(1900, 0, 1)
const to = Date.UTC(2100, 0, 1)

/** Some anywhere, and many within two hours of a change of the zone's offset. */
function instants(zone: string): fc.Arbitrary<number> {
  const anywhere = fc.integer({ min: from, max: to })
  const changes = changesOf(zone)
  if (changes.length === 0) return anywhere
  const near = fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -4 * HALF_HOUR, max: 4 * HALF_HOUR }))
    .map(([change, away]) => change + away)
  return fc.oneof(anywhere, near)
}

/** To the hour, by looking at the wall every ten days. */
function changesOf(zone: string): number[] {
  const wall = makeWallClock(zone)
  const offset = (instant: number) => Date.parse(`${wall.format(instant).replace(' ', 'T')}Z`) - instant
  const found: number[] = []
  for (let start = Date.UTC(1960, 0, 1); start < Date.UTC(2030, 0, 1); start += 480 * HALF_HOUR) {
    let [before, after] = [start, start + 480 * HALF_HOUR]
    if (offset(before) === offset(after)) continue
    while (after - before > 2 * HALF_HOUR) {
      const middle = (before + after) / 2
      if (offset(middle) === offset(before)) before = middle
      else after = middle
    }
    found.push(Math.round(after))
  }
  return found
}

describe.each(zones)('%s', (zone) => {
  const wall = makeWallClock(zone)

  test('what Intl shows is what we show', () => {
    const intl = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
    fc.assert(
      fc.property(instants(zone), (instant) => {
        expect(wall.format(instant)).toBe(intl.format(Math.floor(instant / 1000) * 1000))
      }),
      { numRuns: 500 },
    )
  })

  test('a text is read as the instant that it was made from, or as the earlier one with the same text', () => {
    fc.assert(
      fc.property(instants(zone), (instant) => {
        const text = wall.format(instant)
        const second = Math.floor(instant / 1000) * 1000
        const parsed = wall.parse(text)!
        expect(wall.format(parsed)).toBe(text)
        const earlier = [1, 2, 3, 4].map((n) => second - n * HALF_HOUR).find((other) => wall.format(other) === text)
        expect(parsed).toBe(earlier ?? second)
      }),
      { numRuns: 500 },
    )
  })

  test('reading never goes back in time as the text goes forward', () => {
    fc.assert(
      fc.property(instants(zone), fc.integer({ min: 0, max: 4 * HALF_HOUR }), (instant, step) => {
        const later = Math.max(Date.parse(`${wall.format(instant).replace(' ', 'T')}Z`) + step, 0)
        const laterText = new Date(later).toISOString().slice(0, 19)
        fc.pre(laterText.replace('T', ' ') >= wall.format(instant))
        expect(wall.parse(laterText)!).toBeGreaterThanOrEqual(wall.parse(wall.format(instant))!)
      }),
    )
  })

  test('a day begins at its first instant', () => {
    fc.assert(
      fc.property(fc.integer({ min: from / 86_400_000, max: to / 86_400_000 }).map(dateOfDay), (date) => {
        expect(wall.date(wall.startOfDay(date))).toBe(date)
        expect(wall.date(wall.startOfDay(date) - 1) < date).toBe(true)
      }),
    )
  })
})
