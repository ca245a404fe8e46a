import pg from 'pg'
import type { Opened } from '../../../src/open.ts'
import { raw, sql } from '../../../src/storage/engine/sql.ts'

/** The disk of the embedded database has no page left, until it is made larger again. */
export async function fillDisk({ database }: Pick<Opened, 'database'>): Promise<{ makeRoom(): Promise<void> }> {
  const limit = (pages: number) =>
    database.transaction((q) => q.get(sql`PRAGMA max_page_count = ${raw(String(pages))}`))
  await limit(1)
  return {
    async makeRoom() {
      await limit(1_000_000)
    },
  }
}

/** The database becomes one that takes no writes, as after a fail-over to a standby. */
export async function makeReadOnly(url: string): Promise<{ promote(): Promise<void> }> {
  const name = new URL(url).pathname.slice(1)
  const set = (on: boolean) =>
    asAdministrator(url, [
      `ALTER DATABASE "${name}" SET default_transaction_read_only = ${on ? 'on' : 'off'}`,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}' AND pid <> pg_backend_pid()`,
    ])
  await set(true)
  return { promote: () => set(false) }
}

async function asAdministrator(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client(url)
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('SET default_transaction_read_only = off')
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
