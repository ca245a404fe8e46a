import { existsSync } from 'node:fs'
import type SQLite from 'better-sqlite3'
import type { BackupTable, Cell, Snapshot, StoredContent } from '../../backup/store.ts'
import { connect } from '../engine/sqlite.ts'
import { columnsOf, LEFT_OUT, quoted, SELECT_CONTENTS, SELECT_LEDGER, selectRows } from './shape.ts'

const BATCH_ROWS = 200
const NO_SCHEMA = { schema: undefined, tables: [] }

/**
 * Reads through a connection of its own, beside whoever has the folder. The log of the database grows as long as the
 * snapshot is open: what it still needs is not taken over into the file.
 */
export function openSqliteSnapshot(file: string): Snapshot | undefined {
  if (!existsSync(file)) return undefined
  const connection = connect(file, { readonly: true })
  try {
    connection.exec('BEGIN')
    const { schema, tables, keys } = describe(connection)
    return {
      database: `SQLite ${connection.prepare('SELECT sqlite_version()').pluck().get()}`,
      schema,
      tables,
      setting: async (name) =>
        textOf(connection.prepare('SELECT value FROM settings WHERE name = ?').pluck().get(name)),
      rows: ({ name, columns }) =>
        batches<Cell[]>(
          connection
            .prepare(selectRows(name, columns, keys.get(name) ?? []))
            .raw()
            .iterate() as never,
        ),
      async *contents() {
        for await (const rows of batches(connection.prepare(SELECT_CONTENTS).iterate() as IterableIterator<Row>))
          yield rows.map(({ storage_key: key, ...content }) => ({ ...content, key }))
      },
      async *pieces(key) {
        const pieces = connection.prepare('SELECT bytes FROM content_pieces WHERE storage_key = ? ORDER BY position')
        yield* pieces.pluck().iterate(key) as IterableIterator<Uint8Array>
      },
      close: async () => void connection.close(),
    }
  } catch (failure) {
    connection.close()
    throw failure
  }
}

type Row = Omit<StoredContent, 'key'> & { storage_key: string }

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

function describe(connection: SQLite.Database) {
  const keys = new Map<string, string[]>()
  const named = connection.prepare(`SELECT name, sql FROM sqlite_schema
    WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`)
  const all = named.all() as { name: string; sql: string }[]
  if (!all.some(({ name }) => name === 'schema_migrations')) return { ...NO_SCHEMA, keys }
  const tables: BackupTable[] = []
  for (const { name, sql } of all) {
    if (LEFT_OUT.includes(name)) continue
    const columns = connection.prepare(`PRAGMA table_info(${quoted(name)})`).all() as { name: string; pk: number }[]
    const key = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk)
    keys.set(
      name,
      key.map((column) => column.name),
    )
    const given = connection.prepare('SELECT seq FROM sqlite_sequence WHERE name = ?').pluck()
    tables.push({
      name,
      columns: columnsOf(
        name,
        columns.map((column) => column.name),
      ),
      identity: sql.includes('AUTOINCREMENT') ? Number(given.get(name) ?? 0) : null,
    })
  }
  return { schema: connection.prepare(SELECT_LEDGER).get() as Snapshot['schema'], tables, keys }
}

/** Between two batches others have their turn. */
async function* batches<Row>(rows: IterableIterator<Row>): AsyncGenerator<Row[]> {
  let batch: Row[] = []
  for (const row of rows) {
    batch.push(row)
    if (batch.length < BATCH_ROWS) continue
    yield batch
    batch = []
    await new Promise(setImmediate)
  }
  if (batch.length > 0) yield batch
}
