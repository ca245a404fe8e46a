import type { Purge, Purged } from '../../jobs/purges/purge.ts'
import type { PurgeStore, SegmentOf, Unbegun } from '../../jobs/store.ts'
import type { Database, GivenColumns, Queries, RowColumns } from '../engine/database.ts'
import { insertValues, join, type Sql, sql, where } from '../engine/sql.ts'
import { IN_LIVE_SEGMENT } from './rows.ts'

const PURGE = sql`id, lane_id AS "laneId", jobs AS count, made_by AS by, why, at, undo_until AS "undoUntil",
  undone_at AS "undoneAt", undone_by AS "undoneBy"`

const SEGMENT = sql`id AS "segmentId", lane_id AS "laneId"`

/** What a marker covers is found by state and band, because that is how the index of what waits goes. */
const MARKED = ['ready', 'scheduled', 'behind'].flatMap((state) => [0, 1, 2].map((band) => ({ state, band })))

const ARM = {
  segment_id: ['BIGINT', ({ segmentId }) => segmentId],
  state: ['TEXT', ({ state }) => state],
  band: ['BIGINT', ({ band }) => band],
} as const satisfies RowColumns<{ segmentId: number; state: string; band: number }>

const RESTORED = {
  id: ['BIGINT', ({ id }) => id],
  segment_id: ['BIGINT', ({ segmentId }) => segmentId],
} as const satisfies RowColumns<{ id: number; segmentId: number }>

/** Few enough that nothing else waits for them, enough that their journeys do not count. */
const STREAMED = 5000

const isIn = (arm: GivenColumns<typeof ARM>): Sql =>
  sql`jobs.segment_id = ${arm.segment_id} AND jobs.state = ${arm.state} AND jobs.band = ${arm.band}`

/**
 * By id, since the band is the same; but that is for the planner of PostgreSQL, which took `ORDER BY id` for a reason to
 * read the whole table by its primary key.
 */
const IN_ORDER = sql`ORDER BY jobs.band, jobs.id`

