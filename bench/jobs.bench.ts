// What does the durable queue cost: enqueueing one by one and at once, claiming and ending, purging, counting? Beside each
// stands the least that the database could do for it: bare rows in a bare table, in as many transactions.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { systemClock } from '../src/clock.ts'
import type { Lane, NewLane } from '../src/jobs/lane.ts'
import { makeQueue } from '../src/jobs/make-queue.ts'
import { done } from '../src/jobs/outcome.ts'
import type { Step } from '../src/jobs/store.ts'
import { makeWorker } from '../src/jobs/worker.ts'
import { migrate } from '../src/storage/migrate.ts'
import { openDatabase } from '../src/storage/open.ts'
import { bindStores } from '../src/storage/stores.ts'
import { startPostgres } from '../test/support/postgres-server.ts'
import { makeBare } from './support/bare-queue.ts'
import { createDatabase } from './support/create-database.ts'

const small = process.argv.includes('--small')
const SINGLES = small ? 5_000 : 40_000
const WORKED = small ? 5_000 : 40_000
const MANY = small ? 100_000 : 1_000_000
const LANES = 1000
const IN_FLIGHT = 64
const LIMITS = {
  startsPerSecond: 1_000_000,
  concurrency: 100_000,
  breakAfter: 5,
  expireAfterMs: 3_600_000,
}

const folder = mkdtempSync(join(tmpdir(), 'provisor-bench-'))
const postgres = await startPostgres({ durable: true })
try {
  await measure('SQLite, synced', folder, '')
  await measure('PostgreSQL, synced', folder, await createDatabase(postgres.url, 'bench_jobs'))
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function measure(engine: string, dataDir: string, databaseUrl: string): Promise<void> {
  const database = await openDatabase(dataDir, databaseUrl)
  await migrate(database)
  const { read, within } = bindStores(database, systemClock)
  const queue = makeQueue({ read, within })
  const bare = await makeBare(database)
  console.log(`${engine}, ${await database.version()}`)
  const lane = (settings: NewLane) => within((s: Step) => queue.lanes.ensure(s, settings))
  const enqueueMany = (jobs: ReturnType<typeof jobFor>[]) => within((s: Step) => queue.enqueueMany(s, jobs))
  const purge = ({ id }: Lane) => within((s: Step) => queue.purges.lane(s, id, { by: 'bench', undoForMs: null }))

  const singles = await lane({ name: 'singles', kind: 'idle' })
  const one = await timed(() => inFlight(SINGLES, (n) => queue.enqueueAlone(jobFor(singles, n))))
  const bareOne = await timed(() => bare.insertInGroups(SINGLES, IN_FLIGHT))
  rate(`  enqueue one by one, ${IN_FLIGHT} in flight`, SINGLES, one, bareOne)

  const batches = await lane({ name: 'batches', kind: 'idle' })
  await enqueueMany(Array.from({ length: 10_000 }, (_, n) => jobFor(batches, n)))
  await purge(batches)
  const batch = await timed(() => enqueueMany(Array.from({ length: 10_000 }, (_, n) => jobFor(batches, n))))
  const bareBatch = await timed(() => bare.insertInGroups(10_000, 10_000))
  took('  enqueue 10,000 at once', batch, bareBatch)

  const ten = await timed(async () => {
    const { id } = await purge(batches)
    return queue.purges.references(id, { limit: 10_000 })
  })
  took('  purge 10,000 with their references', ten)

  for (const [name, limits] of [
    ['without limits', {}],
    ['with rate, concurrency, breaker and expiry', LIMITS],
  ] as const) {
    const worked = await lane({ name: `worked ${name}`, kind: name, ...limits })
    for (let n = 0; n < WORKED; n += 10_000)
      await enqueueMany(Array.from({ length: Math.min(10_000, WORKED) }, (_, k) => jobFor(worked, n + k)))
    const spent = await timed(() => workOff(queue, name, WORKED))
    const bareSpent = await timed(() => bare.workOff(WORKED))
    rate(`  claim and end through a null handler, ${name}`, WORKED, spent, bareSpent)
  }

  const lanes: Lane[] = []
  for (let n = 0; n < LANES; n++) lanes.push(await lane({ name: `lane ${n}`, kind: 'full' }))
  for (const each of lanes) await enqueueMany(Array.from({ length: MANY / LANES }, (_, n) => jobFor(each, n)))
  await queue.lanes.list({ kind: 'full' })
  const lengths = await timed(() => queue.lanes.list({ kind: 'full' }))
  took(`  lengths of ${LANES} lanes with ${MANY.toLocaleString('en')} waiting`, lengths)

  const full = await lane({ name: 'full', kind: 'idle' })
  for (let n = 0; n < MANY; n += 10_000)
    await enqueueMany(Array.from({ length: 10_000 }, (_, k) => jobFor(full, n + k)))
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  let purgeId = 0
  const marked = await timed(async () => {
    purgeId = (await purge(full)).id
  })
  let listed = 0
  const streamed = await timed(async () => {
    for await (const page of queue.purges.streamReferences(purgeId)) listed += page.length
  })
  delay.disable()
  took(`  purge of ${MANY.toLocaleString('en')}`, marked)
  took(`  all ${listed.toLocaleString('en')} references`, streamed)
  console.log(`    longest pause of the event loop ${(delay.max / 1e6).toFixed(1)} ms`)
  await database.close()
}

function jobFor({ id }: Lane, n: number) {
  return {
    laneId: id,
    kind: 'bench.do',
    payload: { to: '441908273800', from: '441908273801', token: `abc${n}` },
    reference: `34100b7a_1.1666875127.${n}`,
  }
}

async function workOff(queue: ReturnType<typeof makeQueue>, kind: string, jobs: number): Promise<void> {
  let left = jobs
  await new Promise<void>((resolve, reject) => {
    const worker = makeWorker({
      queue,
      name: kind,
      laneKinds: [kind],
      concurrency: 512,
      handlers: {
        'bench.do': async () => {
          if (--left === 0) void worker.stop().then(resolve, reject)
          return done()
        },
      },
      onFault: reject,
    })
    worker.start().catch(reject)
  })
}

async function inFlight(total: number, work: (n: number) => Promise<unknown>): Promise<void> {
  let next = 0
  const one = async () => {
    while (next < total) await work(next++)
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, one))
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

function rate(what: string, n: number, ms: number, bareMs: number): void {
  const perSecond = (spent: number) => Math.round((n * 1000) / spent).toLocaleString('en')
  const share = Math.round((100 * bareMs) / ms)
  console.log(`${what}: ${perSecond(ms)}/s against ${perSecond(bareMs)}/s of bare rows = ${share} %`)
}

function took(what: string, ms: number, bareMs?: number): void {
  const against = bareMs === undefined ? '' : ` against ${bareMs.toFixed(1)} ms of bare rows`
  console.log(`${what}: ${ms.toFixed(1)} ms${against}`)
}
