import type { ScheduledChangeStore, StoredChange } from '../../jobs/store.ts'
import type { Queries } from '../engine/database.ts'
import { json } from '../engine/decode.ts'
import { type Sql, sql } from '../engine/sql.ts'

const CHANGE = sql`id, lane_id AS "laneId", at, pace, made_by AS "by", created_at AS "createdAt"`

type ChangeRow = Omit<StoredChange, 'pace'> & { pace: string }

export function scheduledChangeStore(q: Queries, now: () => Sql): ScheduledChangeStore {
  return {
    insert: ({ laneId, at, pace, by }, createdAt) =>
      q.insert(sql`INSERT INTO lane_scheduled_changes (lane_id, at, pace, made_by, created_at)
        VALUES (${laneId}, ${at}, ${JSON.stringify(pace)}, ${by}, ${createdAt}) RETURNING id`),
    async list(laneId) {
      const rows = await q.all<ChangeRow>(
        sql`SELECT ${CHANGE} FROM lane_scheduled_changes WHERE lane_id = ${laneId} ORDER BY at, id`,
      )
      return rows.map(toChange)
    },
    async delete(laneId, id) {
      return (await q.run(sql`DELETE FROM lane_scheduled_changes WHERE lane_id = ${laneId} AND id = ${id}`)) === 1
    },
    async dueLanes(kinds) {
      const rows = await q.all<{ id: number }>(sql`SELECT DISTINCT l.id FROM lane_scheduled_changes c
        JOIN lanes l ON l.id = c.lane_id WHERE c.at <= ${now()} AND l.kind ${q.phrases.inTexts(kinds)} ORDER BY l.id`)
      return rows.map(({ id }) => id)
    },
    async takeDue(laneId) {
      const rows = await q.all<ChangeRow>(
        sql`DELETE FROM lane_scheduled_changes WHERE lane_id = ${laneId} AND at <= ${now()} RETURNING ${CHANGE}`,
      )
      return rows.map(toChange).sort((a, b) => a.at - b.at || a.id - b.id)
    },
  }
}

const toChange = (row: ChangeRow): StoredChange => ({
  ...row,
  pace: json(row.pace) as StoredChange['pace'],
})