export function purgeStore(q: Queries, stream: Database['stream']): PurgeStore {
  const segments = (condition: Sql) =>
    q.all<SegmentOf>(sql`SELECT ${SEGMENT} FROM lane_segments WHERE ${condition} ORDER BY id`)
  const segmentsOf = (purgeId: number) => segments(sql`purge_id = ${purgeId}`)
  const armsOf = async (purgeId: number) =>
    (await segmentsOf(purgeId)).flatMap(({ segmentId }) => MARKED.map((arm) => ({ segmentId, ...arm })))
  const ids = async (statement: Sql) => (await q.all<{ id: number }>(statement)).map(({ id }) => id)

  return {
    insert: (purge) =>
      q.insert(
        sql`INSERT INTO purges ${insertValues({
          lane_id: purge.laneId,
          made_by: purge.by,
          why: purge.why,
          at: purge.at,
          undo_until: purge.undoUntil,
        })} RETURNING id`,
      ),
    get: (id) => q.get<Purge>(sql`SELECT ${PURGE} FROM purges WHERE id = ${id}`),
    lock: (id) => q.get(sql`SELECT ${PURGE}, marked FROM purges WHERE id = ${id} ${q.phrases.forUpdate}`),
    list: (laneId, limit) =>
      q.all<Purge>(sql`SELECT ${PURGE} FROM purges ${where([laneId === undefined ? undefined : sql`lane_id = ${laneId}`])}
        ORDER BY id DESC LIMIT ${limit}`),
    async setCount(id, count, marked) {
      await q.run(sql`UPDATE purges SET jobs = ${count}, marked = ${marked} WHERE id = ${id}`)
    },
    async setUndone(id, at, by) {
      await q.run(sql`UPDATE purges SET undone_at = ${at}, undone_by = ${by} WHERE id = ${id}`)
    },
    async delete(id) {
      await q.run(sql`DELETE FROM lane_segments WHERE purge_id = ${id}`)
      await q.run(sql`DELETE FROM purges WHERE id = ${id}`)
    },
    madeBefore: (instant, now, limit) =>
      ids(sql`SELECT id FROM purges WHERE at < ${instant} AND (undo_until IS NULL OR undo_until <= ${now})
        ORDER BY at LIMIT ${limit}`),

    newSegment: (laneId) => q.insert(sql`INSERT INTO lane_segments (lane_id) VALUES (${laneId}) RETURNING id`),
    liveSegments: (laneIds) => segments(sql`lane_id ${q.phrases.inIntegers(laneIds)} AND purge_id IS NULL`),
    async takeSegments(laneId, purgeId, exceptId) {
      await q.run(sql`UPDATE lane_segments SET purge_id = ${purgeId}
        WHERE lane_id = ${laneId} AND purge_id IS NULL AND id <> ${exceptId}`)
    },
    reviveSegments: (purgeId) =>
      q.all<SegmentOf>(sql`UPDATE lane_segments SET purge_id = NULL WHERE purge_id = ${purgeId} RETURNING ${SEGMENT}`),
    segmentsOf,
    async standInLine(segmentIds) {
      await q.run(sql`UPDATE jobs SET state = 'ready'
        WHERE segment_id ${q.phrases.inIntegers(segmentIds)} AND state = 'behind'`)
    },
    drainedSegments: (limit) =>
      q.all<SegmentOf>(sql`SELECT g.id AS "segmentId", g.lane_id AS "laneId" FROM lane_states l
        JOIN lane_segments g ON g.lane_id = l.lane_id AND g.purge_id IS NULL AND g.id <> l.segment_id
        WHERE l.revived > 0 AND NOT EXISTS (SELECT 1 FROM jobs WHERE segment_id = g.id) LIMIT ${limit}`),
    async deleteSegments(segmentIds) {
      await q.run(sql`DELETE FROM lane_segments WHERE id ${q.phrases.inIntegers(segmentIds)}`)
    },

    async pageOf(segmentId, state, band, after, limit) {
      const [statement] = q.phrases.forEachGiven(
        ARM,
        [{ segmentId, state, band }],
        (arm) => sql`SELECT id, kind, order_key AS "orderKey", enqueued_at AS "enqueuedAt" FROM jobs
          WHERE ${isIn(arm)} AND id > ${after} ${IN_ORDER} LIMIT ${limit}`,
      )
      return q.all<Unbegun>(statement!)
    },
    cancel: (jobIds, state, purgeId, instant) =>
      q.all(sql`UPDATE jobs SET state = 'cancelled', segment_id = NULL, holder_id = NULL, purge_id = ${purgeId},
          finished_at = ${instant}
        WHERE id ${q.phrases.inIntegers(jobIds)} AND ${STATES[state]} AND ${IN_LIVE_SEGMENT}
        RETURNING id, lane_id AS "laneId", order_key AS "orderKey", kind, reference`),
    itemised: (purgeId, limit) =>
      q.all(sql`SELECT id, lane_id AS "laneId", run_at AS "runAt" FROM jobs WHERE purge_id = ${purgeId}
        ORDER BY id LIMIT ${limit}`),
    async restore(jobs) {
      for (const given of q.phrases.given(RESTORED, jobs))
        await q.run(sql`UPDATE jobs SET state = CASE WHEN run_at IS NULL THEN 'ready' ELSE 'scheduled' END,
            segment_id = given.segment_id, purge_id = NULL, finished_at = NULL
          FROM ${given} WHERE jobs.id = given.id AND jobs.state = 'cancelled'`)
    },
    async references(purgeId, after, limit) {
      const marked = q.phrases.forEachGiven(
        ARM,
        await armsOf(purgeId),
        (arm) => sql`SELECT id, reference FROM jobs WHERE ${isIn(arm)} AND id > ${after} ${IN_ORDER} LIMIT ${limit}`,
      )
      const itemised = sql`SELECT id, reference FROM jobs WHERE purge_id = ${purgeId} AND id > ${after}
        ORDER BY id LIMIT ${limit}`
      const found: Purged[] = []
      for (const statement of [itemised, ...marked]) for (const row of await q.all<Purged>(statement)) found.push(row)
      return found.sort((a, b) => a.id - b.id).slice(0, limit)
    },
    async *streamReferences(purgeId) {
      // Each arm comes in order from its index, so that the whole is merged and never sorted.
      const arms = (await armsOf(purgeId)).map(
        ({ segmentId, state, band }) => sql`SELECT id, reference FROM jobs
          WHERE segment_id = ${segmentId} AND state = ${state} AND band = ${band}`,
      )
      const itemised = sql`SELECT id, reference FROM jobs WHERE purge_id = ${purgeId}`
      yield* stream<Purged>(sql`${join([itemised, ...arms], ' UNION ALL ')} ORDER BY id`, STREAMED)
    },
    async takenBy(purgeId, limit) {
      const found = await ids(sql`SELECT id FROM jobs WHERE purge_id = ${purgeId} LIMIT ${limit}`)
      if (found.length > 0) return found
      const segmentIds = (await segmentsOf(purgeId)).map(({ segmentId }) => segmentId)
      return ids(sql`SELECT id FROM jobs WHERE segment_id ${q.phrases.inIntegers(segmentIds)} LIMIT ${limit}`)
    },
  }
}

const STATES = { offered: sql`state = 'offered'`, waiting: sql`state IN ('ready', 'scheduled', 'behind')` }
