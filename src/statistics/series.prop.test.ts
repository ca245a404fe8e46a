import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DEPTH_BY, type LaneCount } from '../jobs/lanes/counts.ts'
import { laneSeries, settleSeries } from './series.ts'

const WHATS = ['enqueued', 'begun', 'retried', 'returned', 'done', 'cancelled'] as const

test('the depth of each step is what the changes since then lead from to what waits now', () => {
  const change = fc.record({ step: fc.nat(9), what: fc.constantFrom(...WHATS), n: fc.integer({ min: 1, max: 50 }) })
  fc.assert(
    fc.property(fc.array(change), fc.nat(100), fc.integer({ min: 1, max: 10 }), (changes, before, shown) => {
      const counts: Omit<LaneCount, 'laneId'>[] = []
      for (const { step, what, n } of changes)
        if (!counts.some((each) => each.at === step && each.what === what)) counts.push({ at: step, what, n })
      const depthAfter = (step: number) =>
        counts.filter(({ at }) => at <= step).reduce((sum, { what, n }) => sum + n * (DEPTH_BY[what] ?? 0), before)
      const instants = Array.from({ length: shown }, (_, at) => at)
      const [series] = laneSeries('depth', { counts, waiting: depthAfter(9) }, instants)
      expect(series!.values).toEqual(instants.map(depthAfter))
    }),
  )
})

test('percentiles are those of the times one by one', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(99), { minLength: 1 }), (times) => {
      const rows = times.map((ms) => ({ at: 0, aboutMs: ms, n: 1, totalMs: ms }))
      const sorted = times.toSorted((a, b) => a - b)
      const at = (part: number) => sorted[Math.ceil(part * times.length) - 1]
      const [settled, mean, p50, p95] = settleSeries(rows, [0, 1])
      expect(settled!.values).toEqual([times.length, 0])
      expect(mean!.values).toEqual([Math.round(times.reduce((sum, ms) => sum + ms, 0) / times.length), null])
      expect([p50!.values, p95!.values]).toEqual([
        [at(0.5), null],
        [at(0.95), null],
      ])
    }),
  )
})
