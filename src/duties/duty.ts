import { addDays } from '../base/calendar.ts'
import type { WallClock } from '../base/wall-clock.ts'

/** Every so often, in milliseconds; or each day at a time such as `03:30`, in the zone of the installation. */
export type DutyTimes = { readonly everyMs: number } | { readonly dailyAt: string }

/** What one node does for all, at its times. */
export type Duty = {
  /** As people type it: `fold-statistics`. What is remembered of it goes by this name. */
  readonly name: string
  /** What it does, for people. */
  readonly description: string
  readonly times: DutyTimes
  /** Whether a new installation begins with it, instead of waiting for its first time. */
  readonly atOnce?: boolean
  /**
   * One run. As far as the lease can say no other node is at it; but a node that slept, or a clock that jumps, can make two
   * meet. So a run is harmless when it does: each of its steps is a transaction of its own that looks again at what there
   * is to do, and doing it twice is the same as once. It ends early, between two steps, when `stopping` says so; then
   * another node goes on.
   */
  run(stopping: () => boolean): Promise<unknown>
}

/** The outcome of a run; `stopped` is one that was told to end and is gone on with elsewhere. */
export type DutyOutcome = 'done' | 'failed' | 'stopped'

/** What is remembered of a duty. Instants are the database's own, which all nodes share. */
export type DutyRecord = {
  id: number
  name: string
  /** The node that has it; null when nobody does. */
  holder: string | null
  /** How often it has been taken: who has an older turn changes nothing. */
  turn: number
  leaseUntil: number | null
  nextAt: number
  /** How often somebody asked for a run, and how many of these a run has answered. */
  asked: number
  answered: number
  beganAt: number | null
  /** Null while it runs. */
  endedAt: number | null
  outcome: DutyOutcome | null
  /** The words of the last fault, short and without secrets; empty when the last run had none. */
  fault: string
  succeededAt: number | null
  failingSince: number | null
  lateSince: number | null
  createdAt: number
}

const MINUTE_MS = 60_000

/** How long the holder of a duty may say nothing. */
export const LEASE_MS = 30_000
/** A duty that has not ended so long after it was due is late. */
export const LATE_MS = 10 * MINUTE_MS
/** After a fault it is tried again this soon, or at its next time when that is sooner. */
const RETRY_MS = 5 * MINUTE_MS

/** The first of its times after `now`. */
export function nextTime(times: DutyTimes, now: number, wallClock: WallClock): number {
  if ('everyMs' in times) return now + times.everyMs
  const today = wallClock.date(now)
  const at = (days: number) => wallClock.parse(`${addDays(today, days)} ${times.dailyAt}`)!
  return at(0) > now ? at(0) : at(1)
}

export const nextTimeAfterFault = (times: DutyTimes, now: number, wallClock: WallClock): number =>
  Math.min(nextTime(times, now, wallClock), now + RETRY_MS)

export const isAsked = ({ asked, answered }: DutyRecord): boolean => asked > answered
export const isDue = (record: DutyRecord, now: number): boolean => record.nextAt <= now || isAsked(record)
export const isHeld = ({ leaseUntil }: DutyRecord, now: number): boolean => leaseUntil !== null && leaseUntil > now
