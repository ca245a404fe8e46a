import pg from 'pg'
import type { PostgresServer } from './postgres-server.ts'

const runOf = /^(provisor_test_[a-z0-9]+_\d+)_/

/**
 * A server that somebody else runs, taken for run `id`: it leaves no database behind, and takes away those of runs that
 * were killed. A run lives as long as the lock on its name is held, which a lost connection gives back.
 */
export async function serverForRun(url: string, id: string): Promise<PostgresServer> {
  const client = new pg.Client(url)
  // The connection idles for the whole run; when it is lost, so is only the tidying up.
  client.on('error', () => {})
  await client.connect()
  await client.query('SELECT pg_advisory_lock(hashtext($1))', [id])
  for (const run of new Set((await databases(client)).map((name) => runOf.exec(name)?.[1]))) {
    if (run && run !== id) await dropIfOver(client, run)
  }
  return {
    url,
    stop: async () => {
      await dropAll(client, id)
      await client.end()
    },
  }
}

async function dropIfOver(client: pg.Client, run: string) {
  const { rows } = await client.query<{ over: boolean }>('SELECT pg_try_advisory_lock(hashtext($1)) AS over', [run])
  if (!rows[0]?.over) return
  await dropAll(client, run)
  await client.query('SELECT pg_advisory_unlock(hashtext($1))', [run])
}

async function dropAll(client: pg.Client, run: string) {
  for (const name of await databases(client)) {
    if (name.startsWith(`${run}_`)) await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)
  }
}

async function databases(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ datname: string }>(
    String.raw`SELECT datname FROM pg_database WHERE datname LIKE 'provisor\_test\_%'`,
  )
  return rows.map(({ datname }) => datname)
}
