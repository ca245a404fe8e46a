import type { Purge, Purged } from '../../jobs/purges/purge.ts'
import type { PurgeStore, SegmentOf, Unbegun } from '../../jobs/store.ts'
import type { Database, Queries, RowColumns } from '../engine/database.ts'
import { insertValues, join, type Sql, sql, where } from '../engine/sql.ts'
import { asideOf, touchedOf, UNTRIED } from './aside.ts'
import { insertEnded } from './ended.ts'
import { ALL_BANDS, deleteReady, inLiveSegment, waitingOf } from './line.ts'
import { triesOf } from './states.ts'
import { turnsOf } from './turns.ts'

const PURGE = sql`id, lane_id AS "laneId", jobs AS count, made_by AS by, why, at, undo_until AS "undoUntil",
  undone_at AS "undoneAt", undone_by AS "undoneBy"`

const SEGMENT = sql`id AS "segmentId", lane_id AS "laneId", mark_0 AS "mark0", mark_1 AS "mark1", mark_2 AS "mark2"`

type SegmentRow = Omit<SegmentOf, 'marks'> & Record<`mark${0 | 1 | 2}`, number>

const toSegment = ({ laneId, segmentId, mark0, mark1, mark2 }: SegmentRow): SegmentOf => ({
  laneId,
  segmentId,
  marks: [mark0, mark1, mark2],
})

const RESTORED = {
  id: ['BIGINT', ({ id }) => id],
  segment_id: ['BIGINT', ({ segmentId }) => segmentId],
  state: ['TEXT', ({ scheduled }) => (scheduled ? 'scheduled' : 'ready')],
  due_at: ['BIGINT', ({ dueAt }) => dueAt],
} as const satisfies RowColumns<{ id: number; segmentId: number; scheduled: boolean; dueAt: number }>

/** What a marker covers of a segment: each part in the order of its index, so that the whole is merged and never sorted. */
const partsOf = (segmentId: number): Sql[] =>
  ALL_BANDS.flatMap((band) => [
    sql`ready t WHERE t.segment_id = ${segmentId} AND t.band = ${band}`,
    ...['ready', 'scheduled', 'behind'].map(
      (state) => sql`aside t WHERE t.segment_id = ${segmentId} AND t.state = ${state} AND t.band = ${band}`,
    ),
  ])

/** Asked for each row by itself: a join would be planned anew with every change of the statistics, now and then badly. */
const REFERENCE = sql`t.id, (SELECT j.reference FROM jobs j WHERE j.id = t.id) AS reference`

/** Few enough that nothing else waits for them, enough that their journeys do not count. */
const STREAMED = 5000

