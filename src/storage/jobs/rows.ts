import type { Job } from '../../jobs/job.ts'
import type { JobRowStore, NewRow } from '../../jobs/store.ts'
import type { Database, Queries, RowColumns } from '../engine/database.ts'
import { type Sql, sql } from '../engine/sql.ts'
import { type Aside, asideOf, UNTRIED } from './aside.ts'
import { ALL_BANDS, lineOf, UNBEGUN } from './line.ts'
import { bandNumber, byPlace, JOB, type StoredJob, toJob, wherever } from './states.ts'
import { turnsOf } from './turns.ts'

const NEW = {
  lane_id: ['BIGINT', (row) => row.laneId],
  segment_id: ['BIGINT', (row) => row.segmentId],
  band: ['BIGINT', (row) => bandNumber(row.band)],
  kind: ['TEXT', (row) => row.kind],
  order_key: ['TEXT', (row) => row.orderKey],
  payload: ['TEXT', (row) => JSON.stringify(row.payload)],
  reference: ['TEXT', (row) => row.reference],
  expires_at: ['BIGINT', (row) => row.expiresAt],
  on_lost: ['TEXT', (row) => row.onLost],
  enqueued_at: ['BIGINT', (row) => row.enqueuedAt],
} as const satisfies RowColumns<NewRow>

type Numbered = { id: number; row: NewRow }

const READY = {
  segment_id: ['BIGINT', ({ row }) => row.segmentId],
  band: ['BIGINT', ({ row }) => bandNumber(row.band)],
  id: ['BIGINT', ({ id }) => id],
  expires_at: ['BIGINT', ({ row }) => row.expiresAt],
  order_key: ['TEXT', ({ row }) => row.orderKey],
} as const satisfies RowColumns<Numbered>

