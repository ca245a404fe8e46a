// Ten thousand creations at a WHM that answers 500 to one in twenty (half of them after it has acted), breaks the
// connection after acting in one of fifty, and lacks the package of one in a hundred, while the server is killed again and
// again: is every account made once, and what is left to people? Beside it, a loop that just calls again; nobody kills it.
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../src/base/clock.ts'
import { startFake } from '../src/fake-panels/fake-server.ts'
import { parseFaults } from '../src/fake-panels/fault.ts'
import { makeFakeWhm } from '../src/fake-panels/whm/whm.ts'
import { startPostgres } from '../test/support/postgres-server.ts'
import { createDatabase } from './support/create-database.ts'
import type { Place } from './support/fill.ts'
import { fillFlood } from './support/flood.ts'
import { naiveLoop } from './support/naive-loop.ts'
import { inFlight, timed } from './support/rounds.ts'
import { startProduct } from './support/servers.ts'

const small = process.argv.includes('--small')
const SERVICES = small ? 300 : 10_000
const UNKNOWN = SERVICES / 100
/** Killed when the panel has made this share of the accounts. */
const KILLS = small ? [0.5] : [0.1, 0.3, 0.5, 0.7, 0.9]
const SPEAKERS = 8
const FAULTS = 'http_500 2.5% verb=createacct, http_500 2.5% after verb=createacct, reset 2% verb=createacct'
const SETTINGS = {
  'outgoing-allow': '127.0.0.1',
  'command-seconds': 0,
  'retry-first-seconds': 1,
  'retry-most-seconds': 1,
  'server-concurrency': 32,
  'log-level': 'error',
}

const folder = mkdtempSync(join(tmpdir(), 'provisor-bench-'))
const postgres = await startPostgres({ durable: true })
try {
  await tellOurs('SQLite', { dataDir: join(folder, 'sqlite'), databaseUrl: '' })
  const databaseUrl = await createDatabase(postgres.url, 'creates')
  await tellOurs('PostgreSQL', { dataDir: join(folder, 'postgres'), databaseUrl })
  await tellNaive()
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function tellOurs(engine: string, place: Place): Promise<void> {
  const fake = await openPanel()
  const { ids, token } = await fillFlood(place, SERVICES, fake.port)
  const start = () =>
    startProduct(
      place,
      Object.entries(SETTINGS).flatMap(([name, value]) => [`--${name}`, `${value}`]),
    )
  let server = await start()
  const ask = async (path: string, body?: object) => {
    const answer = await fetch(`${server.url}/api/v1${path}`, {
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    })
    if (!body && !answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as { total?: number; items?: { entries: number }[] }
  }
  // What was not answered is said again, as any caller would.
  const unsaid = new Set(ids)
  const say = () => {
    const waiting = [...unsaid]
    return inFlight(waiting.length, SPEAKERS, async (n) => {
      await ask(`/services/${waiting[n]}/module-commands`, { command: 'create' })
      unsaid.delete(waiting[n]!)
    })
  }
  const attention = async () =>
    (await ask('/module-queue?module=cpanel&failureClass=configuration&attention=true')).total
  const pending = async () => (await ask('/services?status=Pending&limit=1')).total

  const { ms } = await timed(async () => {
    for (const share of KILLS) {
      const saying = say().catch(() => {}) // its server is killed under it
      await until(() => fake.model.accounts().length >= share * SERVICES)
      await server.kill()
      await saying
      server = await start()
    }
    await say()
    await until(async () => (await pending()) === UNKNOWN && (await attention()) === UNKNOWN)
  })
  const { items: groups = [] } = await ask('/module-queue/groups?module=cpanel')
  const calls = fake.journal.filter(({ verb }) => verb === 'createacct').length
  await server.stop()
  await fake.goDown()
  console.log(
    `Provisor on ${engine}, killed ${KILLS.length} times: ${(ms / 1000).toFixed(1)} s, ${calls} calls to create; ` +
      `${told(fake)}; left to people: ${groups.length} group of ${groups[0]?.entries} (load ${load()})`,
  )
}

async function tellNaive(): Promise<void> {
  const fake = await openPanel()
  let found = { told: 0, left: 0 }
  const { ms } = await timed(async () => {
    found = await naiveLoop(fake.url, SERVICES)
  })
  const calls = fake.journal.filter(({ verb }) => verb === 'createacct').length
  await fake.goDown()
  console.log(
    `A loop that calls again, never killed: ${(ms / 1000).toFixed(1)} s, ${calls} calls to create; ${told(fake)}, of which ` +
      `it knows ${found.told}; left to people: ${found.left} one by one (load ${load()})`,
  )
}

function openPanel() {
  return startFake(makeFakeWhm({ clock: systemClock }), { clock: systemClock, faults: parseFaults(FAULTS), seed: 219 })
}

function told({ model }: Awaited<ReturnType<typeof openPanel>>): string {
  const domains = model.accounts().map(({ domain }) => domain)
  const once = new Set(domains).size
  return `${once} of ${SERVICES - UNKNOWN} accounts, ${domains.length - once} of them twice`
}

async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50))
}

function load(): string {
  return loadavg()[0]!.toFixed(1)
}
