import type { JobTx, LaneRow, Touched } from './store.ts'

/** Where the waiting jobs of locked lanes are: nearly always in one segment each, in more after an undo. */
export async function segmentsOf(tx: JobTx, lanes: readonly LaneRow[]): Promise<Map<number, number[]>> {
  const segments = new Map(lanes.map((lane) => [lane.id, [lane.segmentId]]))
  const revived = lanes.filter((lane) => lane.revived > 0)
  if (revived.length > 0) {
    for (const { id } of revived) segments.set(id, [])
    for (const { laneId, segmentId } of await tx.jobs.purges.liveSegments(revived.map(({ id }) => id)))
      segments.get(laneId)!.push(segmentId)
  }
  return segments
}

/**
 * With the lanes locked: jobs have left the line or stopped running; whoever is first behind their keys gets into
 * the line. Answers the lanes that got one. A job too many in line does no harm: a claim puts it behind again.
 */
export async function freeKeysOf(tx: JobTx, lanes: readonly LaneRow[], gone: readonly Touched[]): Promise<Set<number>> {
  const keyed = gone.filter(({ orderKey }) => orderKey !== null)
  if (keyed.length === 0) return new Set()
  const segments = await segmentsOf(tx, lanes)
  const keys = keyed.flatMap(({ laneId, orderKey }) =>
    (segments.get(laneId) ?? []).map((segmentId) => ({ laneId, segmentId, orderKey: orderKey! })),
  )
  return new Set(await tx.jobs.rows.freeKeys(keys))
}
