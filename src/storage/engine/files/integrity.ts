import { join } from 'node:path'
import type { Database } from '../database.ts'
import { sql } from '../sql.ts'

/** `full` compares indexes with their tables too, and reads what lies beside the rows: it takes as long as reading everything. */
export type IntegrityCheck = { dataDir: string; full: boolean }

const MOST = 20

/** What is broken in what is stored, each with its file or table; nothing where all of it can be read. */
export const damagesOf = (database: Database, check: IntegrityCheck): Promise<string[]> =>
  database.dialect === 'sqlite' ? damagesInFile(check) : damagesInTables(database, check)

/** In a thread of its own, which holds up neither the server nor its long lists. */
async function damagesInFile({ dataDir, full }: IntegrityCheck): Promise<string[]> {
  const [{ openReaderThread }, { FILE }] = await Promise.all([import('../sqlite-stream.ts'), import('../sqlite.ts')])
  const file = join(dataDir, FILE)
  const thread = openReaderThread(file)
  const rows = async <Row>(text: string): Promise<Row[]> => {
    const all: Row[] = []
    for await (const batch of thread.stream<Row>(text, [], 500)) all.push(...batch)
    return all
  }
  try {
    const found = await rows<Record<string, string>>(`PRAGMA ${full ? 'integrity_check' : 'quick_check'}(${MOST})`)
    const lines = found.flatMap((row) => Object.values(row)).flatMap((text) => text.split('\n'))
    const told = lines.filter((line) => line !== 'ok' && !line.startsWith('***'))
    if (told.length === 0) return []
    const names = new Map(
      (await rows<{ root: number; name: string }>('SELECT rootpage AS root, tbl_name AS name FROM sqlite_schema')).map(
        ({ root, name }) => [root, name],
      ),
    )
    return told.slice(0, MOST).map((line) => {
      const name = names.get(Number(/^Tree (\d+)/.exec(line)?.[1]))
      return `${file}${name === undefined ? '' : `, table ${name}`}: ${line}`
    })
  } catch (failure) {
    // Some damage is too much for the check itself: then each table tells whether it can be read.
    const unread = await unreadTables(rows)
    return unread.length > 0 ? unread.map((line) => `${file}, ${line}`) : [`${file}: ${wordsOf(failure)}`]
  } finally {
    await thread.stop()
  }
}

async function unreadTables(rows: (text: string) => Promise<unknown[]>): Promise<string[]> {
  const names = await rows(`SELECT name FROM sqlite_schema WHERE type = 'table'`).catch(() => [])
  const unread: string[] = []
  for (const { name } of names as { name: string }[])
    await rows(`SELECT count(*) FROM (SELECT * FROM "${name}" NOT INDEXED)`).catch((failure) => {
      unread.push(`table ${name}: ${wordsOf(failure)}`)
    })
  return unread
}

/** Each table is read whole; where the extension amcheck is there, it looks at indexes and rows as well. */
async function damagesInTables(database: Database, { full }: IntegrityCheck): Promise<string[]> {
  const tables = await database.reader.all<{ name: string }>(
    sql`SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace ORDER BY relname`,
  )
  const amcheck = full && (await database.reader.get(sql`SELECT 1 FROM pg_extension WHERE extname = 'amcheck'`))
  const damages: string[] = []
  for (const { name } of tables) {
    if (damages.length >= MOST) break
    try {
      await drain(database, readingOf(name, full))
      if (amcheck) await drain(database, indexesOf(name))
    } catch (failure) {
      damages.push(`table ${name}: ${wordsOf(failure)}`)
    }
  }
  return damages
}

/** A table's name cannot be bound: the database puts it into a text of ours by itself. */
const readingOf = (name: string, full: boolean) =>
  sql`SELECT query_to_xml(format(${full ? 'SELECT sum(length(t::text)) FROM %I t' : 'SELECT sum(pg_column_size(t.*)) FROM %I t'}, ${name}::text), true, false, '') IS NULL`

const indexesOf = (name: string) =>
  sql`SELECT bt_index_check(i.indexrelid, true) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    JOIN pg_am a ON a.oid = c.relam AND a.amname = 'btree' WHERE i.indrelid = to_regclass(quote_ident(${name}))`

async function drain(database: Database, statement: Parameters<Database['stream']>[0]): Promise<void> {
  for await (const _ of database.stream(statement));
}

const wordsOf = (failure: unknown): string => {
  const cause = failure instanceof Error && failure.cause instanceof Error ? failure.cause : failure
  return cause instanceof Error ? cause.message : String(cause)
}
