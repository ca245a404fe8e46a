import type { HoldStore, OpenJob } from '../../hold/store.ts'
import type { Queries } from '../engine/database.ts'
import { decoded, json } from '../engine/decode.ts'
import { sql } from '../engine/sql.ts'

/** In line, or put aside for later, and taken by no purge. What runs is somebody's. */
const OPEN = sql`(SELECT r.id, g.lane_id FROM ready r JOIN lane_segments g ON g.id = r.segment_id AND g.purge_id IS NULL
  UNION ALL SELECT a.id, a.lane_id FROM aside a LEFT JOIN lane_segments g ON g.id = a.segment_id WHERE g.purge_id IS NULL) AS o
  JOIN jobs j ON j.id = o.id JOIN lanes l ON l.id = o.lane_id`

export function holdStore(q: Queries): HoldStore {
  return {
    openByKind: () =>
      q.all(
        sql`SELECT l.kind, count(*) AS count, min(j.enqueued_at) AS oldest FROM ${OPEN} GROUP BY l.kind ORDER BY l.kind`,
      ),
    async openJobs(kinds, after, limit) {
      const rows = await q.all<Omit<OpenJob, 'payload'> & { payload: string }>(
        sql`SELECT j.id, l.id AS "laneId", l.kind AS "laneKind", j.payload FROM ${OPEN}
          WHERE l.kind ${q.phrases.inTexts(kinds)} AND j.id > ${after} ORDER BY j.id LIMIT ${limit}`,
      )
      return rows.map((row) => decoded(row, { payload: json<OpenJob['payload']>(row.payload) }))
    },
  }
}
