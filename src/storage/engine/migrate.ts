import { readdirSync, readFileSync } from 'node:fs'
import { StorageFault } from '../../base/fault.ts'
import type { KeyRing } from '../../base/secrets/secrets.ts'
import type { Dialect, EngineDatabase, Queries } from './database.ts'
import { type Sql, sql } from './sql.ts'

// Built, the migrations lie beside the one file that everything is bundled into.
const FOLDER = new URL(import.meta.url.endsWith('.ts') ? '../migrations/' : './migrations/', import.meta.url)

/** One transaction with its `ledger`, whole or not at all. May answer what the operator has to know. */
type Migration = {
  number: number
  name: string
  apply(database: EngineDatabase, ledger: Sql, at: number, keys: KeyRing | undefined): Promise<string | undefined>
}
type Code = { run(queries: Queries, at: number, keys: KeyRing | undefined): Promise<string | undefined> }

/** What SQL cannot say, by the name that its file would have. */
const IN_CODE: Readonly<Record<string, () => Promise<Code>>> = {
  '0012_event_kinds': () => import('../migrations/0012_event_kinds.ts'),
  '0015_sealed': () => import('../migrations/0015_sealed.ts'),
}

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
    const newest = known.at(-1)!.number
    const foreign = present.find((number) => number > newest)
    if (foreign === RESTORING.number) throw unfinishedRestore()
    if (foreign !== undefined)
      throw new StorageFault('Migrating', 'refused', {
        hint: `the database has schema ${foreign} and this program knows ${newest}: start the newer program`,
      })
    const keys = await keysFor?.(present.length > 0 ? await rememberedKey(database) : undefined)
    const missing = known.filter(({ number }) => !present.includes(number))
    const notices = await applyAll(database, missing, keys)
    return { applied: missing.map(({ name }) => name), schema: known.at(-1)!.name, notices }
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

/** `0007_x.sql` is for both; `0007_x.sqlite.sql` and `0007_x.postgres.sql` where the text must differ. */
function listMigrations(dialect: Dialect): Migration[] {
  const inSql = readdirSync(FOLDER).flatMap((file) => {
    const parts = /^(\d{4})_([a-z_]+)(?:\.(sqlite|postgres))?\.sql$/.exec(file)
    if (!parts || (parts[3] && parts[3] !== dialect)) return []
    return [{ number: Number(parts[1]), name: `${parts[1]}_${parts[2]}`, apply: applySql(file) }]
  })
  const inCode = Object.entries(IN_CODE).map(([name, load]) => ({
    number: Number(name.slice(0, 4)),
    name,
    apply: applyCode(load),
  }))
  return [...inSql, ...inCode].sort((a, b) => a.number - b.number)
}

const applySql =
  (file: string): Migration['apply'] =>
  async (database, ledger) => {
    await database.script(inDialect(readFileSync(new URL(file, FOLDER), 'utf8'), database.dialect), ledger)
    return undefined
  }

const applyCode =
  (load: () => Promise<Code>): Migration['apply'] =>
  async (database, ledger, at, keys) => {
    const { run } = await load()
    return database.transaction(async (queries) => {
      const notice = await run(queries, at, keys)
      await queries.run(ledger)
      return notice
    })
  }

async function rememberedKey({ reader }: EngineDatabase): Promise<string | undefined> {
  const row = await reader.get<{ value: string }>(sql`SELECT value FROM settings WHERE name = 'secret_key'`)
  return row?.value
}

async function appliedNumbers(database: EngineDatabase): Promise<number[]> {
  await database.transaction((queries) =>
    queries.run(sql`CREATE TABLE IF NOT EXISTS schema_migrations (
      number BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)`),
  )
  const rows = await database.reader.all<{ number: number }>(sql`SELECT number FROM schema_migrations ORDER BY number`)
  return rows.map(({ number }) => number)
}

/**
 * Migrations are written once, in words both databases understand, but for four: `IDENTITY` is a table's own number;
 * `BYTES` are bytes; text sorts by its bytes on both, so that a page of names has the same order; SQLite checks types
 * only when asked.
 */
function inDialect(text: string, dialect: Dialect): string {
  return dialect === 'sqlite'
    ? text
        .replace(/\bIDENTITY\b/g, 'INTEGER PRIMARY KEY AUTOINCREMENT')
        .replace(/\b(BIGINT|SMALLINT)\b/g, 'INTEGER')
        .replace(/\bBYTES\b/g, 'BLOB')
        .replace(/\n\);/g, '\n) STRICT;')
    : text
        .replace(/\bIDENTITY\b/g, 'BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY')
        .replace(/\bBYTES\b/g, 'BYTEA')
        .replace(/\bTEXT\b/g, 'TEXT COLLATE "C"')
}
