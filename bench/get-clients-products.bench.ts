// How much of a bare server's speed is left when GetClientsProducts answers with authentication, parameters, paging and
// the documented fields? And does the slowest hundredth stay the same with a hundred times the data?
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { startPostgres } from '../test/support/postgres-server.ts'
import { createDatabase } from './support/create-database.ts'
import { fill, PER_CLIENT, type Place } from './support/fill.ts'
import { type Server, startBare, startProduct } from './support/servers.ts'

const SIZES = process.argv.includes('--small') ? [10_000] : [10_000, 1_000_000]
const ROUNDS = 3
const SECONDS = 4
const CONNECTIONS = 8

const folder = mkdtempSync(join(tmpdir(), 'provisor-bench-'))
const postgres = await startPostgres({ durable: true })
try {
  console.log(
    `${CONNECTIONS} connections, ${ROUNDS} rounds of ${SECONDS} s each, alternating; 25 rows of one client of many`,
  )
  for (const size of SIZES) await measure('SQLite', size, { dataDir: join(folder, `sqlite-${size}`), databaseUrl: '' })
  for (const size of SIZES) {
    const databaseUrl = await createDatabase(postgres.url, `bench_${size}`)
    await measure('PostgreSQL', size, { dataDir: join(folder, `postgres-${size}`), databaseUrl })
  }
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function measure(engine: string, size: number, place: Place): Promise<void> {
  const credentials = await fill(place, size)
  const body = (clientId: number) =>
    new URLSearchParams({
      action: 'GetClientsProducts',
      ...credentials,
      clientid: String(clientId),
      responsetype: 'json',
    }).toString()
  const product = await startProduct(place)
  const bare = await startBare(place)
  try {
    const sums = { product: { rate: 0, p99: 0 }, bare: { rate: 0, p99: 0 } }
    for (let round = 0; round < ROUNDS; round++) {
      for (const [name, server] of [
        ['bare', bare],
        ['product', product],
      ] as const) {
        const { rate, p99 } = await load(server, size, body)
        sums[name].rate += rate / ROUNDS
        sums[name].p99 += p99 / ROUNDS
      }
    }
    const share = Math.round((100 * sums.product.rate) / sums.bare.rate)
    console.log(
      `${engine}, ${size.toLocaleString('en')} services: ${Math.round(sums.product.rate)} requests/s ` +
        `against ${Math.round(sums.bare.rate)} bare = ${share} % (bar: 60 %); p99 ${sums.product.p99.toFixed(1)} ms`,
    )
  } finally {
    await product.stop()
    await bare.stop()
  }
}

/** Clients in turn, so that no answer is the one before. */
async function load(server: Server, size: number, body: (clientId: number) => string) {
  const clients = Math.ceil(size / PER_CLIENT)
  const turns = Array.from({ length: 200 }, (_, turn) => ((turn * 6151) % clients) + 1)
  const result = await autocannon({
    url: `${server.url}/includes/api.php`,
    connections: CONNECTIONS,
    duration: SECONDS,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    requests: turns.map((clientId) => ({ method: 'POST', body: body(clientId) })),
  })
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refused, ${result.errors} failed`)
  return { rate: result.requests.average, p99: result.latency.p99 }
}
