import type { Counted } from '../../src/jobs/lanes/counts.ts'
import type { Queries } from '../../src/storage/engine/database.ts'
import { sql } from '../../src/storage/engine/sql.ts'
import { jobRows } from './job-rows.ts'

/** What was counted of a lane in all, and what its jobs say themselves; the two are to be the same. */
export async function countedAndRecounted(q: Queries, laneId: number, stepMs = 60_000) {
  const counts = await q.all<{ at: number; what: Counted; n: number }>(
    sql`SELECT at - at % ${stepMs} AS at, what, sum(n) AS n FROM lane_counts WHERE lane_id = ${laneId} GROUP BY 1, 2`,
  )
  const sum = (...whats: Counted[]) =>
    counts.filter(({ what }) => whats.includes(what)).reduce((total, { n }) => total + n, 0)
  const recounted = async (name: 'enqueued_at' | 'finished_at', state: string | null) => {
    const instant = name === 'enqueued_at' ? sql`enqueued_at` : sql`finished_at`
    const ended =
      state === null
        ? sql`1 = 1`
        : sql`(CASE WHEN state = 'failed' AND note = 'expired' THEN 'expired' ELSE state END) = ${state}`
    return q.all<{
      at: number
      n: number
    }>(sql`SELECT ${instant} - ${instant} % ${stepMs} AS at, count(*) AS n FROM ${jobRows(q, [laneId])}
      WHERE lane_id = ${laneId} AND ${ended} GROUP BY 1 ORDER BY 1`)
  }
  const series = (what: Counted) =>
    counts
      .filter((each) => each.what === what)
      .map(({ at, n }) => ({ at, n }))
      .sort((a, b) => a.at - b.at)
  const all = await q.get<{ attempts: number; waiting: number; cancelled: number }>(
    sql`SELECT COALESCE(sum(attempt), 0) AS attempts,
        COALESCE(sum(CASE WHEN ${WAITS} THEN 1 ELSE 0 END), 0) AS waiting,
        COALESCE(sum(CASE WHEN state = 'cancelled' OR (segment_id IS NOT NULL AND NOT ${WAITS}) THEN 1 ELSE 0 END), 0)
          AS cancelled
      FROM ${jobRows(q, [laneId])} WHERE lane_id = ${laneId}`,
  )
  return {
    counted: {
      enqueued: series('enqueued'),
      done: series('done'),
      failed: series('failed'),
      expired: series('expired'),
      attempts: sum('begun') - sum('returned'),
      cancelled: sum('cancelled') - sum('restored'),
      waiting: sum('enqueued', 'returned', 'retried', 'restored') - sum('begun', 'expired', 'cancelled'),
    },
    recounted: {
      enqueued: await recounted('enqueued_at', null),
      done: await recounted('finished_at', 'done'),
      failed: await recounted('finished_at', 'failed'),
      expired: await recounted('finished_at', 'expired'),
      ...all!,
    },
  }
}

const WAITS = sql`(segment_id IS NOT NULL AND EXISTS (SELECT 1 FROM lane_segments g WHERE g.id = jobs.segment_id
  AND g.purge_id IS NULL))`
