import type { Queries } from '../../src/storage/engine/database.ts'
import { type Sql, sql } from '../../src/storage/engine/sql.ts'
import { STATE, wherever } from '../../src/storage/jobs/states.ts'

/** Each job of these lanes in one row, with all that the tables say of where it is: what tests ask that look behind the queue. */
export const jobRows = (
  q: Queries,
  laneIds: readonly number[],
): Sql => sql`(SELECT j.id, j.lane_id, COALESCE(a.segment_id, r.segment_id) AS segment_id,
    ${STATE} AS state, COALESCE(a.holder_id, l.holder_id) AS holder_id, j.order_key, e.purge_id,
    COALESCE(e.attempt, a.attempt, CASE WHEN l.id IS NOT NULL THEN ${attemptIn(q)} END, 0) AS attempt,
    COALESCE(e.note, a.note) AS note, j.enqueued_at, e.finished_at,
    CASE WHEN e.id IS NULL THEN 0 ELSE 1 END + CASE WHEN a.id IS NULL THEN 0 ELSE 1 END
      + CASE WHEN r.id IS NULL THEN 0 ELSE 1 END + CASE WHEN l.id IS NULL THEN 0 ELSE 1 END AS places
  FROM ${wherever(q)} WHERE j.lane_id ${q.phrases.inIntegers(laneIds)}) AS jobs`

/** How often a running job has begun: once, unless its lease says otherwise. */
const attemptIn = (q: Queries): Sql =>
  q.phrases.slot.sql === '0'
    ? sql`COALESCE((SELECT json_extract(o.value, '$[1]') FROM json_each(l.odd) AS o WHERE o.key = j.id), 1)`
    : sql`COALESCE((SELECT CAST(o.value ->> 1 AS BIGINT) FROM json_each(CAST(l.odd AS JSON)) AS o
        WHERE o.key = CAST(j.id AS TEXT)), 1)`
