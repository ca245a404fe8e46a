import { BANDS, type Job } from './job.ts'
import { startsAt } from './lanes/pace.ts'
import type { QueuePlace } from './queue.ts'
import type { JobStores } from './store.ts'

/** Where a waiting job stands in its lane, and when it begins as things go now. */
export const placeOf = async (read: JobStores, job: Job): Promise<QueuePlace | undefined> =>
  (await placesOf(read, [job]))[0]

/** The same for waiting jobs of one lane that follow each other: they are counted once. Undefined for one that does not wait. */
export async function placesOf({ jobs }: JobStores, page: readonly Job[]): Promise<(QueuePlace | undefined)[]> {
  const first = page.find(({ state }) => state === 'waiting')
  const { now, lanes } = first ? await jobs.lanes.admit([first.laneId]) : { now: 0, lanes: [] }
  const [lane] = lanes
  if (!first || !lane) return page.map(() => undefined)
  const segments = await jobs.purges.liveSegments([lane.id])
  const segmentIds = segments.map(({ segmentId }) => segmentId)
  let before = await jobs.rows.countBefore(segmentIds, BANDS.indexOf(first.band), first.id)
  return page.map(({ state, runAt }) => {
    if (state !== 'waiting') return undefined
    before += 1
    return { position: before, startsAt: startsAt(lane, before - 1, runAt, now) }
  })
}
