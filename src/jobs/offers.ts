import type { Job } from './job.ts'
import { judge } from './lanes/breaker.ts'
import { count } from './lanes/counts.ts'
import { inLine } from './lanes/marks.ts'
import { freeKeysOf } from './segments.ts'
import type { JobTx, LaneRow } from './store.ts'
import { earlier, standsStill, wakeAt } from './wake.ts'

type Taken = Pick<Job, 'id' | 'laneId' | 'turn'>

/** Begins offered jobs. In a lane that stands still meanwhile nothing begins: there they go back to their places. */
export async function acknowledgeJobs(tx: JobTx, jobs: readonly Taken[]): Promise<Job[]> {
  const { now, lanes } = await tx.jobs.lanes.lock(laneIdsOf(jobs))
  const still = new Set(lanes.filter((lane) => standsStill(lane, now)).map(({ id }) => id))
  const begun = await tx.jobs.rows.acknowledge(
    jobs.filter(({ laneId }) => !still.has(laneId)),
    now,
  )
  for (const lane of lanes) {
    const n = begun.filter(({ laneId }) => laneId === lane.id).length
    lane.offered -= n
    lane.running += n
    lane.waitingHere -= n
    count(lane, now, 'begun', n)
  }
  await takeBack(
    tx,
    lanes,
    jobs.filter(({ laneId }) => still.has(laneId)),
    now,
  )
  await tx.jobs.lanes.save(lanes)
  return begun
}

/** Offered jobs wait again, as if they had never been offered; a start that the rate allowed is used up. */
export async function giveBackJobs(tx: JobTx, jobs: readonly Taken[]): Promise<void> {
  const { now, lanes } = await tx.jobs.lanes.lock(laneIdsOf(jobs))
  await takeBack(tx, lanes, jobs, now)
  await tx.jobs.lanes.save(lanes)
  await tx.jobs.lanes.notify()
}

async function takeBack(tx: JobTx, lanes: readonly LaneRow[], jobs: readonly Taken[], now: number): Promise<void> {
  const byId = new Map(lanes.map((lane) => [lane.id, lane]))
  const returns = jobs.filter(({ laneId }) => byId.has(laneId))
  const returned = await tx.jobs.rows.giveBack(
    returns.map(({ id, turn, laneId }) => ({ id, turn, dueAt: inLine(byId.get(laneId)!, now) })),
  )
  await freeKeysOf(tx, lanes, returned, now)
  for (const { id, laneId } of returned) {
    const lane = byId.get(laneId)!
    lane.offered -= 1
    judge(lane, id, 'unsaid', now)
    lane.wakeAt = earlier(lane.wakeAt, wakeAt(lane, now))
  }
}

const laneIdsOf = (jobs: readonly Taken[]): number[] => [...new Set(jobs.map(({ laneId }) => laneId))]
