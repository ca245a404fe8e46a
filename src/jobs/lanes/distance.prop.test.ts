import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeDistance } from './distance.ts'
import { afterStarts, nextStartAt, startsAllowed, startsLost } from './rate.ts'

const NOW = 1_700_000_000_000
const SECONDS = 12
const LULL_MS = 5

/** Of a claim: in how many journeys the lanes are locked, and until its answer is there. */
const LOCKED = 2
const ANSWERED = 9

type Node = { at: number; distance: ReturnType<typeof makeDistance> }

/** The instants that a lane gives when nodes claim from it, each as soon as its claim before has ended and there may be something. */
function instantsOf(startsPerSecond: number, journeyMs: number, nodes: number, jitter: () => number) {
  const lane = { startsPerSecond, nextStartUs: NOW * 1000 }
  const crowd: Node[] = Array.from({ length: nodes }, (_, n) => ({ at: NOW + n, distance: makeDistance() }))
  const instants: number[] = []
  let lost = 0
  for (;;) {
    const node = crowd.reduce((first, other) => (other.at < first.at ? other : first))
    if (node.at > NOW + SECONDS * 1000) return { instants, lost }
    const began = node.at
    const lockedAt = began + journeyMs * LOCKED * jitter()
    const room = startsAllowed(lane, began + node.distance.aheadMs(), node.distance.lateMs())
    const n = Math.min(room, startsAllowed(lane, lockedAt, node.distance.lateMs()))
    if (n > 0 && began > NOW + 3000) lost += startsLost(lane, NOW, lockedAt, node.distance.lateMs())
    lane.nextStartUs = afterStarts(lane, lockedAt, n, node.distance.lateMs())
    for (let each = n; each > 0; each--) instants.push(lane.nextStartUs - each * (1_000_000 / startsPerSecond))
    const answeredAt = lockedAt + journeyMs * (ANSWERED - LOCKED) * jitter()
    node.distance.add(answeredAt - began)
    node.at = Math.max(answeredAt + LULL_MS, nextStartAt(lane) - journeyMs)
  }
}

const rates = fc.constantFrom(0.1, 0.5, 1, 3, 7.5, 10, 33.333, 50, 100, 333, 1000)
const journeys = fc.oneof(fc.constantFrom(0.1, 2.9, 5.8, 20, 50), fc.double({ min: 0.1, max: 50, noNaN: true }))
const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 })

/** Between 1 and 1.5, the same for one seed. */
function jitterOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return 1 + state / 2_147_483_647 / 2
  }
}

test('reaches the rate however far away the database is, from one node or five, and no second has more', () => {
  fc.assert(
    fc.property(rates, journeys, fc.constantFrom(1, 5), seeds, (rate, journeyMs, nodes, seed) => {
      const { instants, lost } = instantsOf(rate, journeyMs, nodes, jitterOf(seed))
      const sorted = instants.sort((a, b) => a - b)
      let from = 0
      for (const [index, instant] of sorted.entries()) {
        // The instants are whole microseconds for the lane; their parts of one are no matter.
        while (sorted[from]! <= instant - 1_000_000 + 1) from++
        expect(index - from + 1).toBeLessThanOrEqual(Math.ceil(rate))
      }
      // The first claims of all do not know yet how far it is.
      const settled = sorted.filter((at) => at >= (NOW + 2000) * 1000 && at < (NOW + 12_000) * 1000)
      expect(settled.length).toBeGreaterThanOrEqual(Math.floor(10 * rate * 0.98 - 1 - rate * inClaim(journeyMs)))
      expect(lost).toBe(0)
    }),
  )
})

/** What the last claim of all would have taken. */
const inClaim = (journeyMs: number) => (journeyMs * ANSWERED * 1.5 * 2) / 1000

test('one that is held up makes up for no more than it always does', () => {
  const distance = makeDistance()
  for (const ms of [3, 4, 3, 900, 3]) distance.add(ms)
  expect(distance.lateMs()).toBeLessThan(20)
  const lane = { startsPerSecond: 100, nextStartUs: NOW * 1000 }
  expect(startsAllowed(lane, NOW + 900, distance.lateMs())).toBe(3)
  expect(startsLost(lane, NOW, NOW + 900, distance.lateMs())).toBe(88)
})

test('a distance beyond all measure gives a second of starts and no more', () => {
  const distance = makeDistance()
  for (const ms of [4000, 5000]) distance.add(ms)
  expect(startsAllowed({ startsPerSecond: 50, nextStartUs: 0 }, NOW, distance.lateMs())).toBe(51)
})
