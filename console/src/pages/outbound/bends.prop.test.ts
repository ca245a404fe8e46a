import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bends } from './bends.ts'

const steps = fc
  .uniqueArray(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 6 })
  .chain((instants) =>
    fc.tuple(
      ...instants
        .sort((a, b) => a - b)
        .map((at) =>
          fc.record({ at: fc.constant(at), perSecond: fc.option(fc.double({ min: 0, max: 50, noNaN: true })) }),
        ),
    ),
  )

test('it becomes less and never more, each piece at the pace of its step, until it is empty', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), steps, (waiting, given) => {
      const points = bends(waiting, given)
      expect(points[0]).toEqual([given[0]!.at, waiting])
      for (const [index, [at, left]] of points.entries()) {
        expect(left).toBeGreaterThanOrEqual(-1e-6)
        const [nextAt, nextLeft] = points[index + 1] ?? []
        if (nextAt === undefined) continue
        expect(nextAt).toBeGreaterThanOrEqual(at)
        expect(left - nextLeft!).toBeCloseTo((given[index]!.perSecond! * (nextAt - at)) / 1000, 3)
      }
      const isKnown = given.every(({ perSecond }) => perSecond !== null)
      if (isKnown && given.at(-1)!.perSecond! > 0.001) expect(points.at(-1)![1]).toBe(0)
    }),
  )
})

test('a faster pace from a time on bends it there', () => {
  expect(
    bends(100, [
      { at: 0, perSecond: 1 },
      { at: 50_000, perSecond: 5 },
    ]),
  ).toEqual([
    [0, 100],
    [50_000, 50],
    [60_000, 0],
  ])
})
