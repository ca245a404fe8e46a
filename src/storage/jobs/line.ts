import type { Ahead, Candidate, JobRowStore, StoredState, Stretch, Touched } from '../../jobs/store.ts'
import type { Database, Queries, RowColumns } from '../engine/database.ts'
import { isOn, type Stored } from '../engine/decode.ts'
import { type Sql, sql } from '../engine/sql.ts'
import { ASIDE, type Aside, asideOf, touchedOf, UNTRIED } from './aside.ts'
import { insertEnded } from './ended.ts'
import { triesOf } from './states.ts'

export const ALL_BANDS = [0, 1, 2] as const

/** A band of a stretch, from its mark on. */
type Arm = { laneId: number; segmentId: number; band: number; mark: number; sideMark: number; n: number; sideN: number }

const ARM = {
  lane_id: ['BIGINT', ({ laneId }) => laneId],
  segment_id: ['BIGINT', ({ segmentId }) => segmentId],
  band: ['BIGINT', ({ band }) => band],
  mark: ['BIGINT', ({ mark }) => mark],
  side_mark: ['BIGINT', ({ sideMark }) => sideMark],
  n: ['BIGINT', ({ n }) => n],
  side_n: ['BIGINT', ({ sideN }) => sideN],
} as const satisfies RowColumns<Arm>

const armsOf = (stretches: readonly (Stretch & { n?: number; sideN?: number })[]): Arm[] =>
  stretches.flatMap(({ laneId, segmentId, marks, sideMark, n = 1, sideN = 1 }) =>
    ALL_BANDS.map((band) => ({ laneId, segmentId, band, mark: marks[band], sideMark, n, sideN })),
  )

const KEY = {
  lane_id: ['BIGINT', ({ laneId }) => laneId],
  segment_id: ['BIGINT', ({ segmentId }) => segmentId],
  order_key: ['TEXT', ({ orderKey }) => orderKey],
} as const satisfies RowColumns<{ laneId: number; segmentId: number; orderKey: string }>

const FREED = {
  id: ['BIGINT', ({ id }) => id],
  due_at: ['BIGINT', ({ dueAt }) => dueAt],
} as const satisfies RowColumns<{ id: number; dueAt: number }>

/** The conditions of partial indexes stand in the statements letter by letter, or SQLite would not use them. */
const IN_LINE = sql`state IN ('ready', 'scheduled')`
export const UNBEGUN = ['scheduled', 'behind', 'ready', 'offered'] as const satisfies readonly StoredState[]
const WAITS = sql`a.state IN ('ready', 'scheduled', 'behind')`

export const inLiveSegment = (segment: Sql): Sql =>
  sql`EXISTS (SELECT 1 FROM lane_segments g WHERE g.id = ${segment} AND g.purge_id IS NULL)`

/** Whether another job of the key runs. */
const busy = (key: Sql, lane: Sql): Sql => sql`CASE WHEN ${key} IS NOT NULL AND EXISTS
  (SELECT 1 FROM busy_keys k WHERE k.lane_id = ${lane} AND k.order_key = ${key}) THEN 1 ELSE 0 END`

/** One in line who was never taken. */
export type ReadyRow = {
  id: number
  laneId: number
  segmentId: number
  band: number
  orderKey: string | null
  expiresAt: number | null
}

/** Of these, those that wait in segments that no purge has taken. */
export async function waitingOf(q: Queries, ids: readonly number[]): Promise<{ ready: ReadyRow[]; aside: Aside[] }> {
  if (ids.length === 0) return { ready: [], aside: [] }
  const [ready, aside] = await Promise.all([
    q.all<ReadyRow>(sql`SELECT r.id, j.lane_id AS "laneId", r.segment_id AS "segmentId", r.band, r.order_key AS "orderKey",
        r.expires_at AS "expiresAt"
      FROM jobs j JOIN ready r ON r.segment_id = j.segment_id AND r.band = j.band AND r.id = j.id
      WHERE j.id ${q.phrases.inIntegers(ids)} AND ${inLiveSegment(sql`r.segment_id`)} ORDER BY r.id`),
    asideOf(q).get(ids, sql`${WAITS} AND ${inLiveSegment(sql`a.segment_id`)}`),
  ])
  return { ready, aside }
}

