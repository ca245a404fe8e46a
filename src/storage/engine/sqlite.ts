import { join as joinPath } from 'node:path'
import SQLite from 'better-sqlite3'
import { refuseTrouble } from '../../base/fault.ts'
import type { EngineDatabase, Phrases, Queries } from './database.ts'
import { ownFolder } from './files/own-folder.ts'
import { makeStillThere } from './files/still-there.ts'
import { refuseBrokenReference } from './foreign-key.ts'
import { makePrivate } from './private-file.ts'
import { empty, type Sql, sql } from './sql.ts'
import { forEachRow, givenRows } from './sqlite-rows.ts'
import { openReaderThread } from './sqlite-stream.ts'
import { makeWriter } from './sqlite-writer.ts'
import { refuseNestedTransaction } from './transaction-scope.ts'

export const FILE = 'provisor.db'

/** Opens (and makes) the database file of a data folder, for the one process that owns the folder. */
export function openSqlite(dataDir: string): EngineDatabase {
  const file = joinPath(dataDir, FILE)
  const release = ownFolder(dataDir)
  makePrivate(file)
  const writing = connect(file)
  const reading = connect(file, { readonly: true })
  const writer = makeWriter(writing, makeQueries(writing), makeStillThere(file))
  const thread = openReaderThread(file)
  let closed: Promise<void> | undefined

  return {
    dialect: 'sqlite',
    reader: makeQueries(reading),
    transaction: (work) => {
      refuseNestedTransaction()
      return writer.transaction(work)
    },
    stream: (statement, batchSize = 500) => thread.stream(statement.sql, statement.values, batchSize),
    script: (text, ledger) =>
      writer.transaction(async (queries) => {
        writing.exec(text)
        await queries.run(ledger)
      }),
    alone: (work) => work(),
    version: async () => `SQLite ${reading.prepare('SELECT sqlite_version() AS version').pluck().get()}`,
    // Its journal and its syncs are ours.
    surroundings: async () => ({ unsafe: [], connections: undefined }),
    load: writer.load,
    close: () => {
      closed ??= (async () => {
        await writer.stop()
        await thread.stop()
        reading.close()
        writing.close()
        release()
      })()
      return closed
    },
  }
}

/** The one place for pragmas. */
export function connect(file: string, options: { readonly?: boolean } = {}): SQLite.Database {
  const connection = new SQLite(file, options)
  connection.pragma('busy_timeout = 5000') // before the first lock is asked for; `WAL` below asks for one
  if (!options.readonly) connection.pragma('journal_mode = WAL') // readers never wait for the writer
  connection.pragma('synchronous = FULL') // acknowledged means on disk, also after a power cut
  connection.pragma('foreign_keys = ON') // off by default; checked at once, since a deferred one fails the whole group
  connection.pragma('cache_size = -32768') // 32 MiB a connection
  connection.pragma('mmap_size = 268435456') // saves a copy a page on reads
  connection.pragma('temp_store = MEMORY') // sorts of a page of rows need no file
  return connection
}

function makeQueries(connection: SQLite.Database): Queries {
  const prepared = new Map<string, SQLite.Statement>()
  const prepare = (statement: Sql): SQLite.Statement => {
    const text = statement.sql
    let ready = prepared.get(text)
    if (!ready) {
      if (prepared.size >= 500) prepared.clear()
      ready = connection.prepare(text)
      prepared.set(text, ready)
    }
    return ready
  }
  return {
    phrases,
    get: async <Row>(statement: Sql) => told(() => prepare(statement).get(...statement.values)) as Row | undefined,
    all: async <Row>(statement: Sql) => told(() => prepare(statement).all(...statement.values)) as Row[],
    run: async (statement) => told(() => prepare(statement).run(...statement.values)).changes,
    insert: async (statement) => (told(() => prepare(statement).get(...statement.values)) as { id: number }).id,
  }
}

function told<T>(ask: () => T): T {
  try {
    return ask()
  } catch (cause) {
    refuseBrokenReference(cause)
    refuseTrouble('Asking SQLite', cause)
  }
}

const phrases: Phrases = {
  forUpdate: empty,
  forUpdateSkipLocked: empty,
  forKeyShare: empty,
  now: sql`CAST(unixepoch('subsec') * 1000 AS INTEGER)`,
  slot: sql`0`, // one connection writes
  holds: (list, number) => sql`EXISTS (SELECT 1 FROM json_each(${list}) WHERE value = ${number})`,
  elements: (list) => sql`json_each(${list}) AS x`,
  transactionNumber: sql`0`, // one writes at a time
  oldestTransaction: sql`0`,
  insertsInWith: false,
  inIntegers: (ids) => sql`IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
  integers: (numbers) => sql`json_each(${JSON.stringify(numbers)}) AS given`,
  inTexts: (texts) => sql`IN (SELECT value FROM json_each(${JSON.stringify(texts)}))`,
  oneAtATime: () => sql`SELECT 1`, // its transactions run one after the other anyway
  hold: () => sql`SELECT 1`,
  tryHoldAlone: (_, ids) => sql`SELECT value AS id FROM json_each(${JSON.stringify(ids)})`,
  given: givenRows,
  forEachGiven: forEachRow,
  notify: () => sql`SELECT 1`, // nobody else has this database open
  identity: sql`SELECT NULL AS identity`,
  passIdentity: () => sql`SELECT 1`, // AUTOINCREMENT remembers the largest number by itself
}
