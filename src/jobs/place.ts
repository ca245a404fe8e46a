import { BANDS, type Job } from './job.ts'
import { startsAt } from './pace.ts'
import type { Place } from './queue.ts'
import type { JobStores } from './store.ts'

/** Where a waiting job stands in its lane, and when it begins as things go now. */
export async function placeOf({ jobs }: JobStores, job: Job): Promise<Place | undefined> {
  if (job.state !== 'waiting') return undefined
  const { now, lanes } = await jobs.lanes.admit([job.laneId])
  const [lane] = lanes
  if (!lane) return undefined
  const segments = await jobs.purges.liveSegments([lane.id])
  const before = await jobs.rows.countBefore(
    segments.map(({ segmentId }) => segmentId),
    BANDS.indexOf(job.band),
    job.id,
  )
  return { position: before + 1, startsAt: startsAt(lane, before, job.runAt, now) }
}
