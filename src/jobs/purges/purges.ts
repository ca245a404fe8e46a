import { NotFound, Refusal } from '../../base/refusal.ts'
import type { Job } from '../job.ts'
import { judge } from '../lanes/breaker.ts'
import { count as countInLane } from '../lanes/counts.ts'
import { lockLane } from '../lanes/lanes.ts'
import { forgetMarks, inLine } from '../lanes/marks.ts'
import { freeKeysOf, segmentsOf } from '../segments.ts'
import type { JobTx, LaneRow, StoredState, Touched, Unbegun } from '../store.ts'
import { earlier, wakeAt } from '../wake.ts'
import { spendPreview } from './preview.ts'
import type { By, LanePurgeOptions, Named, Purge, PurgeFilter, PurgeOptions, StoredPreview } from './purge.ts'

export const UNDO_FOR_MS = 86_400_000

/** Rows in one statement: some milliseconds. */
const AT_ONCE = 500

export class UndoRefused extends Refusal {
  declare readonly code: 'undo_refused'
  declare readonly facts: { readonly purgeId: number; readonly why: 'final' | 'late' | 'undone' | 'lane_removed' }

  constructor(purgeId: number, why: 'final' | 'late' | 'undone' | 'lane_removed', sentence: string) {
    super('undo_refused', sentence, { purgeId, why })
  }
}

/** The marker. Counts, opens a new segment and leaves the old ones, with all that is in them, to the purge. */
export async function purgeLane(tx: JobTx, laneId: number, options: LanePurgeOptions): Promise<Purge> {
  await tx.jobs.lanes.holdAlone([laneId])
  const { lane, now } = await lockLane(tx, laneId)
  const waiting = lane.waitingHere + (await tx.jobs.lanes.waitingInSlots(laneId))
  const purgeId = await insertPurge(tx, laneId, options, now)
  const preview = options.previewId === undefined ? undefined : await spendPreview(tx, lane, options.previewId, now)
  if (waiting > 0) {
    const segmentIds = (await segmentsOf(tx, [lane])).get(lane.id)!.map(({ segmentId }) => segmentId)
    const next = await tx.jobs.purges.newSegment(laneId)
    const spared = preview ? await spare(tx, preview, segmentIds, next, inLine(lane, now)) : 0
    const count = waiting - spared
    // Offered jobs are few and somebody holds them, so they are taken one by one.
    const offered = await takeOffered(tx, lane, segmentIds, purgeId, now)
    lane.waitingHere -= count
    countInLane(lane, now, 'cancelled', count)
    await tx.jobs.purges.keepMarks(lane.segmentId, lane.marks)
    await tx.jobs.purges.takeSegments(laneId, purgeId, next)
    lane.segmentId = next
    forgetMarks(lane)
    lane.revived = 0
    lane.wakeAt = wakeAt(lane, spared > 0 ? now : null)
    await tx.jobs.lanes.save([lane])
    await tx.jobs.purges.setCount(purgeId, count, count - offered)
  }
  return (await tx.jobs.purges.get(purgeId))!
}

/** What was not among those counted stays, in the new segment. */
async function spare(
  tx: JobTx,
  { throughId, begun }: StoredPreview,
  from: readonly number[],
  to: number,
  dueAt: number,
): Promise<number> {
  const spared = await tx.jobs.previews.moveTo(to, from, throughId, begun)
  // Whoever they are behind may be taken.
  if (spared > 0) await tx.jobs.purges.standInLine([to], dueAt)
  return spared
}

async function takeOffered(
  tx: JobTx,
  lane: LaneRow,
  segmentIds: readonly number[],
  purgeId: number,
  now: number,
): Promise<number> {
  if (lane.offered === 0) return 0
  let taken = 0
  for (const segmentId of segmentIds)
    for (const band of ALL_BANDS)
      for await (const page of pages(tx, segmentId, 'offered', band)) {
        const ids = page.map(({ id }) => id)
        const gone = await tx.jobs.purges.cancel(ids, 'offered', purgeId, now)
        for (const { id } of gone) judge(lane, id, 'unsaid', now)
        taken += gone.length
      }
  lane.offered -= taken
  return taken
}