export function purgeStore(q: Queries, stream: Database['stream']): PurgeStore {
  const aside = asideOf(q)
  const segments = async (condition: Sql) =>
    (await q.all<SegmentRow>(sql`SELECT ${SEGMENT} FROM lane_segments WHERE ${condition} ORDER BY id`)).map(toSegment)
  const segmentsOf = (purgeId: number) => segments(sql`purge_id = ${purgeId}`)
  const marked = async (purgeId: number) => (await segmentsOf(purgeId)).flatMap(({ segmentId }) => partsOf(segmentId))
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
    async keepMarks(segmentId, [mark0, mark1, mark2]) {
      await q.run(
        sql`UPDATE lane_segments SET mark_0 = ${mark0}, mark_1 = ${mark1}, mark_2 = ${mark2} WHERE id = ${segmentId}`,
      )
    },
    async takeSegments(laneId, purgeId, exceptId) {
      await q.run(sql`UPDATE lane_segments SET purge_id = ${purgeId}
        WHERE lane_id = ${laneId} AND purge_id IS NULL AND id <> ${exceptId}`)
    },
    async reviveSegments(purgeId) {
      const revived = await segmentsOf(purgeId)
      await q.run(sql`UPDATE lane_segments SET purge_id = NULL WHERE purge_id = ${purgeId}`)
      return revived
    },
    segmentsOf,
    async standInLine(segmentIds, dueAt) {
      await q.run(sql`UPDATE aside SET state = 'ready', due_at = ${dueAt}
        WHERE segment_id ${q.phrases.inIntegers(segmentIds)} AND state = 'behind'`)
    },
    async drainedSegments(limit) {
      const found = await q.all<SegmentRow>(sql`SELECT g.id AS "segmentId", g.lane_id AS "laneId", g.mark_0 AS "mark0",
          g.mark_1 AS "mark1", g.mark_2 AS "mark2" FROM lane_states l
        JOIN lane_segments g ON g.lane_id = l.lane_id AND g.purge_id IS NULL AND g.id <> l.segment_id
        WHERE l.revived > 0 AND NOT EXISTS (SELECT 1 FROM ready WHERE segment_id = g.id)
          AND NOT EXISTS (SELECT 1 FROM aside WHERE segment_id = g.id AND segment_id IS NOT NULL) LIMIT ${limit}`)
      return found.map(toSegment)
    },
    async deleteSegments(segmentIds) {
      await q.run(sql`DELETE FROM lane_segments WHERE id ${q.phrases.inIntegers(segmentIds)}`)
    },

    async pageOf(segmentId, state, band, after, limit) {
      const page = (table: Sql) => sql`SELECT t.id, t.order_key AS "orderKey",
          (SELECT j.kind FROM jobs j WHERE j.id = t.id) AS kind,
          (SELECT j.enqueued_at FROM jobs j WHERE j.id = t.id) AS "enqueuedAt"
        FROM ${table} AND t.band = ${band} AND t.id > ${after} ORDER BY t.segment_id, t.band, t.id LIMIT ${limit}`
      const found = await q.all<Unbegun>(page(sql`aside t WHERE t.segment_id = ${segmentId} AND t.state = ${state}`))
      if (state === 'ready') found.push(...(await q.all<Unbegun>(page(sql`ready t WHERE t.segment_id = ${segmentId}`))))
      return found.sort((a, b) => a.id - b.id).slice(0, limit)
    },
    async cancel(jobIds, state, purgeId, instant) {
      const offered = state === 'offered'
      const found = offered
        ? {
            ready: [],
            aside: await aside.get(jobIds, sql`a.state = 'offered' AND ${inLiveSegment(sql`a.segment_id`)}`),
          }
        : await waitingOf(q, jobIds)
      const base = { state: 'cancelled', finishedAt: instant, result: null, purgeId } as const
      await deleteReady(q, found.ready)
      await aside.delete(found.aside.map(({ id }) => id))
      if (offered) await turnsOf(q).letGo(found.aside)
      await insertEnded(q, [
        ...found.ready.map(({ id, laneId }) => ({ id, laneId, ...UNTRIED, runAt: null, ...base })),
        ...found.aside.map((row) => ({
          ...{ id: row.id, laneId: row.laneId, ...triesOf(row), ...base },
          runAt: row.state === 'scheduled' ? row.dueAt : null,
        })),
      ])
      return [...found.ready, ...found.aside].map(touchedOf)
    },
    itemised: (purgeId, limit) =>
      q.all(sql`SELECT id, lane_id AS "laneId", run_at AS "runAt" FROM ended WHERE purge_id = ${purgeId}
        ORDER BY purge_id, id LIMIT ${limit}`),
    async restore(jobs) {
      for (const given of q.phrases.given(RESTORED, jobs))
        await q.run(sql`INSERT INTO aside (id, lane_id, segment_id, band, state, due_at, order_key, expires_at, turn, attempt,
            losses, started_at, note)
          SELECT e.id, e.lane_id, given.segment_id, j.band, given.state, given.due_at, j.order_key,
            CASE WHEN e.attempt = 0 THEN j.expires_at END, e.turn, e.attempt, e.losses, e.started_at, e.note
          FROM ${given} JOIN ended e ON e.id = given.id JOIN jobs j ON j.id = given.id`)
      await q.run(sql`DELETE FROM ended WHERE id ${q.phrases.inIntegers(jobs.map(({ id }) => id))}`)
    },
    async references(purgeId, after, limit) {
      const parts = [sql`ended t WHERE t.purge_id = ${purgeId}`, ...(await marked(purgeId))]
      const found: Purged[] = []
      for (const part of parts)
        for (const row of await q.all<Purged>(
          sql`SELECT ${REFERENCE} FROM ${part} AND t.id > ${after} ORDER BY t.id LIMIT ${limit}`,
        ))
          found.push(row)
      return found.sort((a, b) => a.id - b.id).slice(0, limit)
    },
    async *streamReferences(purgeId) {
      const parts = [sql`ended t WHERE t.purge_id = ${purgeId}`, ...(await marked(purgeId))]
      const all = parts.map((part) => sql`SELECT ${REFERENCE} FROM ${part}`)
      yield* stream<Purged>(sql`${join(all, ' UNION ALL ')} ORDER BY id`, STREAMED)
    },
    async takenBy(purgeId, limit) {
      for (const part of [sql`ended t WHERE t.purge_id = ${purgeId}`, ...(await marked(purgeId))]) {
        const found = await ids(sql`SELECT t.id FROM ${part} LIMIT ${limit}`)
        if (found.length > 0) return found
      }
      return []
    },
  }
}
