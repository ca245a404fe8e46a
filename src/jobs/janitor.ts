import { makeInterval } from '../base/interval.ts'
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
  onFault: (fault: unknown) => void
}

const DAY_MS = 86_400_000

/**
 * Keeps the queue tidy, in small steps. Any number of processes may run one: what is lost or late is found by each, because
 * nobody may wait for the lease of a node that is gone.
 */
export function makeJanitor<S extends JobTx>(parts: JanitorParts<S>) {
  const { read, transaction, onDelete, onFault } = parts
  const { keepFinishedMs = 7 * DAY_MS, keepPurgesMs = 30 * DAY_MS } = parts
  const rounds = makeInterval(round)

  /** Jobs whose worker is gone are not held any more. */
  const recover = () =>
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
    await recover()
    await expire()
  }

  return {
    recover,
    expire,
    prune,
    start: (): void => rounds.start(ROUND_MS, onFault),
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
