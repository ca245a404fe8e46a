import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeStride } from './stride.ts'

type Lane = { id: number; parent: string; weight: number; room: number }

/** What each lane got after so many claims in which all had as much to do as they could get. */
function serve(lanes: readonly Lane[], claims: readonly number[], stride = makeStride()): Map<number, number> {
  const got = new Map<number, number>()
  for (const limit of claims)
    for (const [id, n] of stride.share(lanes, limit, 1000)) {
      stride.charge(lanes.find((lane) => lane.id === id)!, n)
      got.set(id, (got.get(id) ?? 0) + n)
    }
  return got
}

const lane = (id: number, parent = 'a', weight = 1, room = Number.POSITIVE_INFINITY): Lane => ({
  id,
  parent,
  weight,
  room,
})

test('gives the lanes of one parent what their weights say, to one job', () => {
  const weights = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 8 })
  const claims = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(weights, claims, (each, limits) => {
      const lanes = each.map((weight, index) => lane(index, 'a', weight))
      const got = serve(lanes, limits)
      const total = limits.reduce((sum, limit) => sum + limit, 0)
      const all = each.reduce((sum, weight) => sum + weight, 0)
      for (const { id, weight } of lanes)
        expect(Math.abs((got.get(id) ?? 0) - (total * weight) / all)).toBeLessThan(weight + 1)
    }),
  )
})

test('gives parents equal parts, however many lanes they have', () => {
  const lanes = [lane(1, 'a'), ...[2, 3, 4, 5].map((id) => lane(id, 'b'))]
  const got = serve(
    lanes,
    Array.from({ length: 40 }, () => 10),
  )
  expect([...got].sort()).toEqual([
    [1, 200],
    [2, 50],
    [3, 50],
    [4, 50],
    [5, 50],
  ])
})

describe('who was away', () => {
  test('gets its part again, and nothing for the time it missed', () => {
    const stride = makeStride()
    serve([lane(1), lane(2)], [100], stride)
    serve([lane(1)], [1000], stride)
    const got = serve([lane(1), lane(2)], [10, 10], stride)
    expect(got.get(1)).toBe(10)
    expect(got.get(2)).toBe(10)
  })

  test('takes nothing from those who stayed when it could not use its part', () => {
    const stride = makeStride()
    // The first lane is held to one a claim by its rate, the second takes the rest.
    serve(
      [lane(1, 'a', 1, 1), lane(2)],
      Array.from({ length: 20 }, () => 10),
      stride,
    )
    const got = serve(
      [lane(1, 'a', 1, 1), lane(2), lane(3)],
      Array.from({ length: 10 }, () => 9),
      stride,
    )
    expect(got.get(1)).toBe(10)
    expect(Math.abs(got.get(2)! - got.get(3)!)).toBeLessThanOrEqual(9)
  })
})

test('gives nobody more than its room, and no more lanes than asked', () => {
  const stride = makeStride()
  expect(stride.share([lane(1, 'a', 1, 2), lane(2, 'a', 1, 3)], 100, 10)).toEqual(
    new Map([
      [1, 2],
      [2, 3],
    ]),
  )
  expect(stride.share([lane(1), lane(2), lane(3)], 2, 2).size).toBe(2)
})
