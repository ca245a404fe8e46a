import fc from 'fast-check'
import { expect, test } from 'vitest'
import { afterStarts, nextStartAt, startsAllowed } from './rate.ts'

const NOW = 1_700_000_000_000

/** The instants at which starts happen when somebody looks after each of these pauses and takes at most so many. */
function startsOf(startsPerSecond: number, looks: readonly { pause: number; most: number }[]): number[] {
  const lane = { startsPerSecond, nextStartUs: 0 }
  const starts: number[] = []
  let now = NOW
  for (const { pause, most } of looks) {
    now += pause
    const n = Math.min(most, startsAllowed(lane, now))
    lane.nextStartUs = afterStarts(lane, now, n)
    for (let each = 0; each < n; each++) starts.push(now)
  }
  return starts
}

const rates = fc.oneof(fc.integer({ min: 1, max: 2000 }), fc.constantFrom(0.001, 0.5, 3, 7.5, 33.333))

test('lets no second see more than two percent too many, however people look', () => {
  const looks = fc.array(
    fc.record({ pause: fc.integer({ min: 0, max: 1500 }), most: fc.integer({ min: 1, max: 300 }) }),
    {
      maxLength: 60,
    },
  )
  fc.assert(
    fc.property(rates, looks, (rate, taken) => {
      const starts = startsOf(rate, taken)
      for (const start of starts) {
        const inSecond = starts.filter((other) => other >= start && other < start + 1000).length
        expect(inSecond).toBeLessThanOrEqual(Math.floor(rate * 1.02) + 1)
      }
    }),
  )
})

test('keeps the rate when people look up to 20 ms late', () => {
  const lateness = fc.array(fc.integer({ min: 0, max: 19 }), { minLength: 400, maxLength: 400 })
  fc.assert(
    fc.property(fc.constantFrom(5, 10, 20, 50), lateness, (rate, lates) => {
      const lane = { startsPerSecond: rate, nextStartUs: NOW * 1000 }
      let now = NOW
      for (const late of lates) {
        now = Math.max(now, nextStartAt(lane)) + late
        expect(startsAllowed(lane, now)).toBeGreaterThan(0)
        lane.nextStartUs = afterStarts(lane, now, 1)
      }
      const seconds = (now - NOW) / 1000
      expect(Math.abs(lates.length / seconds - rate)).toBeLessThan(0.02 * rate)
    }),
    { numRuns: 20 },
  )
})

test('has no limit without a rate', () => {
  const lane = { startsPerSecond: null, nextStartUs: 0 }
  expect(startsAllowed(lane, NOW)).toBe(Number.POSITIVE_INFINITY)
  expect(afterStarts(lane, NOW, 1000)).toBe(0)
})

test('is always allowed again when it says so', () => {
  fc.assert(
    fc.property(rates, fc.integer({ min: 1, max: 50 }), (rate, n) => {
      const lane = { startsPerSecond: rate, nextStartUs: 0 }
      lane.nextStartUs = afterStarts(lane, NOW, n)
      expect(startsAllowed(lane, Math.max(NOW, nextStartAt(lane)))).toBeGreaterThan(0)
    }),
  )
})
