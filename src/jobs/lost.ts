import { turnOf } from './finish.ts'
import { judge } from './lanes/breaker.ts'
import { countTurn } from './lanes/counts.ts'
import { inLine } from './lanes/marks.ts'
import { freeKeysOf } from './segments.ts'
import type { Held, JobEnding, JobTx, LaneRow } from './store.ts'
import { earlier, wakeAt } from './wake.ts'

/** A job that loses its worker this often is taken for the cause. */
const MOST_LOSSES = 10

/** Jobs whose holder is gone. What had not begun goes back to its place; what had begun as its `onLost` says. */
export async function loseJobs(tx: JobTx, held: readonly Held[]): Promise<number> {
  const { now, lanes } = await tx.jobs.lanes.lock([...new Set(held.map(({ laneId }) => laneId))])
  const byId = new Map(lanes.map((lane) => [lane.id, lane]))
  const known = held.filter(({ laneId }) => byId.has(laneId))
  const offered = await tx.jobs.rows.returnOffered(
    known
      .filter(({ state }) => state === 'offered')
      .map(({ id, turn, laneId }) => ({ id, turn, dueAt: inLine(byId.get(laneId)!, now) })),
  )
  const endings = known
    .filter(({ state }) => state === 'running')
    .map((job) => toEnding(job, byId.get(job.laneId)!, now))
  const ended = await tx.jobs.rows.endLost(endings)
  const endingOf = new Map(endings.map((ending) => [ending.id, ending]))
  for (const { laneId, id } of offered) {
    const lane = byId.get(laneId)!
    lane.offered -= 1
    judge(lane, id, 'unsaid', now)
  }
  for (const { laneId, id, startedAt } of ended) {
    const lane = byId.get(laneId)!
    const ending = endingOf.get(id)!
    const { state, segmentId, dueAt } = ending
    if (state !== 'parked') {
      lane.running -= 1
      countTurn(lane, now, turnOf(ending), startedAt)
    }
    if (segmentId !== null) lane.waitingHere += 1
    if (state !== 'ready') lane.dueAt = earlier(lane.dueAt, dueAt)
    judge(lane, id, 'unsaid', now)
  }
  await freeKeysOf(tx, lanes, [...offered, ...ended], now)
  for (const lane of lanes) lane.wakeAt = earlier(lane.wakeAt, wakeAt(lane, now))
  await tx.jobs.lanes.save(lanes)
  await tx.jobs.lanes.notify()
  return offered.length + ended.length
}

function toEnding({ id, turn, onLost, losses }: Held, lane: LaneRow, now: number): JobEnding {
  const base = { id, turn, dueAt: null, result: null, losses: 1 }
  if (onLost === 'fail') return { ...base, state: 'failed', segmentId: null, finishedAt: now, note: 'worker lost' }
  if (losses + 1 >= MOST_LOSSES) {
    const note = `worker lost ${losses + 1} times`
    return { ...base, state: 'failed', segmentId: null, finishedAt: now, note }
  }
  if (onLost === 'look')
    return { ...base, state: 'parked', segmentId: null, dueAt: now, finishedAt: null, note: 'worker lost' }
  const waits = { segmentId: lane.segmentId, dueAt: inLine(lane, now) }
  return { ...base, ...waits, state: 'ready', finishedAt: null, note: 'worker lost' }
}
