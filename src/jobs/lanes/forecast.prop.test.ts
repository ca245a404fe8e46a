import fc from 'fast-check'
import { expect, test } from 'vitest'
import { forecast, type LanePace, type Measured, type Opening } from './forecast.ts'

const NOW = 1_000_000
const HOUR = 3_600_000
const always: Opening = (at) => ({ opens: at, closes: Number.POSITIVE_INFINITY })
/** Open in the first part of every hour. */
const hourly =
  (open: number): Opening =>
  (at) => {
    const hour = at - (at % HOUR)
    return at < hour + open ? { opens: at, closes: hour + open } : { opens: hour + HOUR, closes: hour + HOUR + open }
  }

const rate = fc.option(fc.integer({ min: 1, max: 50_000 }).map((n) => n / 1000))
const concurrency = fc.option(fc.integer({ min: 1, max: 500 }))
const pace: fc.Arbitrary<LanePace> = fc.record({ startsPerSecond: rate, concurrency })
const measured: fc.Arbitrary<Measured> = fc.record({
  meanRunMs: fc.option(fc.integer({ min: 1, max: 600_000 })),
  begunPerSecond: fc.option(fc.integer({ min: 0, max: 100_000 }).map((n) => n / 1000)),
  sharing: fc.boolean(),
})
const waiting = fc.nat(5000)
const start = { from: NOW, opening: always }

test('it is never faster than its rate, than what may run at once, and than it was seen to be when it could have been', () => {
  fc.assert(
    fc.property(waiting, pace, measured, (n, wanted, seen) => {
      const { perSecond, limitedBy, needsAtOnce } = forecast(n, wanted, wanted, seen, start)
      const { startsPerSecond, concurrency } = wanted
      const atOnce = concurrency !== null && seen.meanRunMs !== null ? (concurrency * 1000) / seen.meanRunMs : Infinity
      const own = Math.min(startsPerSecond ?? Infinity, atOnce)
      const isSlow = seen.begunPerSecond !== null && seen.begunPerSecond < own * 0.9
      expect(perSecond ?? Infinity).toBe(isSlow ? seen.begunPerSecond : own)
      if (isSlow) expect(limitedBy).toBe(seen.sharing ? 'share' : 'worker')
      else if (own < Infinity) expect(limitedBy).toBe(atOnce < (startsPerSecond ?? Infinity) ? 'concurrency' : 'rate')
      if (needsAtOnce !== null)
        expect((needsAtOnce * 1000) / seen.meanRunMs!).toBeGreaterThanOrEqual(startsPerSecond! - 1e-9)
    }),
  )
})

test('a higher rate and more at once never make it later', () => {
  fc.assert(
    fc.property(waiting, pace, pace, measured, fc.nat(5), (n, present, wanted, seen, more) => {
      const faster = {
        startsPerSecond: wanted.startsPerSecond && wanted.startsPerSecond + more,
        concurrency: wanted.concurrency && wanted.concurrency + more,
      }
      const [before, after] = [wanted, faster].map((each) => forecast(n, each, present, seen, start).emptyAt)
      expect(after ?? Infinity).toBeLessThanOrEqual(before ?? Infinity)
    }),
  )
})

test('while it is closed nothing is begun, and all the time that it is open is used', () => {
  fc.assert(
    fc.property(
      waiting,
      fc.integer({ min: 100, max: 50_000 }),
      fc.integer({ min: 60_000, max: HOUR }),
      (n, milli, open) => {
        const wanted = { startsPerSecond: milli / 1000, concurrency: null }
        const seen = { meanRunMs: null, begunPerSecond: null, sharing: false }
        const cut = forecast(n, wanted, wanted, seen, { from: NOW, opening: hourly(open) })
        const whole = forecast(n, wanted, wanted, seen, start)
        const openUntil = (at: number) => Math.floor(at / HOUR) * open + Math.min(at % HOUR, open)
        const needed = Math.ceil((n / wanted.startsPerSecond) * 1000)
        expect(openUntil(cut.emptyAt!) - openUntil(NOW)).toBe(needed)
        expect(whole.emptyAt! - NOW).toBe(needed)
        expect(cut.limitedBy).toBe(cut.emptyAt === whole.emptyAt ? 'rate' : 'window')
      },
    ),
  )
})

test('what never comes is not told', () => {
  const none: Measured = { meanRunMs: null, begunPerSecond: null, sharing: false }
  const free: LanePace = { startsPerSecond: null, concurrency: null }
  expect(forecast(5, free, free, none, start)).toMatchObject({ emptyAt: null, perSecond: null, limitedBy: 'worker' })
  expect(forecast(5, free, free, { ...none, begunPerSecond: 0 }, start)).toMatchObject({
    ...{ emptyAt: null, perSecond: 0, limitedBy: 'worker' },
  })
  const shut: LanePace = { startsPerSecond: 2, concurrency: 0 }
  expect(forecast(5, shut, shut, none, start)).toMatchObject({ emptyAt: null, perSecond: 0, limitedBy: 'concurrency' })
  expect(forecast(0, free, free, none, start)).toMatchObject({ emptyAt: NOW })
})
