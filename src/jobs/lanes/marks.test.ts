import { expect, test } from 'vitest'
import type { Candidate, LaneRow } from '../store.ts'
import { forgetMarks, inLine, moveMarks, noSight, sighted } from './marks.ts'

const NOW = 5000
const LIMITS = { n: 10, sideN: 10 }

const laneWith = (values: Partial<LaneRow> = {}): LaneRow =>
  ({
    segmentId: 1,
    marks: [0, 0, 0],
    pending: [0, 0, 0],
    pendingUntil: null,
    sideMark: 0,
    oldestTransaction: 1,
    ...values,
  }) as LaneRow

const inBand = (band: number, ...ids: number[]): Candidate[] =>
  ids.map((id) => ({
    id,
    laneId: 1,
    segmentId: 1,
    band,
    orderKey: null,
    expiresAt: null,
    busy: false,
    dueAt: null,
    before: null,
  }))

function looked(lane: LaneRow, met: Candidate[], gone: number[], limits = LIMITS) {
  const sight = noSight()
  sighted(sight, { lane, met, gone: new Set(gone), ...limits })
  return sight
}

const before = ({ pending, pendingUntil }: LaneRow) => ({ pending, pendingUntil })

test('a mark moves in three claims, and not before all have ended who may bring a lower number', () => {
  const lane = laneWith()
  moveMarks(lane, looked(lane, inBand(1, 3, 5, 8), [3, 5]), before(lane), NOW)
  expect(lane).toMatchObject({ marks: [0, 0, 0], pending: [0, 7, 0], pendingUntil: null })

  moveMarks(lane, looked(lane, inBand(1, 8, 9), [8, 9]), before(lane), NOW)
  expect(lane.pendingUntil).toBe('saving')
  lane.pendingUntil = 40

  lane.oldestTransaction = 39
  moveMarks(lane, looked(lane, inBand(1, 10), [10]), before(lane), NOW)
  expect(lane).toMatchObject({ marks: [0, 0, 0], pending: [0, 7, 0] })

  lane.oldestTransaction = 40
  moveMarks(lane, looked(lane, inBand(1, 11), [11]), before(lane), NOW)
  expect(lane).toMatchObject({ marks: [0, 7, 0], pending: [0, 11, 0], pendingUntil: null })
})

test('who was late and is met at last holds the mark while he stands there', () => {
  const lane = laneWith({ pending: [0, 20, 0], pendingUntil: 5, oldestTransaction: 5 })
  moveMarks(lane, looked(lane, inBand(1, 4, 12), [4]), before(lane), NOW)
  expect(lane.marks).toEqual([0, 11, 0])
})

test('a mark goes no further than a claim could see', () => {
  const lane = laneWith({ pending: [0, 20, 0], pendingUntil: 5, oldestTransaction: 5 })
  moveMarks(lane, looked(lane, inBand(1, 3, 4), [3, 4], { n: 2, sideN: 2 }), before(lane), NOW)
  expect(lane.marks).toEqual([0, 4, 0])
})

test('a transaction that may have begun before the mark was on disk does not vouch for it', () => {
  const lane = laneWith({ pending: [0, 20, 0] })
  moveMarks(lane, looked(lane, [], []), { pending: [0, 0, 0], pendingUntil: null }, NOW)
  expect(lane.pendingUntil).toBe(null)
  moveMarks(lane, looked(lane, [], []), undefined, NOW)
  expect(lane.pendingUntil).toBe(null)
})

test('what comes back is in line behind the mark of those aside, also where the clock was set back', () => {
  const lane = laneWith()
  moveMarks(lane, looked(lane, [], []), undefined, NOW)
  expect(lane.sideMark).toBe(NOW - 1)
  expect(inLine(lane, NOW)).toBe(NOW)
  expect(inLine(lane, NOW - 100)).toBe(NOW)
  const back = inBand(1, 3).map((each) => ({ ...each, dueAt: NOW - 60, before: {} as never }))
  moveMarks(lane, looked(lane, back, []), undefined, NOW - 50)
  expect(lane.sideMark).toBe(NOW - 61)
})

test('another line begins at its beginning', () => {
  const lane = laneWith({ marks: [1, 2, 3], pending: [4, 5, 6], pendingUntil: 7 })
  forgetMarks(lane)
  expect(lane).toMatchObject({ marks: [0, 0, 0], pending: [0, 0, 0], pendingUntil: null })
})