/** Takes them out of the line. Who has the lane locked has read them, so all of them are there. */
export async function deleteReady(
  q: Queries,
  rows: readonly Pick<ReadyRow, 'id' | 'segmentId' | 'band'>[],
): Promise<void> {
  const places = Map.groupBy(rows, ({ segmentId, band }) => segmentId * 3 + band)
  const deleted = await Promise.all(
    [...places.values()].map((place) => {
      const { segmentId, band } = place[0]!
      const ids = place.map(({ id }) => id)
      return q.run(sql`DELETE FROM ready WHERE segment_id = ${segmentId} AND band = ${band}
        AND id ${q.phrases.inIntegers(ids)}`)
    }),
  )
  const n = deleted.reduce((sum, each) => sum + each, 0)
  if (n !== rows.length) throw new Error(`${rows.length} jobs were in line and ${n} left it`)
}

export function lineOf(q: Queries, now: () => Sql, stream: Database['stream']) {
  const aside = asideOf(q)
  async function selected<Row>(pieces: readonly Sql[]): Promise<Row[]> {
    const found = await Promise.all(pieces.map((piece) => q.all<Row>(piece)))
    return found.flat()
  }

  return {
    async candidates(wants, instant) {
      const arms = armsOf(wants)
      const [ready, back] = await Promise.all([
        selected<Stored<ReadyRow & { busy: boolean }>>(
          q.phrases.forEachGiven(
            ARM,
            arms,
            (each) => sql`SELECT CAST(${each.lane_id} AS BIGINT) AS "laneId", r.segment_id AS "segmentId", r.band, r.id,
                r.order_key AS "orderKey", r.expires_at AS "expiresAt", ${busy(sql`r.order_key`, each.lane_id)} AS busy
              FROM ready r WHERE r.segment_id = ${each.segment_id} AND r.band = ${each.band} AND r.id > ${each.mark}
              ORDER BY r.segment_id, r.band, r.id LIMIT ${each.n}`,
          ),
        ),
        selected<Aside & { segmentId: number; busy: 0 | 1 }>(
          q.phrases.forEachGiven(
            ARM,
            arms,
            (each) => sql`SELECT ${ASIDE}, ${busy(sql`a.order_key`, each.lane_id)} AS busy FROM aside a
              WHERE a.segment_id = ${each.segment_id} AND a.band = ${each.band} AND a.${IN_LINE}
                AND a.due_at > ${each.side_mark} AND a.due_at <= ${instant}
              ORDER BY a.segment_id, a.band, a.due_at, a.id LIMIT ${each.side_n}`,
          ),
        ),
      ])
      return [
        ...ready.map((row): Candidate => ({ ...row, busy: isOn(row.busy), dueAt: null, before: null })),
        ...back.map(
          ({ id, laneId, segmentId, band, orderKey, expiresAt, dueAt, busy, ...row }): Candidate => ({
            ...{ id, laneId, segmentId, band, orderKey, expiresAt, dueAt },
            busy: isOn(busy),
            before: triesOf(row),
          }),
        ),
      ]
    },
    parkedDue: (laneIds, instant, limit) =>
      q.all(sql`SELECT id, lane_id AS "laneId" FROM aside WHERE lane_id ${q.phrases.inIntegers(laneIds)}
        AND state = 'parked' AND due_at <= ${instant} ORDER BY due_at, id LIMIT ${limit}`),
    async putBehind(jobs) {
      const rows = jobs.map(
        ({ id, laneId, segmentId, band, orderKey, expiresAt, before }): Aside => ({
          ...{ id, laneId, segmentId, band, orderKey, expiresAt },
          state: 'behind',
          dueAt: null,
          holderId: null,
          ...(before ?? UNTRIED),
        }),
      )
      await deleteReady(
        q,
        jobs.filter(({ before }) => before === null),
      )
      await aside.replace(rows)
    },
    async freeKeys(keys) {
      const dueAt = new Map(keys.map((key) => [key.laneId, key.dueAt]))
      const found = await selected<{ id: number; laneId: number; band: number; orderKey: string }>(
        q.phrases.forEachGiven(
          KEY,
          keys,
          (each) => sql`SELECT b.id, b.lane_id AS "laneId", b.band, b.order_key AS "orderKey" FROM aside b
            WHERE b.segment_id = ${each.segment_id} AND b.state = 'behind' AND b.order_key = ${each.order_key}
              AND NOT EXISTS (SELECT 1 FROM busy_keys k
                WHERE k.lane_id = ${each.lane_id} AND k.order_key = ${each.order_key})
            ORDER BY b.band, b.id LIMIT 1`,
        ),
      )
      const first = new Map<string, (typeof found)[number]>()
      for (const row of found.sort((a, b) => a.band - b.band || a.id - b.id)) {
        const key = JSON.stringify([row.laneId, row.orderKey])
        if (!first.has(key)) first.set(key, row)
      }
      const freed = [...first.values()].map(({ id, laneId }) => ({ id, laneId, dueAt: dueAt.get(laneId)! }))
      for (const given of q.phrases.given(FREED, freed))
        await q.run(
          sql`UPDATE aside SET state = 'ready', due_at = given.due_at FROM ${given} WHERE aside.id = given.id`,
        )
      return [...new Set(freed.map(({ laneId }) => laneId))]
    },
    async ahead(stretches, instant) {
      const found = await selected<{ laneId: number; ready: number; due: number | null; look: number | null }>(
        q.phrases.forEachGiven(
          ARM,
          armsOf(stretches),
          (each) => sql`SELECT CAST(${each.lane_id} AS BIGINT) AS "laneId",
            CASE WHEN EXISTS (SELECT 1 FROM ready WHERE segment_id = ${each.segment_id} AND band = ${each.band}
                AND id > ${each.mark})
              OR EXISTS (SELECT 1 FROM aside WHERE segment_id = ${each.segment_id} AND band = ${each.band} AND ${IN_LINE}
                AND due_at > ${each.side_mark} AND due_at <= ${instant}) THEN 1 ELSE 0 END AS ready,
            (SELECT min(due_at) FROM aside WHERE segment_id = ${each.segment_id} AND band = ${each.band} AND ${IN_LINE}
              AND due_at > ${instant}) AS due,
            (SELECT min(due_at) FROM aside WHERE lane_id = ${each.lane_id} AND state = 'parked') AS look`,
        ),
      )
      const lanes = new Map<number, Ahead>()
      for (const { laneId, ready, due, look } of found) {
        const lane = lanes.get(laneId) ?? { laneId, ready: false, dueAt: null }
        lane.ready ||= ready === 1
        for (const at of [due, look]) if (at !== null && (lane.dueAt === null || at < lane.dueAt)) lane.dueAt = at
        lanes.set(laneId, lane)
      }
      return [...lanes.values()]
    },
    async expire(ids, instant): Promise<Touched[]> {
      const found = await waitingOf(q, ids)
      const isLate = ({ expiresAt }: { expiresAt: number | null }) => expiresAt !== null && expiresAt <= instant
      const [ready, back] = [found.ready.filter(isLate), found.aside.filter(isLate)]
      const base = { state: 'failed', runAt: null, finishedAt: instant, result: null, purgeId: null } as const
      await deleteReady(q, ready)
      await aside.delete(back.map(({ id }) => id))
      const rows = [
        ...ready.map(({ id, laneId }) => ({ id, laneId, ...UNTRIED })),
        ...back.map((row) => ({ id: row.id, laneId: row.laneId, ...triesOf(row) })),
      ]
      await insertEnded(
        q,
        rows.map((row) => ({ ...row, ...base, note: 'expired' })),
      )
      return [...ready, ...back].map(touchedOf)
    },
    async overdue(limit) {
      const late = (
        table: Sql,
      ) => sql`SELECT w.id, g.lane_id AS "laneId" FROM lane_segments g JOIN ${table} w ON w.segment_id = g.id
        WHERE g.purge_id IS NULL AND w.segment_id IS NOT NULL AND w.expires_at <= ${now()}`
      const ready = await q.all<SegmentedJob>(sql`${late(sql`ready`)} LIMIT ${limit}`)
      if (ready.length === limit) return ready
      const waits = sql`w.state IN ('ready', 'scheduled', 'behind')`
      const back = await q.all<SegmentedJob>(sql`${late(sql`aside`)} AND ${waits} LIMIT ${limit - ready.length}`)
      return [...ready, ...back]
    },
    async countBefore(segmentIds, band, id) {
      const statement = sql`SELECT
        (SELECT count(*) FROM ready WHERE segment_id ${q.phrases.inIntegers(segmentIds)} AND (band, id) < (${band}, ${id}))
        + (SELECT count(*) FROM aside WHERE segment_id ${q.phrases.inIntegers(segmentIds)} AND segment_id IS NOT NULL
          AND state IN ('ready', 'behind') AND (band, id) < (${band}, ${id})) AS n`
      for await (const [row] of stream<{ n: number }>(statement, 1)) return row!.n
      return 0
    },
  } satisfies Partial<JobRowStore>
}

type SegmentedJob = { id: number; laneId: number }
