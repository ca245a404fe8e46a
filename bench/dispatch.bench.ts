// How quickly do waiting starts begin, and how exactly do their limits hold? Starts of outbound services through a runner
// that does nothing: all that is measured is ours.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SYSTEM } from '../src/access/actor.ts'
import { done } from '../src/jobs/outcome.ts'
import { makeWorker } from '../src/jobs/worker.ts'
import type { Opened } from '../src/open.ts'
import { laneKind } from '../src/outbound/queues/lane.ts'
import type { OutboundServiceChanges } from '../src/outbound/services/service.ts'
import { makeCarryOut } from '../src/outbound/starts/carry-out.ts'
import { START_JOB, type Start } from '../src/outbound/starts/start.ts'
import { startPostgres } from '../test/support/postgres-server.ts'
import { createDatabase } from './support/create-database.ts'
import type { Place } from './support/fill.ts'
import { addServices, openHouse } from './support/outbound-house.ts'
import { inRounds, medianOf, tell, timed } from './support/rounds.ts'
import { syncOf } from './support/sync-of.ts'

const small = process.argv.includes('--small')
const ROUNDS = small ? 1 : 5
const STARTS = small ? 1_000 : 10_000
const SECONDS = small ? 2 : 20
const RATE = 50
const COMPETING = 20
const LIMITS: OutboundServiceChanges = { startsPerSecond: 1_000_000, concurrency: 100_000, expireAfterMs: 3_600_000 }
const CONCURRENCY = 512

const folder = mkdtempSync(join(tmpdir(), 'provisor-bench-'))
const postgres = await startPostgres({ durable: true })
try {
  await measure('SQLite', { dataDir: join(folder, 'sqlite'), databaseUrl: '' })
  const databaseUrl = await createDatabase(postgres.url, 'dispatch')
  await measure('PostgreSQL', { dataDir: join(folder, 'postgres'), databaseUrl })
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function measure(engine: string, place: Place): Promise<void> {
  const house = await openHouse(place)
  try {
    const { about, synced } = await syncOf(house.database)
    console.log(`\nProvisor on ${engine}: ${about}`)
    await tellDispatch(house, `Provisor on ${engine}`, synced)
    await tellFairness(house)
    await tellRate(house)
  } finally {
    await house.close()
  }
}

/** With and without limits, in turn. */
async function tellDispatch(house: Opened, name: string, synced: boolean): Promise<void> {
  const kinds = [
    { name: 'without limits', synced, limits: {} },
    { name: 'with rate, concurrency and expiry', synced, limits: LIMITS },
  ]
  const found = await inRounds(kinds, ROUNDS, async (kind, round) => {
    const service = `dispatch-${kinds.indexOf(kind)}-${round}`
    await addServices(house, [service], { runner: 'demonstration', ...kind.limits })
    await startMany(house, service, STARTS)
    let left = STARTS
    return timed(() => carryOut(house, () => --left === 0))
  })
  tell(`${name}: starts through a runner that does nothing (bar: 10,000/s; limits at most 5 %)`, found, {
    jobs: STARTS,
    isOurs: ({ limits }) => limits === LIMITS,
  })
}

/** Services of one account with as much to start each: how alike are their shares when half of it has begun? */
async function tellFairness(house: Opened): Promise<void> {
  const services = Array.from({ length: COMPETING }, (_, n) => `fair-${n}`)
  await addServices(house, services, { runner: 'demonstration' })
  for (const service of services) await startMany(house, service, STARTS / 10)
  const prepared = new Map<number, number>()
  let left = (COMPETING * STARTS) / 20
  await carryOut(house, ({ serviceId }) => {
    prepared.set(serviceId, (prepared.get(serviceId) ?? 0) + 1)
    return --left === 0
  })
  const shares = [...prepared.values()]
  const sum = shares.reduce((all, share) => all + share, 0)
  const squares = shares.reduce((all, share) => all + share * share, 0)
  const index = sum ** 2 / (COMPETING * squares)
  console.log(`\n  fairness among ${COMPETING} services: ${index.toFixed(4)} by Jain's index (bar: 0.98)`)
  for (const service of services) await house.domain.outbound.queues.purge(SYSTEM, await refOf(house, service))
}

/** A service with a rate among others with the same one: how many of it begin in each second? */
async function tellRate(house: Opened): Promise<void> {
  await addServices(house, ['rated'], { runner: 'demonstration', startsPerSecond: RATE })
  const others = Array.from({ length: COMPETING - 1 }, (_, n) => `beside-${n}`)
  await addServices(house, others, { runner: 'demonstration', startsPerSecond: RATE })
  await startMany(house, 'rated', RATE * (SECONDS + 5))
  for (const service of others) await startMany(house, service, RATE * (SECONDS + 5))
  const { id } = await house.domain.outbound.services.get(SYSTEM, await refOf(house, 'rated'))
  const times: number[] = []
  await carryOut(house, ({ serviceId }) => {
    if (serviceId === id) times.push(performance.now())
    return times.length > 0 && performance.now() - times[0]! > (SECONDS + 1) * 1000
  })
  // The first second is let pass, in which what was due is still caught up with.
  const seconds = Array.from({ length: SECONDS }, (_, n) => {
    const from = times[0]! + 500 + n * 1000
    return times.filter((at) => at >= from && at < from + 1000).length
  })
  const worst = Math.max(...seconds.map((n) => Math.abs(n - RATE)))
  console.log(
    `\n  ${RATE}/s beside ${COMPETING - 1} others: in ${SECONDS} one-second windows ${Math.min(...seconds)} to ` +
      `${Math.max(...seconds)}, median ${medianOf(seconds)}; at worst ${((100 * worst) / RATE).toFixed(0)} % off (bar: 2 %)`,
  )
  for (const service of ['rated', ...others])
    await house.domain.outbound.queues.purge(SYSTEM, await refOf(house, service))
}

async function refOf({ domain }: Opened, name: string) {
  const found = (await domain.outbound.services.list(SYSTEM)).find((service) => service.name === name)
  return { id: found!.id }
}

async function startMany(house: Opened, service: string, n: number): Promise<void> {
  const calls = Array.from({ length: n }, () => ({ parameters: 'to=441908273800' }))
  await house.domain.outbound.starts.startMany(SYSTEM, await refOf(house, service), calls)
}

/** Until `isLast` says so of a start that begins. */
function carryOut({ queue, read }: Opened, isLast: (start: Start) => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    let over = false
    const runner = {
      run: async ({ start }: { start: Start }) => {
        if (!over && isLast(start)) {
          over = true
          void worker.stop().then(resolve, reject)
        }
        return done()
      },
    }
    const worker = makeWorker({
      queue,
      name: 'bench',
      laneKinds: [laneKind('demonstration')],
      handlers: { [START_JOB]: makeCarryOut({ read, runners: { demonstration: runner } }) },
      concurrency: CONCURRENCY,
      onFault: reject,
    })
    worker.start().catch(reject)
  })
}
