import pg from 'pg'
import { StorageFault, troubleIn } from '../../base/fault.ts'

const INT8 = 20
/** A batch, or the check of one constraint over a great table; a server that says nothing for longer is gone. */
const MOST_SILENCE_MS = 10 * 60_000

const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format as 'text'),
}

/** A connection of one's own, beside the pool and its limits: a backup holds one transaction for as long as it takes. */
export async function connectForBackup(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'provisor backup',
    connectionTimeoutMillis: 10_000,
    query_timeout: MOST_SILENCE_MS,
    keepAlive: true,
    types: types as pg.CustomTypesConfig,
  })
  client.on('error', () => {}) // the query that waits is told
  try {
    await client.connect()
    await client.query('SET statement_timeout = 0')
    return client
  } catch (cause) {
    throw new StorageFault('Connecting to PostgreSQL', troubleIn(cause) ?? 'refused', { cause })
  }
}