/** What matches, job by job, while the lanes are locked, so that nothing of it moves meanwhile. */
export async function purgeWhere(tx: JobTx, filter: PurgeFilter, options: PurgeOptions): Promise<Purge> {
  const { lanes } = await tx.jobs.lanes.lock(filter.laneIds)
  const now = await tx.jobs.now()
  const purgeId = await insertPurge(tx, lanes.length === 1 ? lanes[0]!.id : null, options, now)
  const matches = matching(filter)
  const bands = filter.band === undefined ? ALL_BANDS : [BAND_NUMBERS[filter.band]]
  let count = 0
  for (const lane of lanes) {
    for (const { segmentId } of (await segmentsOf(tx, [lane])).get(lane.id)!)
      for (const state of UNBEGUN)
        for (const band of bands)
          for await (const page of pages(tx, segmentId, state, band)) {
            const ids = page.filter(matches).map(({ id }) => id)
            count += (await cancelIn(tx, lanes, ids, purgeId, now)).length
          }
  }
  await tx.jobs.purges.setCount(purgeId, count, 0)
  return (await tx.jobs.purges.get(purgeId))!
}

/** Named jobs. Answers the purge, and which of them it took. */
export async function cancelJobs(
  tx: JobTx,
  which: Named,
  options: PurgeOptions,
): Promise<{ purge: Purge; jobs: { job: Job; cancelled: boolean }[] }> {
  const named =
    'ids' in which ? await tx.jobs.rows.get(which.ids) : await tx.jobs.rows.byReference(which.references, which.laneIds)
  const laneIds = [...new Set(named.map(({ laneId }) => laneId))]
  const { lanes } = await tx.jobs.lanes.lock(laneIds)
  const now = await tx.jobs.now()
  const purgeId = await insertPurge(tx, laneIds.length === 1 ? laneIds[0]! : null, options, now)
  const taken = new Set<number>()
  for (let from = 0; from < named.length; from += AT_ONCE) {
    const ids = named.slice(from, from + AT_ONCE).map(({ id }) => id)
    for (const id of await cancelIn(tx, lanes, ids, purgeId, now)) taken.add(id)
  }
  await tx.jobs.purges.setCount(purgeId, taken.size, 0)
  // As they stand now: what was not taken may have begun between our reading and our lock.
  const jobs = await tx.jobs.rows.get(named.map(({ id }) => id))
  return {
    purge: (await tx.jobs.purges.get(purgeId))!,
    jobs: jobs.map((job) => ({ job, cancelled: taken.has(job.id) })),
  }
}

async function cancelIn(
  tx: JobTx,
  lanes: readonly LaneRow[],
  ids: readonly number[],
  purgeId: number,
  now: number,
): Promise<number[]> {
  if (ids.length === 0) return []
  const byId = new Map(lanes.map((lane) => [lane.id, lane]))
  const offered = await tx.jobs.purges.cancel(ids, 'offered', purgeId, now)
  const waiting = await tx.jobs.purges.cancel(ids, 'waiting', purgeId, now)
  const gone: Touched[] = [...offered, ...waiting]
  for (const { laneId } of gone) {
    const lane = byId.get(laneId)!
    lane.waitingHere -= 1
    countInLane(lane, now, 'cancelled')
  }
  for (const { id, laneId } of offered) {
    const lane = byId.get(laneId)!
    lane.offered -= 1
    judge(lane, id, 'unsaid', now)
    lane.wakeAt = earlier(lane.wakeAt, wakeAt(lane, now))
  }
  for (const laneId of await freeKeysOf(tx, lanes, gone, now)) {
    const lane = byId.get(laneId)!
    lane.wakeAt = earlier(lane.wakeAt, wakeAt(lane, now))
  }
  await tx.jobs.lanes.save(lanes)
  return gone.map(({ id }) => id)
}

