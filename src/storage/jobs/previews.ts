import type { StoredPreview } from '../../jobs/purges/purge.ts'
import type { PurgePreviewStore } from '../../jobs/store.ts'
import type { Queries } from '../engine/database.ts'
import { decoded, isOn, json, type Stored } from '../engine/decode.ts'
import { flag, insertValues, type Sql, sql } from '../engine/sql.ts'
import { ALL_BANDS, UNBEGUN } from './line.ts'
import { isOpen } from './turns.ts'

const PREVIEW = sql`id, lane_id AS "laneId", through_id AS "throughId", begun, jobs AS count, holds, outdated,
  made_by AS by, created_at AS "createdAt", expires_at AS "expiresAt"`

type Row = Stored<StoredPreview, 'begun'>

const toPreview = (row: Row): StoredPreview =>
  decoded(row, { begun: json(row.begun), holds: isOn(row.holds), outdated: isOn(row.outdated) })

export function purgePreviewStore(q: Queries): PurgePreviewStore {
  const ids = async (statement: Sql) => (await q.all<{ id: number }>(statement)).map(({ id }) => id)
  return {
    insert: ({ laneId, throughId, begun, count, holds, by, createdAt, expiresAt }) =>
      q.insert(
        sql`INSERT INTO purge_previews ${insertValues({
          lane_id: laneId,
          through_id: throughId,
          begun: JSON.stringify(begun),
          jobs: count,
          holds: flag(holds),
          made_by: by,
          created_at: createdAt,
          expires_at: expiresAt,
        })} RETURNING id`,
      ),
    async get(id) {
      const row = await q.get<Row>(sql`SELECT ${PREVIEW} FROM purge_previews WHERE id = ${id}`)
      return row && toPreview(row)
    },
    async countOf(laneId, now) {
      const row = await q.get<{ previews: number }>(
        sql`SELECT count(*) AS previews FROM purge_previews WHERE lane_id = ${laneId} AND expires_at > ${now}`,
      )
      return row!.previews
    },
    async extend(id, expiresAt) {
      await q.run(sql`UPDATE purge_previews SET expires_at = ${expiresAt} WHERE id = ${id}`)
    },
    async delete(id) {
      await q.run(sql`DELETE FROM purge_previews WHERE id = ${id}`)
    },
    async deleteBefore(laneId, instant) {
      await q.run(sql`DELETE FROM purge_previews WHERE lane_id = ${laneId} AND expires_at <= ${instant}`)
    },
    async outdate(laneIds) {
      await q.run(sql`UPDATE purge_previews SET outdated = 1 WHERE lane_id ${q.phrases.inIntegers(laneIds)}`)
    },
    async heldUntil(laneId, now) {
      const row = await q.get<{ until: number | null }>(
        sql`SELECT max(expires_at) AS until FROM purge_previews
          WHERE lane_id = ${laneId} AND holds = 1 AND expires_at > ${now}`,
      )
      return row!.until
    },
    begunOf: (laneId) =>
      ids(sql`SELECT id FROM aside WHERE lane_id = ${laneId} AND state = 'parked'
        UNION ALL SELECT x.value AS id FROM leases l CROSS JOIN ${q.phrases.elements(sql`l.jobs`)}
          WHERE l.lane_id = ${laneId} AND ${isOpen(q)}`),
    async endsOf(segmentIds, most) {
      const first: number[] = []
      let last: number | undefined
      for (const segmentId of segmentIds)
        for (const place of placesIn(segmentId)) {
          first.push(...(await ids(sql`SELECT id FROM ${place} ORDER BY segment_id, band, id LIMIT ${most}`)))
          const newest = sql`SELECT id FROM ${place} ORDER BY segment_id DESC, band DESC, id DESC LIMIT 1`
          for (const id of await ids(newest)) last = Math.max(last ?? 0, id)
        }
      return { first: first.sort((a, b) => a - b).slice(0, most), last }
    },
    async moveTo(segmentId, from, after, jobIds) {
      let moved = 0
      for (const old of from) {
        for (const band of ALL_BANDS)
          moved += await q.run(sql`UPDATE ready SET segment_id = ${segmentId}
            WHERE segment_id = ${old} AND band = ${band} AND id > ${after}`)
        for (const state of UNBEGUN)
          for (const band of ALL_BANDS)
            moved += await q.run(sql`UPDATE aside SET segment_id = ${segmentId}
              WHERE segment_id = ${old} AND state = ${state} AND band = ${band} AND id > ${after}`)
      }
      // Where a job is found in line is where it says that it came in.
      await q.run(sql`UPDATE jobs SET segment_id = ${segmentId} WHERE id IN
        (SELECT id FROM ready WHERE segment_id = ${segmentId})`)
      if (jobIds.length > 0)
        moved += await q.run(sql`UPDATE aside SET segment_id = ${segmentId}
          WHERE id ${q.phrases.inIntegers(jobIds)} AND segment_id ${q.phrases.inIntegers(from)}`)
      return moved
    },
  }
}

/** What waits in a segment, part by part, because that is how the indexes go. */
const placesIn = (segmentId: number): Sql[] =>
  ALL_BANDS.flatMap((band) => [
    sql`ready WHERE segment_id = ${segmentId} AND band = ${band}`,
    ...UNBEGUN.map((state) => sql`aside WHERE segment_id = ${segmentId} AND state = ${state} AND band = ${band}`),
  ])
