import type { Database } from '../../../src/storage/engine/database.ts'
import { raw, sql } from '../../../src/storage/engine/sql.ts'

/** Changes whenever somebody has written, and costs less to ask than the state. */
const WRITTEN = {
  sqlite: sql`PRAGMA data_version`,
  postgres: sql`SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS data_version`,
}

/** How many rows there are in these tables, and further expressions of SQL: what a refused request may not change. */
export function makeState({ dialect, reader }: Database, tables: readonly string[], more: readonly string[] = []) {
  const counts = tables.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`)
  const state = raw([...counts, ...more].join(', '))
  let known: { version: unknown; state: unknown } | undefined
  return async (): Promise<unknown> => {
    const version = (await reader.get<{ data_version: unknown }>(WRITTEN[dialect]))!.data_version
    if (version !== known?.version) known = { version, state: await reader.get(sql`SELECT ${state}`) }
    return known?.state
  }
}
