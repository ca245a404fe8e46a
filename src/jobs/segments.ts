import { inLine } from './lanes/marks.ts'
import type { JobTx, LaneRow, SegmentOf, Touched } from './store.ts'

/** Where the waiting jobs of locked lanes are: nearly always in one segment each, in more after an undo. */
export async function segmentsOf(tx: JobTx, lanes: readonly LaneRow[]): Promise<Map<number, SegmentOf[]>> {
  const segments = new Map(lanes.map((lane) => [lane.id, [currentOf(lane)]]))
  const revived = lanes.filter((lane) => lane.revived > 0)
  if (revived.length > 0) {
    for (const segment of await tx.jobs.purges.liveSegments(revived.map(({ id }) => id)))
      if (segments.get(segment.laneId)![0]!.segmentId !== segment.segmentId) segments.get(segment.laneId)!.push(segment)
  }
  return segments
}

const currentOf = ({ id, segmentId, marks }: LaneRow): SegmentOf => ({ laneId: id, segmentId, marks })

/**
 * With the lanes locked: jobs have left the line or stopped running; whoever is first behind their keys gets into
 * the line. Answers the lanes that got one. A job too many in line does no harm: a claim puts it behind again.
 */
export async function freeKeysOf(
  tx: JobTx,
  lanes: readonly LaneRow[],
  gone: readonly Touched[],
  now: number,
): Promise<Set<number>> {
  const keyed = gone.filter(({ orderKey }) => orderKey !== null)
  if (keyed.length === 0) return new Set()
  const segments = await segmentsOf(tx, lanes)
  const dueAt = new Map(lanes.map((lane) => [lane.id, inLine(lane, now)]))
  const keys = keyed.flatMap(({ laneId, orderKey }) =>
    (segments.get(laneId) ?? []).map((segment) => ({ ...segment, orderKey: orderKey!, dueAt: dueAt.get(laneId)! })),
  )
  return new Set(await tx.jobs.rows.freeKeys(keys))
}
