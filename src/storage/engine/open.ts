import { mkdirSync } from 'node:fs'
import type { Database } from './database.ts'
import type { PostgresOptions } from './postgres.ts'
import { withReadiness } from './readiness.ts'

/** Opens what the settings name, and loads only that driver. Nobody past this line asks which database it is. */
export async function openDatabase(
  dataDir: string,
  databaseUrl: string,
  options: PostgresOptions = {},
): Promise<Database> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  if (databaseUrl === '') return withReadiness((await import('./sqlite.ts')).openSqlite(dataDir))
  return withReadiness((await import('./postgres.ts')).openPostgres(databaseUrl, options))
}
