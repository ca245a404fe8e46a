import { makeInterval } from '../base/interval.ts'
import { makeClockWatch } from '../base/measuring/clock-watch.ts'
import { count } from './lanes/counts.ts'
import { loseJobs } from './lost.ts'
import { freeKeysOf } from './segments.ts'
import type { JobStores, JobTx } from './store.ts'
import { earlier, wakeAt } from './wake.ts'

/** Rows of one step: a few milliseconds, between which others get their turn. */
const STEP = 200

/** Lost jobs and expired ones are looked for this often. */
const ROUND_MS = 1000

export type JanitorParts<S extends JobTx = JobTx> = {
  read: JobStores
  transaction: <T>(work: (tx: S) => Promise<T>) => Promise<T>
  /** How long finished jobs stay: a week when left out. */
  keepFinishedMs?: number
  /** How long purges and what they took stay: 30 days when left out, and never less than they can be undone. */
  keepPurgesMs?: number
  /** In the transaction that removes jobs: what belongs to them goes too. */
  onDelete?: (tx: S, jobIds: readonly number[]) => Promise<void>
  /** The clock jumped so far, seen for the first time by this process; awaited before anything is judged by the clock. */
  onJump?: (jumpedMs: number, now: number) => Promise<void>
  /** How long whoever lives has to say so after a jump, and after a start. */
  quietMs?: number
  /** Of a clock that never jumps. */
  elapsed?: () => number
  onFault: (fault: unknown) => void
}

/** What the database's own instants may differ by. */
const SLACK_MS = 5000
/** The longest lease that anybody asks for. A longer one was given before the clock was set back. */
const LONGEST_LEASE_MS = 30_000
/** Signs of life come every ten seconds. */
const QUIET_MS = 15_000
const DAY_MS = 86_400_000

/**
 * Keeps the queue tidy, in small steps. Any number of processes may run one: what is lost or late is found by each, because
 * nobody may wait for the lease of a node that is gone.
 */
export function makeJanitor<S extends JobTx>(parts: JanitorParts<S>) {
  const { read, transaction, onDelete, onFault, onJump } = parts
  const { quietMs = QUIET_MS, elapsed = () => performance.now() } = parts
  const { keepFinishedMs = 7 * DAY_MS, keepPurgesMs = 30 * DAY_MS } = parts
  const rounds = makeInterval(round)
  const look = makeClockWatch(elapsed)
  /** Nobody is judged by the clock before. */
  let calmAt = 0

  /** Jobs whose worker is gone are not held any more. Who asks trusts the clock. */
  async function recover(): Promise<void> {
    await endLeases(await read.jobs.now())
    await free()
  }

  async function endLeases(now: number): Promise<void> {
    if (await read.jobs.holders.anyOutside(now, Number.MAX_SAFE_INTEGER))
      await transaction((tx) => tx.jobs.holders.end(now))
  }

  /** A lease from before the clock was set back would keep the jobs of the dead for as long. */
  async function shortenLeases(now: number): Promise<void> {
    const until = now + LONGEST_LEASE_MS
    if (await read.jobs.holders.anyOutside(0, until + SLACK_MS))
      await transaction((tx) => tx.jobs.holders.shorten(until))
  }

  const free = () =>
    repeat(async () => {
      const held = await read.jobs.rows.lost(STEP)
      return held.length > 0 ? transaction((tx) => loseJobs(tx, held)) : 0
    })

  /** Jobs that did not begin in time have failed. */
  const expire = () =>
    repeat(async () => {
      const late = await read.jobs.rows.overdue(STEP)
      return late.length > 0 ? transaction((tx) => expireJobs(tx, late)) : 0
    })

  /** Removes what is old. For one node at a time, and harmless on several. */
  async function prune(stopping: () => boolean = () => false): Promise<void> {
    const now = await read.jobs.now()
    await repeat(async () => {
      const ids = await read.jobs.rows.finishedBefore(now - keepFinishedMs, STEP)
      await deleteJobs(ids)
      return ids.length
    }, stopping)
    for (const purgeId of await read.jobs.purges.madeBefore(now - keepPurgesMs, now, STEP))
      await prunePurge(purgeId, stopping)
    const drained = await read.jobs.purges.drainedSegments(STEP)
    for (const { laneId, segmentId } of drained) await transaction((tx) => dropSegment(tx, laneId, segmentId))
    await transaction((tx) => tx.jobs.holders.deleteBefore(now - DAY_MS))
  }

  async function prunePurge(purgeId: number, stopping: () => boolean): Promise<void> {
    await repeat(async () => {
      const ids = await read.jobs.purges.takenBy(purgeId, STEP)
      await deleteJobs(ids)
      return ids.length
    }, stopping)
    if (!stopping()) await transaction((tx) => tx.jobs.purges.delete(purgeId))
  }

  async function deleteJobs(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return
    await transaction(async (tx) => {
      await tx.jobs.rows.delete(ids)
      await onDelete?.(tx, ids)
    })
  }

  /** Until a step finds less than it could have, or it is to stop. */
  async function repeat(step: () => Promise<number>, stopping: () => boolean = rounds.stopping): Promise<void> {
    while ((await step()) === STEP && !stopping()) await new Promise(setImmediate)
  }

  async function round(): Promise<void> {
    const { now, jumpedMs } = await look(read.jobs.now)
    if (jumpedMs !== 0) {
      calmAt = elapsed() + quietMs
      await onJump?.(jumpedMs, now)
    }
    await shortenLeases(now)
    if (elapsed() >= calmAt) {
      await endLeases(now)
      await expire()
    }
    await free()
  }

  return {
    recover,
    expire,
    prune,
    /** After a start those who were waiting for it have time to show that they live. */
    start(everyMs = ROUND_MS): void {
      calmAt = elapsed() + quietMs
      rounds.start(everyMs, onFault)
    },
    /** What is done every second, once. */
    round,
    stop: rounds.stop,
  }
}

async function expireJobs(tx: JobTx, late: readonly { id: number; laneId: number }[]): Promise<number> {
  const { now, lanes } = await tx.jobs.lanes.lock([...new Set(late.map(({ laneId }) => laneId))])
  const gone = await tx.jobs.rows.expire(
    late.map(({ id }) => id),
    now,
  )
  const freed = await freeKeysOf(tx, lanes, gone, now)
  for (const lane of lanes) {
    const n = gone.filter(({ laneId }) => laneId === lane.id).length
    lane.waitingHere -= n
    count(lane, now, 'expired', n)
    if (freed.has(lane.id)) lane.wakeAt = earlier(lane.wakeAt, wakeAt(lane, now))
  }
  await tx.jobs.lanes.save(lanes)
  return gone.length
}

/** What an undo brought back has all begun, or was purged again. */
async function dropSegment(tx: JobTx, laneId: number, segmentId: number): Promise<void> {
  const { lanes } = await tx.jobs.lanes.lock([laneId])
  const [lane] = lanes
  if (!lane) return
  const live = await tx.jobs.purges.liveSegments([laneId])
  if (!live.some((segment) => segment.segmentId === segmentId)) return
  await tx.jobs.purges.deleteSegments([segmentId])
  lane.revived -= 1
  await tx.jobs.lanes.save([lane])
}
