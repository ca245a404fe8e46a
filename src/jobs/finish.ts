import { judge } from './lanes/breaker.ts'
import { countBreaker, countTurn } from './lanes/counts.ts'
import { inLine } from './lanes/marks.ts'
import type { JobOutcome } from './outcome.ts'
import { freeKeysOf } from './segments.ts'
import type { JobEnding, JobTx, LaneRow } from './store.ts'
import { earlier, isFull, wakeAt } from './wake.ts'

export type JobEnd = { id: number; laneId: number; turn: number; outcome: JobOutcome }

/** Ends turns. Of each it tells whether it did; a turn that is not the job's any more changes nothing. */
export async function finishJobs(tx: JobTx, ends: readonly JobEnd[]): Promise<boolean[]> {
  const { known, lanes } = await endTurns(tx, ends)
  await tx.jobs.lanes.save(lanes)
  return known
}

/** The same for a step that goes on with these lanes: they are locked and changed, and still to be saved. */
export async function endTurns(
  tx: JobTx,
  ends: readonly JobEnd[],
): Promise<{ known: boolean[]; lanes: readonly LaneRow[] }> {
  const laneIds = [...new Set(ends.map(({ laneId }) => laneId))]
  const { now, lanes } = await tx.jobs.lanes.lock(laneIds)
  const byId = new Map(lanes.map((lane) => [lane.id, lane]))
  const first = new Map<number, JobEnd>()
  for (const end of ends) if (byId.has(end.laneId) && !first.has(end.id)) first.set(end.id, end)
  const endings = [...first.values()].map((end) => toEnding(end, byId.get(end.laneId)!, now))
  const ended = await tx.jobs.rows.end(endings)
  const done = new Map(ended.map(({ id, startedAt }) => [id, startedAt]))

  // Lanes in which a claim may find something that found nothing before.
  const opened = new Set<number>()
  for (const ending of endings) {
    if (!done.has(ending.id)) continue
    const { id, laneId, outcome } = first.get(ending.id)!
    const lane = byId.get(laneId)!
    const { breaker, probeId } = lane
    if (isFull(lane) || ending.state === 'ready') opened.add(laneId)
    if (ending.state !== 'parked') {
      lane.running -= 1
      countTurn(lane, now, turnOf(ending), done.get(id)!)
    }
    if (ending.segmentId !== null) lane.waitingHere += 1
    if (ending.state !== 'ready') lane.dueAt = earlier(lane.dueAt, ending.dueAt)
    judge(lane, id, outcome.health, now)
    countBreaker(lane, breaker, now)
    if (lane.breaker !== breaker || lane.probeId !== probeId) opened.add(laneId)
  }
  const released = ended.filter(({ id }) => first.get(id)!.outcome.is !== 'unknown')
  for (const laneId of await freeKeysOf(tx, lanes, released, now)) opened.add(laneId)
  for (const lane of lanes) lane.wakeAt = earlier(lane.wakeAt, wakeAt(lane, opened.has(lane.id) ? now : null))
  return { known: ends.map((end) => first.get(end.id) === end && done.has(end.id)), lanes }
}

/** What is counted of the end of a turn. */
export const turnOf = ({ state }: Pick<JobEnding, 'state'>) =>
  state === 'done' || state === 'failed' ? state : 'retried'

function toEnding({ id, turn, outcome }: JobEnd, lane: LaneRow, now: number): JobEnding {
  const base = { id, turn, segmentId: null, dueAt: null, finishedAt: null, result: null, losses: 0 }
  switch (outcome.is) {
    case 'done':
      return { ...base, state: 'done', finishedAt: now, note: outcome.note, result: outcome.result }
    case 'giveUp':
      return { ...base, state: 'failed', finishedAt: now, note: outcome.why, result: outcome.result }
    case 'unknown':
      return { ...base, state: 'parked', dueAt: now + wholeMs(outcome.delayMs), note: outcome.why }
    case 'retryAfter': {
      const delayMs = wholeMs(outcome.delayMs)
      const waits = { ...base, segmentId: lane.segmentId, note: outcome.why }
      const dueAt = inLine(lane, now + delayMs)
      return delayMs > 0 ? { ...waits, state: 'scheduled', dueAt } : { ...waits, state: 'ready', dueAt }
    }
  }
}

const wholeMs = (ms: number) => Math.max(0, Math.ceil(ms))
