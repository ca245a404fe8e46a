import type { SettingStore } from '../../events/store.ts'
import type { Queries } from '../engine/database.ts'
import { sql } from '../engine/sql.ts'

/** Small facts of the installation: which key sealed its secrets, whether it holds demonstration data. */
export function settingStore(q: Queries): SettingStore {
  return {
    async get(name: string): Promise<string | undefined> {
      const row = await q.get<{ value: string }>(sql`SELECT value FROM settings WHERE name = ${name}`)
      return row?.value
    },
    async set(name: string, value: string): Promise<void> {
      await q.run(
        sql`INSERT INTO settings (name, value) VALUES (${name}, ${value})
          ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      )
    },
  }
}
