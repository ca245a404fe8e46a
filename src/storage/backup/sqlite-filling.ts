import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type SQLite from 'better-sqlite3'
import type { BackupTable, Filling } from '../../backup/store.ts'
import { ownFolder } from '../engine/files/own-folder.ts'
import { makeSchema, RESTORING } from '../engine/schema/migrate.ts'
import { connect, FILE, openSqlite } from '../engine/sqlite.ts'
import { notEmpty, refuseRow, refuseUnknownTables, strayReference } from './refused.ts'
import { CONTENTS, quoted } from './shape.ts'

/** Filled in a folder beside, and put in its place whole at the end. Holds the data folder meanwhile. */
export async function fillSqlite(dataDir: string, schema: number): Promise<Filling> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const file = join(dataDir, FILE)
  const beside = join(dataDir, 'restoring')
  const release = ownFolder(dataDir)
  try {
    if (existsSync(file)) throw notEmpty(file)
    rmSync(beside, { recursive: true, force: true })
    mkdirSync(beside, { mode: 0o700 })
    const database = openSqlite(beside)
    await makeSchema(database, schema).finally(database.close)
    return makeFilling(connect(join(beside, FILE)), () => moveTo(file, beside), release)
  } catch (failure) {
    release()
    throw failure
  }
}

function makeFilling(connection: SQLite.Database, move: () => void, release: () => void): Filling {
  connection.pragma('foreign_keys = OFF') // all at once, at the end
  connection.pragma('synchronous = OFF') // the file is synced before it is put in its place
  connection.exec('BEGIN')
  const known = columnsByTable(connection)
  for (const name of known.keys()) if (name !== 'schema_migrations') connection.exec(`DELETE FROM ${quoted(name)}`)
  const piece = connection.prepare('INSERT INTO content_pieces (storage_key, position, bytes) VALUES (?, ?, ?)')
  let isOpen = true
  const prepared = new Map<string, SQLite.Statement>()
  return {
    async insert(table, rows) {
      let statement = prepared.get(table.name)
      if (!statement) {
        refuseUnknownTables([table], known)
        statement = connection.prepare(insertInto(table))
        prepared.set(table.name, statement)
      }
      try {
        for (const row of rows) statement.run(...row)
      } catch (cause) {
        refuseRow(cause, table.name)
      }
    },
    addPiece: async (key, position, bytes) => void piece.run(key, position, bytes),
    async finish(tables) {
      const number = connection.prepare('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)')
      connection.exec('DELETE FROM sqlite_sequence')
      for (const { name, identity } of tables) if (identity !== null) number.run(name, identity)
      const [stray] = connection.pragma('foreign_key_check') as { table: string; parent: string }[]
      if (stray) throw strayReference(stray.table, stray.parent)
      connection.prepare('DELETE FROM schema_migrations WHERE number = ?').run(RESTORING.number)
      connection.exec('COMMIT')
      connection.pragma('wal_checkpoint(TRUNCATE)')
      connection.close()
      isOpen = false
      move()
    },
    async close() {
      if (isOpen) connection.close()
      isOpen = false
      release()
    },
  }
}

const insertInto = ({ name, columns }: BackupTable): string => {
  const placed = name === CONTENTS.table
  const names = [...columns, ...(placed ? [CONTENTS.placedBy] : [])].map(quoted)
  const values = [...columns.map(() => '?'), ...(placed ? [`'folder'`] : [])]
  return `INSERT INTO ${quoted(name)} (${names.join(', ')}) VALUES (${values.join(', ')})`
}

function columnsByTable(connection: SQLite.Database): Map<string, Set<string>> {
  const names = connection.prepare(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
  )
  return new Map(
    (names.all() as { name: string }[]).map(({ name }) => {
      const columns = connection.prepare(`PRAGMA table_info(${quoted(name)})`).all() as { name: string }[]
      return [name, new Set(columns.map((column) => column.name))]
    }),
  )
}

function moveTo(file: string, beside: string): void {
  sync(join(beside, FILE))
  renameSync(join(beside, FILE), file)
  sync(join(file, '..'))
  rmSync(beside, { recursive: true, force: true })
}

function sync(path: string): void {
  const opened = openSync(path, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}
