import { StorageFault } from '../../../base/fault.ts'
import type { KeyRing } from '../../../base/secrets/secrets.ts'
import type { EngineDatabase } from '../database.ts'
import { type Sql, sql } from '../sql.ts'
import { listMigrations, type Migration } from './known-migrations.ts'

/** Stands in the ledger while a backup is being restored: a number that no program knows, so that none opens it. */
export const RESTORING = { number: 999_999, name: 'restore' } as const

/** Told which secret key the database remembers, if any: its fingerprint. */
export type KeysFor = (remembered: string | undefined) => Promise<KeyRing>

/**
 * Brings the schema to what this program knows. Safe when two processes start at once: the second one waits. `notices` are
 * for the operator. A database that holds secrets needs the key that sealed them.
 */
export async function migrate(
  database: EngineDatabase,
  keysFor?: KeysFor,
): Promise<{ applied: string[]; schema: string; notices: string[] }> {
  return database.alone(async () => {
    const known = listMigrations(database.dialect)
    const present = await appliedNumbers(database)
    refuseForeign(present, known.at(-1)!.number)
    const keys = await keysFor?.(present.length > 0 ? await rememberedKey(database) : undefined)
    const missing = known.filter(({ number }) => !present.includes(number))
    const notices = await applyAll(database, missing, keys)
    return { applied: missing.map(({ name }) => name), schema: known.at(-1)!.name, notices }
  })
}

export function refuseForeign(present: readonly number[], newest: number): void {
  const foreign = present.find((number) => number > newest)
  if (foreign === RESTORING.number) throw unfinishedRestore()
  if (foreign !== undefined)
    throw new StorageFault('Migrating', 'refused', {
      hint: `the database has schema ${foreign} and this program knows ${newest}: start the newer program`,
    })
}

async function applyAll(
  database: EngineDatabase,
  missing: readonly Migration[],
  keys: KeyRing | undefined,
): Promise<string[]> {
  const notices: string[] = []
  for (const { number, name, apply } of missing) {
    const at = Date.now()
    const notice = await apply(database, ledgerLine({ number, name }, at), at, keys)
    if (notice !== undefined) notices.push(notice)
  }
  return notices
}

const ledgerLine = ({ number, name }: Pick<Migration, 'number' | 'name'>, at: number): Sql =>
  sql`INSERT INTO schema_migrations (number, name, applied_at) VALUES (${number}, ${name}, ${at})`

/**
 * The schema as it was under a number, in a database that holds nothing; no program opens it before the line `RESTORING`
 * is taken out of its ledger.
 */
export async function makeSchema(database: EngineDatabase, number: number): Promise<void> {
  const known = listMigrations(database.dialect)
  const wanted = known.filter((migration) => migration.number <= number)
  if (wanted.at(-1)?.number !== number)
    throw new StorageFault('Restoring', 'refused', {
      hint: `the backup has schema ${number} and this program knows ${known.at(-1)!.number}: restore it with the newer program`,
    })
  await appliedNumbers(database)
  await database.transaction((queries) => queries.run(ledgerLine(RESTORING, Date.now())))
  await database.alone(() => applyAll(database, wanted, undefined))
}

const unfinishedRestore = () =>
  new StorageFault('Opening the database', 'refused', {
    hint: 'a restore began here and did not end: run provisor backup restore again',
  })

async function rememberedKey({ reader }: EngineDatabase): Promise<string | undefined> {
  const row = await reader.get<{ value: string }>(sql`SELECT value FROM settings WHERE name = 'secret_key'`)
  return row?.value
}

async function appliedNumbers(database: EngineDatabase): Promise<number[]> {
  await database.transaction((queries) =>
    queries.run(sql`CREATE TABLE IF NOT EXISTS schema_migrations (
      number BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)`),
  )
  return ledgerNumbers(database)
}

export async function ledgerNumbers({ reader }: EngineDatabase): Promise<number[]> {
  const rows = await reader.all<{ number: number }>(sql`SELECT number FROM schema_migrations ORDER BY number`)
  return rows.map(({ number }) => number)
}
