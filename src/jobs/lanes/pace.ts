import type { LaneRow } from '../store.ts'

/** So many starts make up most of the measured pace. */
const MEMORY = 16

/**
 * How fast a lane really goes: microseconds between starts, measured only from one claim that left something behind to
 * the next, since a lane without work has no pace.
 */
export function measurePace(lane: LaneRow, started: number, leftBehind: boolean, now: number): void {
  if (lane.pacedAt !== null && started > 0) {
    const sample = (Math.max(0, now - lane.pacedAt) * 1000) / started
    const weight = 1 - Math.exp(-started / MEMORY)
    lane.paceUs = Math.round(lane.paceUs === null ? sample : lane.paceUs + (sample - lane.paceUs) * weight)
  }
  if (!leftBehind) lane.pacedAt = null
  else if (started > 0) lane.pacedAt = now
}

/** When the job with so many before it begins, as things go now; null when nobody can say. */
export function startsAt(lane: LaneRow, before: number, runAt: number | null, now: number): number | null {
  if (lane.paused) return null
  const atBest = lane.startsPerSecond === null ? 0 : 1_000_000 / lane.startsPerSecond
  if (lane.paceUs === null && lane.startsPerSecond === null && before > 0) return null
  const first = Math.max(
    now,
    lane.notBefore ?? 0,
    lane.openUntil ?? 0,
    lane.heldUntil ?? 0,
    lane.startsPerSecond ? lane.nextStartUs / 1000 : 0,
  )
  return Math.ceil(Math.max(first + (before * Math.max(atBest, lane.paceUs ?? 0)) / 1000, runAt ?? 0))
}
