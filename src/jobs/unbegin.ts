import { finishJobs } from './finish.ts'
import type { Job } from './job.ts'
import { judge } from './lanes/breaker.ts'
import { count } from './lanes/counts.ts'
import { inLine } from './lanes/marks.ts'
import { unknown } from './outcome.ts'
import type { Origins } from './queue.ts'
import { freeKeysOf } from './segments.ts'
import type { JobTx } from './store.ts'
import { earlier, wakeAt } from './wake.ts'

/**
 * Claims of which nothing has come are undone. What was parked is parked again, and what waited waits in its place.
 * Answers how many that were: a turn that is not the job's any more changes nothing.
 */
export async function unbeginJobs(tx: JobTx, jobs: readonly Job[], origins: Origins = new Map()): Promise<number> {
  // All of them first, in one order: two locks one after the other could meet those of somebody else.
  await tx.jobs.lanes.lock([...new Set(jobs.map(({ laneId }) => laneId))])
  const { parked = [], waiting = [] } = Object.groupBy(jobs, ({ id }) => origins.get(id)?.is ?? 'waiting')
  const returned = (await parkAgain(tx, parked)) + (await waitAgain(tx, waiting, origins))
  await tx.jobs.lanes.notify()
  return returned
}

async function parkAgain(tx: JobTx, jobs: readonly Job[]): Promise<number> {
  if (jobs.length === 0) return 0
  const again = await finishJobs(
    tx,
    jobs.map(({ id, laneId, turn, note }) => ({
      ...{ id, laneId, turn },
      outcome: unknown(note ?? '', 0, { health: 'unsaid' }),
    })),
  )
  return again.filter(Boolean).length
}

async function waitAgain(tx: JobTx, jobs: readonly Job[], origins: Origins): Promise<number> {
  if (jobs.length === 0) return 0
  const { now, lanes } = await tx.jobs.lanes.lock([...new Set(jobs.map(({ laneId }) => laneId))])
  const byId = new Map(lanes.map((lane) => [lane.id, lane]))
  const returned = await tx.jobs.rows.unbegin(
    jobs.map(({ id, laneId, turn }) => {
      const origin = origins.get(id)
      const expiresAt = origin?.is === 'waiting' ? origin.expiresAt : null
      const lane = byId.get(laneId)!
      return { id, turn, segmentId: lane.segmentId, dueAt: inLine(lane, now), expiresAt }
    }),
  )
  for (const { id, laneId } of returned) {
    const lane = byId.get(laneId)!
    lane.running -= 1
    lane.waitingHere += 1
    count(lane, now, 'returned')
    judge(lane, id, 'unsaid', now)
  }
  await freeKeysOf(tx, lanes, returned, now)
  for (const lane of lanes) lane.wakeAt = earlier(lane.wakeAt, wakeAt(lane, now))
  await tx.jobs.lanes.save(lanes)
  return returned.length
}
