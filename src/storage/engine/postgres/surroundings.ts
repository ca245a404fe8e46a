import type { DatabaseSurroundings, Queries } from '../database.ts'
import { sql } from '../sql.ts'

/** Off, each of them makes PostgreSQL answer before a commit is on disk, or leaves torn pages behind (manual, 19.5). */
const SAFEGUARDS = ['fsync', 'full_page_writes', 'synchronous_commit']

/** What a PostgreSQL server is set to, as a session of ours sees it. */
export async function surroundingsOf(reader: Queries): Promise<DatabaseSurroundings> {
  const rows = await reader.all<{ name: string; setting: string }>(sql`SELECT name, setting FROM pg_settings
    WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit', 'max_connections')`)
  const settings = new Map(rows.map(({ name, setting }) => [name, setting]))
  const unsafe = SAFEGUARDS.filter((name) => settings.get(name) === 'off')
  return { unsafe: unsafe.map((name) => `${name} = off`), connections: Number(settings.get('max_connections')) }
}
