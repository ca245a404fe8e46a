import { NotFound, Refusal } from '../../base/refusal.ts'
import { lockLane } from '../lanes/lanes.ts'
import { segmentsOf } from '../segments.ts'
import type { JobStores, JobTx, LaneRow } from '../store.ts'
import { wakeAt } from '../wake.ts'
import type { Previewed, PreviewOptions, PurgePreview, StoredPreview } from './purge.ts'

const GOOD_FOR_MS = 5 * 60_000
/** Those that are over are kept so long, to tell that they are. */
const KEPT_MS = 60 * 60_000
const MOST_OF_A_LANE = 20

/** Enqueues and claims of the lane wait, so that what is counted is what stands there. */
export async function previewPurge(
  tx: JobTx,
  laneId: number,
  { by, holds, sample }: PreviewOptions,
): Promise<Previewed> {
  await tx.jobs.lanes.holdAlone([laneId])
  const { lane, now } = await lockLane(tx, laneId)
  const { previews, lanes } = tx.jobs
  await previews.deleteBefore(laneId, now - KEPT_MS)
  if ((await previews.countOf(laneId, now)) >= MOST_OF_A_LANE) throw tooMany(laneId)
  const count = lane.waitingHere + (await lanes.waitingInSlots(laneId))
  const segmentIds = (await segmentsOf(tx, [lane])).get(laneId)!.map(({ segmentId }) => segmentId)
  const { first, last } = await previews.endsOf(segmentIds, sample)
  const begun = lane.running > 0 ? await previews.begunOf(laneId) : []
  const preview = { laneId, count, holds, by, createdAt: now, expiresAt: now + GOOD_FOR_MS }
  const id = await previews.insert({ ...preview, throughId: last ?? 0, begun })
  if (holds) await holdAgain(tx, lane, now)
  return { id, ...preview, first, last }
}

export async function extendPreview(tx: JobTx, previewId: number): Promise<PurgePreview> {
  const { preview, lane, now } = await lockPreview(tx, previewId)
  checkGood(preview, now)
  const expiresAt = now + GOOD_FOR_MS
  await tx.jobs.previews.extend(previewId, expiresAt)
  if (preview.holds) await holdAgain(tx, lane, now)
  return toPreview({ ...preview, expiresAt })
}

export async function endPreview(tx: JobTx, previewId: number): Promise<PurgePreview> {
  const { preview, lane, now } = await lockPreview(tx, previewId)
  await tx.jobs.previews.delete(previewId)
  if (preview.holds) await holdAgain(tx, lane, now)
  return toPreview(preview)
}

/** For a purge of the locked lane that takes what was counted. Its hold ends; whoever calls saves the lane. */
export async function spendPreview(tx: JobTx, lane: LaneRow, previewId: number, now: number): Promise<StoredPreview> {
  const preview = await existingPreview(tx, previewId)
  if (preview.laneId !== lane.id) throw new NotFound('purge preview', previewId)
  checkGood(preview, now)
  await tx.jobs.previews.delete(previewId)
  if (preview.holds) await holdAgain(tx, lane, now)
  return preview
}

/** As long as the last of those that look. */
async function holdAgain(tx: JobTx, lane: LaneRow, now: number): Promise<void> {
  lane.heldUntil = await tx.jobs.previews.heldUntil(lane.id, now)
  lane.wakeAt = wakeAt(lane, now)
  await tx.jobs.lanes.save([lane])
  await tx.jobs.lanes.notify()
}

async function lockPreview(tx: JobTx, previewId: number) {
  const { laneId } = await existingPreview(tx, previewId)
  const locked = await lockLane(tx, laneId)
  // Its purge may have had the lane until now.
  return { ...locked, preview: await existingPreview(tx, previewId) }
}

export async function existingPreview({ jobs }: JobStores, previewId: number): Promise<StoredPreview> {
  const preview = await jobs.previews.get(previewId)
  if (!preview) throw new NotFound('purge preview', previewId)
  return preview
}

export const toPreview = ({ throughId: _, begun: __, outdated: ___, ...preview }: StoredPreview): PurgePreview =>
  preview

function checkGood({ id, expiresAt, outdated }: StoredPreview, now: number): void {
  if (expiresAt > now && !outdated) return
  const why = outdated ? 'a purge was undone meanwhile' : 'its time is over'
  throw new Refusal(
    'preview_over',
    `What it counted is not what waits now: ${why}`,
    { id },
    { hint: 'Make another one' },
  )
}

const tooMany = (laneId: number) =>
  new Refusal(
    'too_many_previews',
    `${MOST_OF_A_LANE} previews of this queue are open already`,
    { laneId, most: MOST_OF_A_LANE },
    { hint: 'End one, or wait: each is over after five minutes' },
  )
