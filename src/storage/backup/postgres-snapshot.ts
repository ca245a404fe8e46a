import type pg from 'pg'
import type { BackupTable, Cell, Snapshot, StoredContent } from '../../backup/store.ts'
import { connectForBackup } from './postgres-client.ts'
import { columnsOf, LEFT_OUT, SELECT_CONTENTS, SELECT_LEDGER, selectRows } from './shape.ts'

const BATCH_ROWS = 200

/**
 * Reads in one transaction of its own. As long as it is open the database keeps every version of a row that it may still
 * ask for.
 */
export async function openPostgresSnapshot(url: string): Promise<Snapshot> {
  const client = await connectForBackup(url)
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const { schema, tables, keys } = await describe(client)
    const { rows: versions } = await client.query<{ server_version: string }>('SHOW server_version')
    return {
      database: `PostgreSQL ${versions[0]!.server_version.split(' ')[0]}`,
      schema,
      tables,
      async setting(name) {
        const { rows } = await client.query<{ value: string }>('SELECT value FROM settings WHERE name = $1', [name])
        return rows[0]?.value
      },
      rows: ({ name, columns }) => batches<Cell[]>(client, selectRows(name, columns, keys.get(name) ?? []), 'array'),
      async *contents() {
        type Row = Omit<StoredContent, 'key'> & { storage_key: string }
        for await (const rows of batches<Row>(client, SELECT_CONTENTS))
          yield rows.map(({ storage_key: key, ...content }) => ({ ...content, key }))
      },
      async *pieces(key) {
        const piece = 'SELECT bytes FROM content_pieces WHERE storage_key = $1 AND position = $2'
        for (let position = 0; ; position++) {
          const { rows } = await client.query<{ bytes: Buffer }>(piece, [key, position])
          if (!rows[0]) return
          yield rows[0].bytes
        }
      },
      close: () => client.end(),
    }
  } catch (failure) {
    await client.end().catch(() => {})
    throw failure
  }
}

async function describe(client: pg.Client) {
  const keys = new Map<string, string[]>()
  const found = await client.query<{ name: string; columns: string[]; key: string[]; identity: number | null }>(`
    SELECT c.relname AS name,
      array(SELECT attname::text FROM pg_attribute
        WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '') AS columns,
      array(SELECT a.attname::text FROM pg_index i CROSS JOIN unnest(i.indkey) WITH ORDINALITY AS k (attnum, n)
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
        WHERE i.indrelid = c.oid AND i.indisprimary ORDER BY k.n) AS key,
      (SELECT coalesce(pg_sequence_last_value(pg_get_serial_sequence(quote_ident(c.relname), attname)::regclass), 0)
        FROM pg_attribute WHERE attrelid = c.oid AND attidentity <> '') AS identity
    FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace ORDER BY c.relname COLLATE "C"`)
  if (!found.rows.some(({ name }) => name === 'schema_migrations')) return { schema: undefined, tables: [], keys }
  const tables: BackupTable[] = []
  for (const { name, columns, key, identity } of found.rows) {
    if (LEFT_OUT.includes(name)) continue
    keys.set(name, key)
    tables.push({ name, columns: columnsOf(name, columns), identity })
  }
  const ledger = await client.query<{ number: number; name: string }>(SELECT_LEDGER)
  return { schema: ledger.rows[0], tables, keys }
}

async function* batches<Row>(client: pg.Client, select: string, rowMode?: 'array'): AsyncGenerator<Row[]> {
  await client.query(`DECLARE backup_rows NO SCROLL CURSOR FOR ${select}`)
  try {
    const text = `FETCH ${BATCH_ROWS} FROM backup_rows`
    for (;;) {
      const { rows } = await client.query(rowMode ? ({ text, rowMode } as pg.QueryArrayConfig) : text)
      if (rows.length > 0) yield rows as Row[]
      if (rows.length < BATCH_ROWS) return
    }
  } finally {
    await client.query('CLOSE backup_rows').catch(() => {}) // what went wrong before is what is told
  }
}
