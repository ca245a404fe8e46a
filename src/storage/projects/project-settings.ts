import type { ProjectSettingStore } from '../../projects/store.ts'
import type { Queries } from '../engine/database.ts'
import { sql } from '../engine/sql.ts'

export function projectSettingStore(q: Queries): ProjectSettingStore {
  return {
    async all() {
      const rows = await q.all<{ name: string; value: string }>(sql`SELECT name, value FROM project_settings`)
      return new Map(rows.map(({ name, value }) => [name, value]))
    },
    async set(name, value) {
      await q.run(
        sql`INSERT INTO project_settings (name, value) VALUES (${name}, ${value})
          ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      )
    },
    async staffRates() {
      const rows = await q.all<{ staffId: number; rate: string }>(
        sql`SELECT staff_id AS "staffId", rate FROM staff_rates ORDER BY staff_id`,
      )
      return new Map(rows.map(({ staffId, rate }) => [staffId, rate]))
    },
    async setStaffRate(staffId, rate) {
      if (rate === '') await q.run(sql`DELETE FROM staff_rates WHERE staff_id = ${staffId}`)
      else
        await q.run(
          sql`INSERT INTO staff_rates (staff_id, rate) VALUES (${staffId}, ${rate})
            ON CONFLICT (staff_id) DO UPDATE SET rate = excluded.rate`,
        )
    },
  }
}
