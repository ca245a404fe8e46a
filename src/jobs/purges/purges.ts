import { NotFound, Refusal } from '../../base/refusal.ts'
import type { Job } from '../job.ts'
import { judge } from '../lanes/breaker.ts'
import { lockLane } from '../lanes/lanes.ts'
import { freeKeysOf, segmentsOf } from '../segments.ts'
import type { LaneRow, Step, StoredState, Touched, Unbegun } from '../store.ts'
import { earlier, wakeAt } from '../wake.ts'
import type { By, Named, Purge, PurgeFilter, PurgeOptions } from './purge.ts'

const A_DAY_MS = 86_400_000

/** Rows in one statement: some milliseconds. */
const AT_ONCE = 500

export class UndoRefused extends Refusal {
  declare readonly code: 'undo_refused'
  declare readonly facts: { readonly purgeId: number; readonly why: 'final' | 'late' | 'undone' | 'lane_removed' }

  constructor(purgeId: number, why: 'final' | 'late' | 'undone' | 'lane_removed', sentence: string) {
    super('undo_refused', sentence, { purgeId, why })
  }
}

/** Step: the marker. Counts, opens a new segment and leaves the old ones, with all that is in them, to the purge. */
export async function purgeLane(s: Step, laneId: number, options: PurgeOptions): Promise<Purge> {
  await s.jobs.lanes.holdAlone([laneId])
  const { lane, now } = await lockLane(s, laneId)
  const count = lane.waitingHere + (await s.jobs.lanes.waitingInSlots(laneId))
  const purgeId = await insertPurge(s, laneId, options, now)
  if (count > 0) {
    // Offered jobs are few and somebody holds them, so they are taken one by one.
    const offered = await takeOffered(s, lane, purgeId, now)
    lane.waitingHere -= count
    await s.jobs.purges.takeSegments(laneId, purgeId)
    lane.segmentId = await s.jobs.purges.newSegment(laneId)
    lane.revived = 0
    lane.wakeAt = wakeAt(lane, null)
    await s.jobs.lanes.save([lane])
    await s.jobs.purges.setCount(purgeId, count, count - offered)
  }
  return (await s.jobs.purges.get(purgeId))!
}

async function takeOffered(s: Step, lane: LaneRow, purgeId: number, now: number): Promise<number> {
  if (lane.offered === 0) return 0
  const segmentIds = (await segmentsOf(s, [lane])).get(lane.id)!
  let taken = 0
  for (const segmentId of segmentIds)
    for (const band of ALL_BANDS)
      for await (const page of pages(s, segmentId, 'offered', band)) {
        const ids = page.map(({ id }) => id)
        const gone = await s.jobs.purges.cancel(ids, 'offered', purgeId, now)
        for (const { id } of gone) judge(lane, id, 'unsaid', now)
        taken += gone.length
      }
  lane.offered -= taken
  return taken
}

/** Step: what matches, job by job, while the lanes are locked, so that nothing of it moves meanwhile. */
export async function purgeWhere(s: Step, filter: PurgeFilter, options: PurgeOptions): Promise<Purge> {
  const { lanes } = await s.jobs.lanes.lock(filter.laneIds)
  const now = await s.jobs.now()
  const purgeId = await insertPurge(s, lanes.length === 1 ? lanes[0]!.id : null, options, now)
  const matches = matching(filter)
  const bands = filter.band === undefined ? ALL_BANDS : [BAND_NUMBERS[filter.band]]
  let count = 0
  for (const lane of lanes) {
    const segmentIds = (await segmentsOf(s, [lane])).get(lane.id)!
    for (const segmentId of segmentIds)
      for (const state of UNBEGUN)
        for (const band of bands)
          for await (const page of pages(s, segmentId, state, band)) {
            const ids = page.filter(matches).map(({ id }) => id)
            count += (await cancelIn(s, lanes, ids, purgeId, now)).length
          }
  }
  await s.jobs.purges.setCount(purgeId, count, 0)
  return (await s.jobs.purges.get(purgeId))!
}

/** Step: named jobs. Answers the purge, and which of them it took. */
export async function cancelJobs(
  s: Step,
  which: Named,
  options: PurgeOptions,
): Promise<{ purge: Purge; jobs: { job: Job; cancelled: boolean }[] }> {
  const named =
    'ids' in which ? await s.jobs.rows.get(which.ids) : await s.jobs.rows.byReference(which.references, which.laneIds)
  const laneIds = [...new Set(named.map(({ laneId }) => laneId))]
  const { lanes } = await s.jobs.lanes.lock(laneIds)
  const now = await s.jobs.now()
  const purgeId = await insertPurge(s, laneIds.length === 1 ? laneIds[0]! : null, options, now)
  const taken = new Set<number>()
  for (let from = 0; from < named.length; from += AT_ONCE) {
    const ids = named.slice(from, from + AT_ONCE).map(({ id }) => id)
    for (const id of await cancelIn(s, lanes, ids, purgeId, now)) taken.add(id)
  }
  await s.jobs.purges.setCount(purgeId, taken.size, 0)
  // As they stand now: what was not taken may have begun between our reading and our lock.
  const jobs = await s.jobs.rows.get(named.map(({ id }) => id))
  return {
    purge: (await s.jobs.purges.get(purgeId))!,
    jobs: jobs.map((job) => ({ job, cancelled: taken.has(job.id) })),
  }
}

