import { lettingThrough } from './lanes/breaker.ts'
import { nextStartAt, startsAllowed } from './lanes/rate.ts'
import type { LaneRow } from './store.ts'

/** How many jobs of the lane may begin now, and how many parked ones may be looked at. */
export type Room = { begin: number; resume: number }

const NONE: Room = { begin: 0, resume: 0 }

/** Whether nothing begins, and what was offered goes back, because somebody says so. */
export const standsStill = ({ paused, heldUntil }: Pick<LaneRow, 'paused' | 'heldUntil'>, now: number): boolean =>
  paused || (heldUntil ?? 0) > now

/**
 * The one place where pause, hold, not-before, breaker, rate and concurrency decide. Exact while the lane is locked. Claims
 * are `lateMs` late because of where the database is.
 */
export function roomOf(lane: LaneRow, now: number, lateMs: number): Room {
  if (standsStill(lane, now) || (lane.notBefore ?? 0) > now) return NONE
  const through = lettingThrough(lane, now)
  const free = lane.concurrency === null ? Number.POSITIVE_INFINITY : lane.concurrency - lane.offered - lane.running
  return { begin: Math.max(0, Math.min(through, free, startsAllowed(lane, now, lateMs))), resume: through }
}

export const isFull = ({ concurrency, offered, running }: LaneRow) =>
  concurrency !== null && offered + running >= concurrency

/**
 * When a claim is worth it next, if `readyAt` is when there is something to begin: never, while only a change can make
 * it so (a resume, the end of a job); whoever makes that change wakes the lane.
 */
export function wakeAt(lane: LaneRow, readyAt: number | null): number | null {
  if (lane.paused || (lane.breaker === 'half-open' && lane.probeId !== null)) return null
  const closedUntil = Math.max(lane.notBefore ?? 0, lane.openUntil ?? 0, lane.heldUntil ?? 0)
  const begins = readyAt === null || isFull(lane) ? null : Math.max(readyAt, closedUntil, nextStartAt(lane))
  // Looking at parked jobs takes neither a start nor a place.
  const looks = lane.dueAt === null ? null : Math.max(lane.dueAt, closedUntil)
  return earlier(begins, looks)
}

export const earlier = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b)
