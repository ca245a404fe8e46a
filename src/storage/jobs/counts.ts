import type { LaneCount } from '../../jobs/lanes/counts.ts'
import type { CountedLanes, LaneCountStore } from '../../jobs/store.ts'
import type { Queries, RowColumns } from '../engine/database.ts'
import { type Sql, sql } from '../engine/sql.ts'

const MINUTE_MS = 60_000

const COUNT = {
  lane_id: ['BIGINT', ({ laneId }) => laneId],
  at: ['BIGINT', ({ at }) => at],
  what: ['TEXT', ({ what }) => what],
  n: ['BIGINT', ({ n }) => n],
} as const satisfies RowColumns<LaneCount>

/** The slot of what is counted under the lanes' locks, so that nobody waits for it. */
export const UNDER_LOCK = sql`0`

/** One statement for a batch. */
export async function addCounts(q: Queries, counts: readonly LaneCount[], slot: Sql, stepMs = MINUTE_MS) {
  for (const given of q.phrases.given(COUNT, summed(counts, stepMs)))
    await q.run(sql`INSERT INTO lane_counts (lane_id, step_ms, at, what, slot, n)
      SELECT given.lane_id, CAST(${stepMs} AS BIGINT), given.at, given.what, ${slot}, given.n FROM ${given} WHERE TRUE
        ORDER BY given.lane_id, given.at, given.what
      ON CONFLICT (lane_id, at, step_ms, what, slot) DO UPDATE SET n = lane_counts.n + excluded.n`)
}

/** PostgreSQL changes no row twice in one statement. */
function summed(counts: readonly LaneCount[], stepMs: number): LaneCount[] {
  const sums = new Map<string, LaneCount>()
  for (const { laneId, at, what, n } of counts) {
    const start = at - (at % stepMs)
    const key = `${laneId} ${start} ${what}`
    const sum = sums.get(key)
    if (sum) sum.n += n
    else sums.set(key, { laneId, at: start, what, n })
  }
  return [...sums.values()]
}

/** What waits comes in the same statement, so that it and what was counted are of one moment. */
type CountedRow = Omit<LaneCount, 'laneId' | 'what'> & { what: LaneCount['what'] | 'waiting' }

const WAITING = sql`l.waiting_here + COALESCE((SELECT sum(waiting) FROM lane_slots WHERE lane_id = l.lane_id), 0)`

const countedOf = (found: readonly CountedRow[]): CountedLanes => ({
  counts: found.flatMap(({ what, ...each }) => (what === 'waiting' ? [] : [{ ...each, what }])),
  waiting: found.find(({ what }) => what === 'waiting')?.n ?? 0,
})

export function laneCountStore(q: Queries): LaneCountStore {
  return {
    async since(laneIds, from, stepMs) {
      const found = await q.all<CountedRow>(
        sql`SELECT at - at % ${stepMs} AS at, what, sum(n) AS n FROM lane_counts
            WHERE lane_id ${q.phrases.inIntegers(laneIds)} AND at >= ${from} AND step_ms <= ${stepMs} GROUP BY 1, 2
          UNION ALL SELECT 0, 'waiting', COALESCE(sum(${WAITING}), 0) FROM lane_states l
            WHERE l.lane_id ${q.phrases.inIntegers(laneIds)}`,
      )
      return countedOf(found)
    },
    async sinceByLane(laneIds, from, stepMs) {
      const found = await q.all<CountedRow & { laneId: number }>(
        sql`SELECT lane_id AS "laneId", at - at % ${stepMs} AS at, what, sum(n) AS n FROM lane_counts
            WHERE lane_id ${q.phrases.inIntegers(laneIds)} AND at >= ${from} AND step_ms <= ${stepMs} GROUP BY 1, 2, 3
          UNION ALL SELECT l.lane_id, 0, 'waiting', ${WAITING} FROM lane_states l WHERE l.lane_id ${q.phrases.inIntegers(laneIds)}`,
      )
      const lanes = Map.groupBy(found, ({ laneId }) => laneId)
      return new Map([...lanes].map(([id, rows]) => [id, countedOf(rows.map(({ laneId: _, ...row }) => row))]))
    },
    async lastOf(stepMs) {
      const row = await q.get<{ at: number | null }>(
        sql`SELECT max(at) AS at FROM lane_counts WHERE step_ms = ${stepMs}`,
      )
      return row?.at == null ? 0 : row.at + stepMs
    },
    async fold(fromMs, toMs, before, most) {
      await q.get(q.phrases.oneAtATime('lane_counts'))
      const gone = await q.all<LaneCount>(
        sql`DELETE FROM lane_counts WHERE (lane_id, at, step_ms, what, slot) IN
            (SELECT lane_id, at, step_ms, what, slot FROM lane_counts WHERE step_ms = ${fromMs} AND at < ${before}
              ORDER BY at LIMIT ${most})
          RETURNING lane_id AS "laneId", at, what, n`,
      )
      if (toMs !== null) await addCounts(q, gone, UNDER_LOCK, toMs)
      return gone.length
    },
  }
}