export function jobRowStore(q: Queries, now: () => Sql, stream: Database['stream']): JobRowStore {
  const aside = asideOf(q)
  const { letGo: _, ...turns } = turnsOf(q)
  const jobs = async (condition: Sql) =>
    (await q.all<StoredJob>(sql`SELECT ${JOB} FROM ${wherever(q)} WHERE ${condition}`)).map(toJob)
  const byIds = (ids: readonly number[]): Promise<Job[]> =>
    ids.length === 0 ? Promise.resolve([]) : jobs(sql`j.id ${q.phrases.inIntegers(ids)} ORDER BY j.id`)

  /** Into the table and into line. The rows of one statement get their numbers in their order; what comes back may be in another. */
  async function insertAndStand(rows: readonly NewRow[], stands: boolean): Promise<number[]> {
    const inserted: number[] = []
    for (const given of q.phrases.given(NEW, rows)) {
      const insert = sql`INSERT INTO jobs (lane_id, segment_id, band, kind, order_key, payload, reference, expires_at, on_lost,
          enqueued_at)
        SELECT lane_id, segment_id, band, kind, order_key, payload, reference, expires_at, on_lost, enqueued_at FROM ${given}`
      const found = await q.all<{ id: number }>(
        stands
          ? sql`WITH body AS (${insert} RETURNING id, segment_id, band, expires_at, order_key),
              line AS (INSERT INTO ready (segment_id, band, id, expires_at, order_key)
                SELECT segment_id, band, id, expires_at, order_key FROM body)
              SELECT id FROM body`
          : sql`${insert} RETURNING id`,
      )
      for (const { id } of found) inserted.push(id)
    }
    return inserted.sort((a, b) => a - b)
  }

  return {
    ...lineOf(q, now, stream),
    ...turns,
    async insert(rows) {
      const allAtOnce = rows.every(({ dueAt }) => dueAt === null)
      const stands = q.phrases.insertsInWith && allAtOnce
      const ids = await insertAndStand(rows, stands)
      if (stands) return ids
      const numbered = ids.map((id, index) => ({ id, row: rows[index]! }))
      for (const given of q.phrases.given(
        READY,
        numbered.filter(({ row }) => row.dueAt === null),
      ))
        await q.run(sql`INSERT INTO ready (segment_id, band, id, expires_at, order_key)
          SELECT segment_id, band, id, expires_at, order_key FROM ${given}`)
      await aside.insert(numbered.filter(({ row }) => row.dueAt !== null).map(laterOf))
      return ids
    },
    get: byIds,
    async byReference(references, laneIds) {
      const found = await jobs(
        sql`j.reference IS NOT NULL AND j.reference ${q.phrases.inTexts(references)} ORDER BY j.id`,
      )
      return laneIds ? found.filter(({ laneId }) => laneIds.includes(laneId)) : found
    },
    async waiting(laneId, after, limit) {
      const { band: from, id: last } = after ?? { band: 0, id: 0 }
      const segments = await q.all<{ segmentId: number }>(
        sql`SELECT id AS "segmentId" FROM lane_segments WHERE lane_id = ${laneId} AND purge_id IS NULL`,
      )
      const found: { id: number; band: number }[] = []
      const bands = ALL_BANDS.filter((band) => band >= from)
      const arms = segments.flatMap((segment) =>
        bands.map((band) => ({ ...segment, band, after: band === from ? last : 0 })),
      )
      for (const { segmentId, band, after: id } of arms) {
        const page = sql`AND id > ${id} ORDER BY segment_id, band, id LIMIT ${limit}`
        found.push(
          ...(await q.all<{ id: number; band: number }>(
            sql`SELECT id, band FROM ready WHERE segment_id = ${segmentId} AND band = ${band} ${page}`,
          )),
        )
        for (const state of UNBEGUN)
          found.push(
            ...(await q.all<{ id: number; band: number }>(sql`SELECT id, band FROM aside
              WHERE segment_id = ${segmentId} AND state = ${state} AND band = ${band} ${page}`)),
          )
      }
      const first = found.sort((a, b) => a.band - b.band || a.id - b.id).slice(0, limit)
      const page = await byIds(first.map(({ id }) => id))
      return page.filter(({ state }) => state === 'waiting' || state === 'offered').sort(byPlace)
    },
    offeredTo: (holderId) =>
      jobs(
        sql`j.id IN (SELECT id FROM aside WHERE state = 'offered' AND holder_id = ${holderId}) ORDER BY j.band, j.id`,
      ),
    finished: (laneIds, { from, before, after }, limit) =>
      jobs(sql`j.id IN (SELECT id FROM ended WHERE purge_id IS NULL
          AND finished_at >= ${Math.max(from, after?.finishedAt ?? from)} AND finished_at < ${before}
          AND (finished_at, id) > (${after?.finishedAt ?? -1}, ${after?.id ?? -1})
          AND lane_id ${q.phrases.inIntegers(laneIds)} ORDER BY finished_at, id LIMIT ${limit})
        ORDER BY e.finished_at, j.id`),
    async finishedBefore(instant, limit) {
      const rows = await q.all<{ id: number }>(
        sql`SELECT id FROM ended WHERE purge_id IS NULL AND finished_at < ${instant} ORDER BY finished_at LIMIT ${limit}`,
      )
      return rows.map(({ id }) => id)
    },
    async delete(ids) {
      const given = q.phrases.inIntegers(ids)
      // What a purge has taken as it stood is in its segments.
      const segments = await q.all<{ id: number }>(
        sql`SELECT DISTINCT segment_id AS id FROM jobs WHERE id ${given} AND segment_id IS NOT NULL`,
      )
      for (const { id } of segments)
        for (const band of ALL_BANDS)
          await q.run(sql`DELETE FROM ready WHERE segment_id = ${id} AND band = ${band} AND id ${given}`)
      for (const table of [sql`aside`, sql`ended`, sql`jobs`]) await q.run(sql`DELETE FROM ${table} WHERE id ${given}`)
    },
  }
}

const laterOf = ({ id, row }: Numbered): Aside => ({
  id,
  laneId: row.laneId,
  segmentId: row.segmentId,
  band: bandNumber(row.band),
  state: 'scheduled',
  dueAt: row.dueAt,
  orderKey: row.orderKey,
  expiresAt: row.expiresAt,
  holderId: null,
  ...UNTRIED,
})
