import type { Database } from '../../src/storage/engine/database.ts'
import { raw, sql } from '../../src/storage/engine/sql.ts'

/** Every row of every table as text, by table: for whoever looks for what must not be there. */
export async function everythingIn(database: Database): Promise<ReadonlyMap<string, string>> {
  const names = await database.reader.all<{ name: string }>(
    database.dialect === 'sqlite'
      ? sql`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`
      : sql`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY name`,
  )
  const tables = new Map<string, string>()
  for (const { name } of names) {
    const rows = await database.reader.all<object>(sql`SELECT * FROM ${raw(name)}`)
    tables.set(name, rows.map(textOf).join('\n'))
  }
  return tables
}

/** Bytes as the text that they may be, so that what is hidden in them is found too. */
const textOf = (row: object): string =>
  JSON.stringify(row, (_, value: unknown) => {
    const bytes = value instanceof Uint8Array ? value : isBufferJson(value) ? Buffer.from(value.data) : undefined
    return bytes ? Buffer.from(bytes).toString('latin1') : typeof value === 'bigint' ? String(value) : value
  })

const isBufferJson = (value: unknown): value is { data: number[] } =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer' && 'data' in value
