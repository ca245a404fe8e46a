import type { Patch } from '../../base/merge.ts'
import { Invalid, NotFound, Refusal } from '../../base/refusal.ts'
import type { JobTx, LaneRow } from '../store.ts'
import { wakeAt } from '../wake.ts'
import { closeBreaker, openBreaker } from './breaker.ts'
import { countBreaker } from './counts.ts'
import { LANE_DEFAULTS, type Lane, type LaneSettings, type NewLane } from './lane.ts'
import { rescheduled } from './rate.ts'

class LaneBusy extends Refusal {
  declare readonly code: 'lane_busy'
  declare readonly facts: { readonly laneId: number; readonly waiting: number; readonly running: number }

  constructor(laneId: number, waiting: number, running: number) {
    super(
      'lane_busy',
      `The lane cannot be removed: ${waiting} jobs wait and ${running} run`,
      { laneId, waiting, running },
      { hint: 'Purge what waits, and let end what runs' },
    )
  }
}

export async function ensureLane(tx: JobTx, lane: NewLane): Promise<Lane> {
  checkSettings(lane)
  const known = await tx.jobs.lanes.byName(lane.name)
  if (known) return known
  const id = await tx.jobs.lanes.insert({ parent: '', ...LANE_DEFAULTS, ...lane }, tx.at)
  if (id !== undefined) {
    const segmentId = await tx.jobs.purges.newSegment(id)
    await withLane(tx, id, (row) => {
      row.segmentId = segmentId
    })
  }
  return (await tx.jobs.lanes.byName(lane.name))!
}

/** A limit holds for enqueues that begin after this transaction. */
export async function updateLane(tx: JobTx, id: number, changes: Patch<LaneSettings>): Promise<Lane> {
  checkSettings(changes)
  await tx.jobs.lanes.holdAlone([id])
  return withLane(tx, id, async (lane, now) => {
    await tx.jobs.lanes.update(id, changes)
    if (changes.startsPerSecond !== undefined && changes.startsPerSecond !== lane.startsPerSecond) lane.paceUs = null
    Object.assign(lane, changes)
    lane.nextStartUs = rescheduled(lane, now)
  })
}

export const pauseLane = (tx: JobTx, id: number): Promise<Lane> =>
  withLane(tx, id, (lane) => {
    lane.paused = true
  })

export const resumeLane = (tx: JobTx, id: number): Promise<Lane> =>
  withLane(tx, id, (lane) => {
    lane.paused = false
  })

export const openLaneBreaker = (tx: JobTx, id: number, forMs: number | undefined): Promise<Lane> =>
  withLane(tx, id, (lane, now) => {
    const { breaker } = lane
    openBreaker(lane, now + (forMs ?? lane.breakForMs))
    countBreaker(lane, breaker, now)
  })

export const closeLaneBreaker = (tx: JobTx, id: number): Promise<Lane> =>
  withLane(tx, id, (lane, now) => {
    const { breaker } = lane
    closeBreaker(lane)
    countBreaker(lane, breaker, now)
  })

export async function deleteLane(tx: JobTx, id: number): Promise<void> {
  await tx.jobs.lanes.holdAlone([id])
  const { lane } = await lockLane(tx, id)
  const waiting = lane.waitingHere + (await tx.jobs.lanes.waitingInSlots(id))
  if (waiting > 0 || lane.running > 0) throw new LaneBusy(id, waiting, lane.running)
  await tx.jobs.lanes.delete(id)
}

export async function lockLane(tx: JobTx, id: number): Promise<{ lane: LaneRow; now: number }> {
  const { now, lanes } = await tx.jobs.lanes.lock([id])
  const [lane] = lanes
  if (!lane) throw new NotFound('lane', id)
  return { lane, now }
}

/** Changes a locked lane. A claim looks at once, whatever changed, and says when to look again. */
async function withLane(
  tx: JobTx,
  id: number,
  change: (lane: LaneRow, now: number) => void | Promise<void>,
): Promise<Lane> {
  const { lane, now } = await lockLane(tx, id)
  await change(lane, now)
  lane.wakeAt = wakeAt(lane, now)
  await tx.jobs.lanes.save([lane])
  return (await tx.jobs.lanes.get(id))!
}

const COUNTS = ['concurrency', 'queueLimit', 'breakAfter'] as const

export function checkSettings(settings: Patch<LaneSettings>): void {
  const { weight, startsPerSecond } = settings
  if (weight !== undefined && !(Number.isInteger(weight) && weight >= 1))
    throw new Invalid('weight', 'a whole number, 1 or more', weight)
  if (startsPerSecond != null && !(startsPerSecond >= 0.001 && startsPerSecond <= 1_000_000))
    throw new Invalid('startsPerSecond', 'a number from 0.001 to 1000000', startsPerSecond)
  for (const name of COUNTS) {
    const count = settings[name]
    if (count != null && !(Number.isInteger(count) && count >= 0)) throw new Invalid(name, 'a whole number', count)
  }
}
