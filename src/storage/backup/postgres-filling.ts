import type pg from 'pg'
import type { BackupTable, Cell, Filling } from '../../backup/store.ts'
import { openPostgres } from '../engine/postgres.ts'
import { makeSchema, RESTORING } from '../engine/schema/migrate.ts'
import { connectForBackup } from './postgres-client.ts'
import { notEmpty, refuseRow, refuseUnknownTables, strayReference, underWay } from './refused.ts'
import { CONTENTS, quoted } from './shape.ts'

const TABLES = `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace`
const LOCK = `SELECT pg_try_advisory_lock(hashtext('provisor.restore')) AS free`

type Options = { prepare: boolean /** Where bytes of files are to lie. */; contents: 'folder' | 'database' }

/** In one transaction, so that a restore that is killed leaves nothing but the line in the ledger that says so. */
export async function fillPostgres(url: string, schema: number, { prepare, contents }: Options): Promise<Filling> {
  const client = await connectForBackup(url)
  try {
    const { rows } = await client.query<{ free: boolean }>(LOCK)
    if (!rows[0]!.free) throw underWay()
    await dropUnfinished(client)
    const database = openPostgres(url, { poolSize: 2, prepare })
    await makeSchema(database, schema).finally(database.close)
    await client.query('BEGIN')
    return await makeFilling(client, contents)
  } catch (failure) {
    await client.end().catch(() => {})
    throw failure
  }
}

/** Whatever else there is, somebody needs. */
async function dropUnfinished(client: pg.Client): Promise<void> {
  const names = (await client.query<{ name: string }>(TABLES)).rows.map(({ name }) => name)
  if (names.length === 0) return
  const unfinished =
    names.includes('schema_migrations') &&
    (await client.query('SELECT 1 FROM schema_migrations WHERE number = $1', [RESTORING.number])).rowCount === 1
  if (!unfinished) throw notEmpty(`it has ${names.length} tables`)
  await client.query(`DROP TABLE ${names.map(quoted).join(', ')} CASCADE`)
}

async function makeFilling(client: pg.Client, contents: Options['contents']): Promise<Filling> {
  const columns = await typesByTable(client)
  const references = await dropReferences(client)
  const emptied = [...columns.keys()].filter((name) => name !== 'schema_migrations')
  await client.query(`TRUNCATE ${emptied.map(quoted).join(', ')}`)
  const known = new Map([...columns].map(([name, types]) => [name, new Set(types.keys())]))
  const inserts = new Map<string, string>()
  return {
    async insert(table, rows) {
      let text = inserts.get(table.name)
      if (text === undefined) {
        refuseUnknownTables([table], known)
        text = insertInto(table, columns.get(table.name)!, contents)
        inserts.set(table.name, text)
      }
      const lists = table.columns.map((_, at) => rows.map((row) => row[at] as Cell))
      await client.query(text, lists).catch((cause) => refuseRow(cause, table.name))
    },
    addPiece: async (key, position, bytes) => {
      const text = 'INSERT INTO content_pieces (storage_key, position, bytes) VALUES ($1, $2, $3)'
      await client.query(text, [key, position, bytes])
    },
    async finish(tables) {
      for (const { table, name, definition, parent } of references)
        await client
          .query(`ALTER TABLE ${quoted(table)} ADD CONSTRAINT ${quoted(name)} ${definition}`)
          .catch((cause: { code?: string }) => {
            throw cause.code === '23503' ? strayReference(table, parent) : cause
          })
      for (const { name, identity } of tables)
        if (identity !== null)
          await client.query(
            `SELECT setval(pg_get_serial_sequence($1, 'id'), greatest($2::bigint, 1), $2::bigint > 0)`,
            [quoted(name), identity],
          )
      await client.query('DELETE FROM schema_migrations WHERE number = $1', [RESTORING.number])
      await client.query('COMMIT')
      await client.query('ANALYZE')
    },
    close: () => client.end(),
  }
}

/** A list for each column: any number of rows in one statement. */
function insertInto({ name, columns }: BackupTable, types: ReadonlyMap<string, string>, contents: string): string {
  const placed = name === CONTENTS.table
  const names = [...columns, ...(placed ? [CONTENTS.placedBy] : [])].map(quoted).join(', ')
  const lists = columns.map((column, at) => `$${at + 1}::${types.get(column)}[]`).join(', ')
  const given = columns.map(quoted).join(', ')
  return `INSERT INTO ${quoted(name)} (${names}) SELECT ${given}${placed ? `, '${contents}'` : ''} FROM unnest(${lists}) AS given (${given})`
}

async function typesByTable(client: pg.Client): Promise<Map<string, Map<string, string>>> {
  const { rows } = await client.query<{ table: string; column: string; type: string }>(`
    SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, NULL) AS type
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      AND a.attgenerated = ''
    WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace`)
  const byTable = Map.groupBy(rows, ({ table }) => table)
  return new Map([...byTable].map(([table, all]) => [table, new Map(all.map(({ column, type }) => [column, type]))]))
}

type Reference = { table: string; name: string; definition: string; parent: string }

/** Tables refer to each other, and to themselves, in no order that rows could come in. */
async function dropReferences(client: pg.Client): Promise<Reference[]> {
  const { rows } = await client.query<Reference>(`
    SELECT t.relname AS table, c.conname AS name, pg_get_constraintdef(c.oid) AS definition, p.relname AS parent
    FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class p ON p.oid = c.confrelid
    WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace ORDER BY t.relname, c.conname`)
  for (const { table, name } of rows) await client.query(`ALTER TABLE ${quoted(table)} DROP CONSTRAINT ${quoted(name)}`)
  return rows
}
