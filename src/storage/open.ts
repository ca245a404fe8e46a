import { mkdirSync } from 'node:fs'
import type { Database } from './database.ts'
import { openPostgres, type PostgresOptions } from './postgres.ts'
import { openSqlite } from './sqlite.ts'

/** Opens what the settings name. Nobody past this line asks which database it is. */
export function openDatabase(dataDir: string, databaseUrl: string, options: PostgresOptions = {}): Database {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  return databaseUrl === '' ? openSqlite(dataDir) : openPostgres(databaseUrl, options)
}