export async function undoPurge(tx: JobTx, purgeId: number, { by }: By): Promise<Purge> {
  const purge = await tx.jobs.purges.lock(purgeId)
  if (!purge) throw new NotFound('purge', purgeId)
  const now = await tx.jobs.now()
  if (purge.undoneAt !== null) throw new UndoRefused(purgeId, 'undone', 'This purge was undone before')
  if (purge.undoUntil === null) throw new UndoRefused(purgeId, 'final', 'This purge is final')
  if (purge.undoUntil <= now)
    throw new UndoRefused(purgeId, 'late', 'The time in which this purge could be undone is over')
  if (purge.marked > 0) await reviveMarked(tx, purgeId, purge.laneId!, purge.marked)
  if (purge.count > purge.marked) await restoreItemised(tx, purgeId)
  await tx.jobs.purges.setUndone(purgeId, now, by)
  return (await tx.jobs.purges.get(purgeId))!
}

async function reviveMarked(tx: JobTx, purgeId: number, laneId: number, marked: number): Promise<void> {
  const { now, lanes } = await tx.jobs.lanes.lock([laneId])
  const [lane] = lanes
  if (!lane) throw laneRemoved(purgeId)
  await tx.jobs.previews.outdate([laneId])
  const revived = (await tx.jobs.purges.reviveSegments(purgeId)).map(({ segmentId }) => segmentId)
  // Whoever they were behind may have ended meanwhile, when they were not there to be told.
  await tx.jobs.purges.standInLine(revived, now)
  // What stands aside there may have been due before.
  lane.sideMark = 0
  lane.revived += revived.length
  lane.waitingHere += marked
  countInLane(lane, now, 'restored', marked)
  await lookAnew(tx, [lane])
}

async function restoreItemised(tx: JobTx, purgeId: number): Promise<void> {
  while (true) {
    const page = await tx.jobs.purges.itemised(purgeId, AT_ONCE)
    if (page.length === 0) return
    const { now, lanes } = await tx.jobs.lanes.lock([...new Set(page.map(({ laneId }) => laneId))])
    await tx.jobs.previews.outdate(lanes.map(({ id }) => id))
    const byId = new Map(lanes.map((lane) => [lane.id, lane]))
    const restored = page.map(({ id, laneId, runAt }) => {
      const lane = byId.get(laneId)
      if (!lane) throw laneRemoved(purgeId)
      lane.waitingHere += 1
      countInLane(lane, now, 'restored')
      return { id, segmentId: lane.segmentId, scheduled: runAt !== null, dueAt: inLine(lane, runAt ?? now) }
    })
    await tx.jobs.purges.restore(restored)
    await lookAnew(tx, lanes)
    await breath()
  }
}

const laneRemoved = (purgeId: number) =>
  new UndoRefused(purgeId, 'lane_removed', 'The lane of this purge was removed, so its jobs have nowhere to wait')

/** The next claim looks at everything, also at what has its time. */
async function lookAnew(tx: JobTx, lanes: readonly LaneRow[]): Promise<void> {
  const now = await tx.jobs.now()
  for (const lane of lanes) {
    lane.dueAt = earlier(lane.dueAt, now)
    lane.wakeAt = earlier(lane.wakeAt, wakeAt(lane, now))
  }
  await tx.jobs.lanes.save(lanes)
}

const insertPurge = (
  tx: JobTx,
  laneId: number | null,
  { by, why, undoForMs = UNDO_FOR_MS }: PurgeOptions,
  at: number,
) => tx.jobs.purges.insert({ laneId, by, why: why ?? '', at, undoUntil: undoForMs === null ? null : at + undoForMs })

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

async function* pages(tx: JobTx, segmentId: number, state: StoredState, band: number): AsyncGenerator<Unbegun[]> {
  for (let after = 0; ; ) {
    const page = await tx.jobs.purges.pageOf(segmentId, state, band, after, AT_ONCE)
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