async function cancelIn(
  s: Step,
  lanes: readonly LaneRow[],
  ids: readonly number[],
  purgeId: number,
  now: number,
): Promise<number[]> {
  if (ids.length === 0) return []
  const byId = new Map(lanes.map((lane) => [lane.id, lane]))
  const offered = await s.jobs.purges.cancel(ids, 'offered', purgeId, now)
  const waiting = await s.jobs.purges.cancel(ids, 'waiting', purgeId, now)
  const gone: Touched[] = [...offered, ...waiting]
  for (const { laneId } of gone) byId.get(laneId)!.waitingHere -= 1
  for (const { id, laneId } of offered) {
    const lane = byId.get(laneId)!
    lane.offered -= 1
    judge(lane, id, 'unsaid', now)
    lane.wakeAt = earlier(lane.wakeAt, wakeAt(lane, now))
  }
  for (const laneId of await freeKeysOf(s, lanes, gone)) {
    const lane = byId.get(laneId)!
    lane.wakeAt = earlier(lane.wakeAt, wakeAt(lane, now))
  }
  await s.jobs.lanes.save(lanes)
  return gone.map(({ id }) => id)
}

/** Step. */
export async function undoPurge(s: Step, purgeId: number, { by }: By): Promise<Purge> {
  const purge = await s.jobs.purges.lock(purgeId)
  if (!purge) throw new NotFound('purge', purgeId)
  const now = await s.jobs.now()
  if (purge.undoneAt !== null) throw new UndoRefused(purgeId, 'undone', 'This purge was undone before')
  if (purge.undoUntil === null) throw new UndoRefused(purgeId, 'final', 'This purge is final')
  if (purge.undoUntil <= now)
    throw new UndoRefused(purgeId, 'late', 'The time in which this purge could be undone is over')
  if (purge.marked > 0) await reviveMarked(s, purgeId, purge.laneId!, purge.marked)
  if (purge.count > purge.marked) await restoreItemised(s, purgeId)
  await s.jobs.purges.setUndone(purgeId, now, by)
  return (await s.jobs.purges.get(purgeId))!
}

async function reviveMarked(s: Step, purgeId: number, laneId: number, marked: number): Promise<void> {
  const [lane] = (await s.jobs.lanes.lock([laneId])).lanes
  if (!lane) throw laneRemoved(purgeId)
  const revived = (await s.jobs.purges.reviveSegments(purgeId)).map(({ segmentId }) => segmentId)
  // Whoever they were behind may have ended meanwhile, when they were not there to be told.
  await s.jobs.purges.standInLine(revived)
  lane.revived += revived.length
  lane.waitingHere += marked
  await lookAnew(s, [lane])
}

async function restoreItemised(s: Step, purgeId: number): Promise<void> {
  while (true) {
    const page = await s.jobs.purges.itemised(purgeId, AT_ONCE)
    if (page.length === 0) return
    const { lanes } = await s.jobs.lanes.lock([...new Set(page.map(({ laneId }) => laneId))])
    const byId = new Map(lanes.map((lane) => [lane.id, lane]))
    const restored = page.map(({ id, laneId }) => {
      const lane = byId.get(laneId)
      if (!lane) throw laneRemoved(purgeId)
      lane.waitingHere += 1
      return { id, segmentId: lane.segmentId }
    })
    await s.jobs.purges.restore(restored)
    await lookAnew(s, lanes)
    await breath()
  }
}

const laneRemoved = (purgeId: number) =>
  new UndoRefused(purgeId, 'lane_removed', 'The lane of this purge was removed, so its jobs have nowhere to wait')

/** The next claim looks at everything, also at what has its time. */
async function lookAnew(s: Step, lanes: readonly LaneRow[]): Promise<void> {
  const now = await s.jobs.now()
  for (const lane of lanes) {
    lane.dueAt = earlier(lane.dueAt, now)
    lane.wakeAt = earlier(lane.wakeAt, wakeAt(lane, now))
  }
  await s.jobs.lanes.save(lanes)
}

const insertPurge = (s: Step, laneId: number | null, { by, why, undoForMs = A_DAY_MS }: PurgeOptions, at: number) =>
  s.jobs.purges.insert({ laneId, by, why: why ?? '', at, undoUntil: undoForMs === null ? null : at + undoForMs })

const BAND_NUMBERS = { person: 0, automatic: 1, bulk: 2 } as const
const ALL_BANDS = Object.values(BAND_NUMBERS)
/** In this order, because taking a job lets one that is behind its key get ready, where it must still be met. */
const UNBEGUN: readonly StoredState[] = ['scheduled', 'behind', 'ready', 'offered']

const matching =
  ({ kind, orderKey, enqueuedBefore }: PurgeFilter) =>
  (job: Unbegun): boolean =>
    (kind === undefined || job.kind === kind) &&
    (orderKey === undefined || job.orderKey === orderKey) &&
    (enqueuedBefore === undefined || job.enqueuedAt < enqueuedBefore)

async function* pages(s: Step, segmentId: number, state: StoredState, band: number): AsyncGenerator<Unbegun[]> {
  for (let after = 0; ; ) {
    const page = await s.jobs.purges.pageOf(segmentId, state, band, after, AT_ONCE)
    if (page.length > 0) yield page
    if (page.length < AT_ONCE) return
    after = page.at(-1)!.id
    await breath()
  }
}

/**
 * A turn of the event loop in the middle of a transaction, so that a long one does not hold up the whole process. Other
 * writers wait anyway.
 */
const breath = () => new Promise<void>((resolve) => setImmediate(resolve))
