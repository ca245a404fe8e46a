// How long it takes from the answer to a change until a reader of /api/v1/events has been told, on the node that made the
// change and on another one.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeClient } from '../client/src/index.ts'
import { startPostgres } from '../test/support/postgres-server.ts'
import { createDatabase } from './support/create-database.ts'
import { type Server, startProduct } from './support/servers.ts'

const CHANGES = process.argv.includes('--small') ? 20 : 300

const folder = mkdtempSync(join(tmpdir(), 'provisor-bench-'))
const postgres = await startPostgres({ durable: true })
try {
  await tell('SQLite', '')
  await tell('PostgreSQL', await createDatabase(postgres.url, 'events'))
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function tell(engine: string, databaseUrl: string): Promise<void> {
  const dataDir = join(folder, engine)
  const maker = await startProduct({ dataDir, databaseUrl }, ['--demo'])
  const { token } = JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8')) as { token: string }
  await measure(`${engine}, the same node`, maker, maker, token)
  if (databaseUrl) {
    // Of one installation: the key is that of the first node.
    const other = await startProduct({ dataDir, databaseUrl }, ['--demo'])
    await measure(`${engine}, another node`, maker, other, token)
    await other.stop()
  }
  await maker.stop()
}

/** One change after the other, so that none is told with one before it. */
async function measure(name: string, maker: Server, teller: Server, token: string): Promise<void> {
  const [makes, reads] = [maker, teller].map(({ url }) => makeClient({ baseUrl: url, token }))
  const over = new AbortController()
  const { head } = await reads!.events.list({ limit: 1 })
  const told = reads!.events.follow({ after: head, kind: ['activity.*'] }, { signal: over.signal })
  const took: number[] = []
  for (let change = 0; change <= CHANGES; change++) {
    const hearing = told.next()
    await makes!.activity.log({ description: `change ${change}` })
    const answered = performance.now()
    await hearing
    // The first one waits for the stream to stand.
    if (change > 0) took.push(performance.now() - answered)
  }
  over.abort()
  took.sort((a, b) => a - b)
  const at = (share: number) => `${took[Math.min(took.length - 1, Math.floor(took.length * share))]!.toFixed(0)} ms`
  console.log(`${name.padEnd(28)} p50 ${at(0.5)}, p99 ${at(0.99)}, most ${at(1)} (load ${loadavg()[0]!.toFixed(1)})`)
}
