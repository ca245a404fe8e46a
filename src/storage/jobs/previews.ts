import type { StoredPreview } from '../../jobs/purges/purge.ts'
import type { PurgePreviewStore } from '../../jobs/store.ts'
import type { Queries } from '../engine/database.ts'
import { decoded, isOn, json, type Stored } from '../engine/decode.ts'
import { flag, insertValues, type Sql, sql } from '../engine/sql.ts'

const PREVIEW = sql`id, lane_id AS "laneId", through_id AS "throughId", begun, jobs AS count, holds, outdated,
  made_by AS by, created_at AS "createdAt", expires_at AS "expiresAt"`

/** One by one, because that is how the index of what waits goes. */
const WAITING = ['ready', 'scheduled', 'behind', 'offered'].flatMap((state) =>
  [0, 1, 2].map((band) => sql`state = ${state} AND band = ${band}`),
)

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
      ids(sql`SELECT id FROM jobs WHERE lane_id = ${laneId} AND state = 'parked'
        UNION ALL SELECT id FROM jobs WHERE holder_id IS NOT NULL AND lane_id = ${laneId} AND state = 'running'`),
    async endsOf(segmentIds, most) {
      const first: number[] = []
      let last: number | undefined
      for (const segmentId of segmentIds)
        for (const waiting of WAITING) {
          const waits = sql`SELECT id FROM jobs WHERE segment_id = ${segmentId} AND ${waiting}`
          first.push(...(await ids(sql`${waits} ORDER BY band, id LIMIT ${most}`)))
          const [newest] = await ids(sql`${waits} ORDER BY band DESC, id DESC LIMIT 1`)
          if (newest !== undefined) last = Math.max(last ?? 0, newest)
        }
      return { first: first.sort((a, b) => a - b).slice(0, most), last }
    },
    async moveTo(segmentId, from, after, jobIds) {
      let moved = 0
      const move = async (condition: Sql) => {
        moved += await q.run(sql`UPDATE jobs SET segment_id = ${segmentId} WHERE ${condition}`)
      }
      for (const old of from)
        for (const waiting of WAITING) await move(sql`segment_id = ${old} AND ${waiting} AND id > ${after}`)
      if (jobIds.length > 0)
        await move(sql`id ${q.phrases.inIntegers(jobIds)} AND segment_id ${q.phrases.inIntegers(from)}`)
      return moved
    },
  }
}
