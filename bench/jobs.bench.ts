// How fast is the durable queue beside those that our users would pick instead? Each question is asked of all in turn,
// round after round in one run. `--small` takes seconds, `--alone` leaves the others out.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { startPostgres } from '../test/support/postgres-server.ts'
import type { Contender } from './support/contender.ts'
import { createDatabase } from './support/create-database.ts'
import { measureHeld } from './support/held.ts'
import { type Ours, openOurs } from './support/ours.ts'
import { openPeers } from './support/peers.ts'
import { isAsked } from './support/questions.ts'
import { inFlight, inRounds, type Took, tell, timed } from './support/rounds.ts'

const small = process.argv.includes('--small')
const alone = process.argv.includes('--alone')
const ROUNDS = small ? 1 : 5
const SINGLES = small ? 500 : 2_000
const MANY = small ? 1_000 : 10_000
const LANES = small ? 20 : 1_000
const EACH = small ? 50 : 1_000
const IN_FLIGHT = 64
const LIMITS = { startsPerSecond: 1_000_000, concurrency: 100_000, breakAfter: 5, expireAfterMs: 3_600_000 }

const numbers = (n: number) => Array.from({ length: n }, (_, index) => index)
const count = (n: number) => n.toLocaleString('en')

const folder = mkdtempSync(join(tmpdir(), 'provisor-bench-'))
const postgres = await startPostgres({ durable: true })
const places = [
  { engine: 'SQLite', place: { dataDir: join(folder, 'sqlite'), databaseUrl: '' } },
  {
    engine: 'PostgreSQL',
    place: { dataDir: join(folder, 'postgres'), databaseUrl: await createDatabase(postgres.url, 'ours') },
  },
]
const ours: Ours[] = []
for (const { engine, place } of places) ours.push(await openOurs(`Provisor on ${engine}`, place))
const { peers, stop } = alone ? { peers: [], stop: async () => {} } : await openPeers(postgres.url)
const all: Contender[] = [...ours, ...peers]

const questions: Record<string, () => Promise<void>> = {
  singles: () =>
    compare(`enqueue one by one, ${IN_FLIGHT} in flight`, SINGLES, (queue, round) =>
      timed(() => inFlight(SINGLES, IN_FLIGHT, (n) => queue.enqueue(`singles-${round}`, n))),
    ),
  batches: () =>
    compare(`enqueue ${count(MANY)} in one call`, undefined, (queue, round) =>
      timed(() => queue.enqueueMany(`many-${round}`, numbers(MANY))),
    ),
  purges: () =>
    compare(`purge ${count(MANY)} and tell what they were`, undefined, async (queue, round) => {
      await queue.enqueueMany(`purge-${round}`, numbers(MANY))
      return timed(async () => expectAll(MANY, await queue.purge(`purge-${round}`)))
    }),
  work: () =>
    compare('claim and end, one worker whose handlers do nothing', MANY, async (queue, round) => {
      await queue.enqueueMany(`work-${round}`, numbers(MANY))
      return timed(() => queue.workOff(`work-${round}`, MANY))
    }),
  limits: tellLimits,
  'dead-lane': tellDeadLane,
  held: tellHeld,
  lengths: tellLengths,
  'great-purge': async () => {
    for (const queue of ours) await tellGreatPurge(queue)
  },
}

try {
  for (const { name, about } of all) console.log(`${name}: ${about}`)
  for (const [name, ask] of Object.entries(questions)) if (isAsked(name)) await ask()
} finally {
  for (const { close } of all) await close()
  await stop()
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function compare(
  question: string,
  jobs: number | undefined,
  measure: (queue: Contender, round: number) => Promise<Took>,
): Promise<void> {
  const found = await inRounds(all, ROUNDS, measure)
  tell(question, found, { ...(jobs && { jobs }), isOurs: (queue) => ours.some((own) => own === queue) })
}

/** The same work with and without limits, in turn. */
async function tellLimits(): Promise<void> {
  for (const queue of ours) {
    const kinds = [
      { name: 'without', synced: queue.synced, limits: {} },
      { name: 'with rate, concurrency, breaker and expiry', synced: queue.synced, limits: LIMITS },
    ]
    const found = await inRounds(kinds, ROUNDS, async ({ name, limits }, round) => {
      const lane = `${name} ${round}`
      await queue.limit(lane, limits)
      await queue.enqueueMany(lane, numbers(MANY))
      return timed(() => queue.workOff(lane, MANY))
    })
    tell(`${queue.name}: what limits cost`, found, { jobs: MANY, isOurs: ({ limits }) => limits === LIMITS })
  }
}

/** The same work with a worker that serves only this lane, and with one that also serves a panel that never answers. */
async function tellDeadLane(): Promise<void> {
  for (const queue of ours) {
    const kinds = ['with no other lane', 'beside a dead lane'].map((name) => ({ name, synced: queue.synced }))
    const found = await inRounds(kinds, ROUNDS, async (kind, round) => {
      const isDead = kind === kinds[1]
      const lane = `${kind.name} ${round}`
      const dead = `dead ${round}`
      await queue.enqueueMany(lane, numbers(MANY))
      if (!isDead) return timed(() => queue.workOff(lane, MANY))
      await queue.limit(dead, { concurrency: 4 })
      await queue.enqueueMany(dead, numbers(MANY))
      return timed(() => queue.workBeside(lane, MANY, dead))
    })
    tell(`${queue.name}: a lane beside a dead one`, found, { jobs: MANY, isOurs: (kind) => kind === kinds[1] })
  }
}

/** A snapshot that somebody forgot, with great claims and with those of a quiet server. */
async function tellHeld(): Promise<void> {
  for (const [claimsOf, jobs, each] of small
    ? ([
        [512, 6_000, 1_000],
        [4, 1_200, 200],
      ] as const)
    : ([
        [512, 1_000_000, 10_000],
        [4, 60_000, 2_000],
      ] as const)) {
    const { free, first, last } = await measureHeld(ours[1]!, places[1]!.place.databaseUrl, { claimsOf, jobs, each })
    console.log(
      `\nPostgreSQL, claims of ${claimsOf}, a snapshot held: free ${count(Math.round(free))}/s, at its begin ` +
        `${count(Math.round(first))}/s, after ${count(jobs)} jobs ${count(Math.round(last))}/s, ${(last / free).toFixed(2)} of free`,
    )
  }
}

async function tellLengths(): Promise<void> {
  const queues = numbers(LANES).map((n) => `lane-${n}`)
  for (const queue of all) for (const each of queues) await queue.enqueueMany(each, numbers(EACH))
  await compare(`how many wait in each of ${count(LANES)} queues, ${count(LANES * EACH)} in all`, undefined, (queue) =>
    timed(async () => expectAll(LANES * EACH, await queue.waiting(queues))),
  )
}

/** What only we promise: a purge of any size at once, its references afterwards, and an event loop that goes on. */
async function tellGreatPurge(queue: Ours): Promise<void> {
  for (let n = 0; n < LANES * EACH; n += MANY) await queue.enqueueMany('great', numbers(MANY))
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  let purgeId = 0
  const marked = await timed(async () => {
    purgeId = await queue.mark('great')
  })
  const before = process.memoryUsage().rss
  let listed = 0
  const streamed = await timed(async () => {
    for await (const page of queue.references(purgeId)) listed += page.length
  })
  delay.disable()
  const grown = (process.memoryUsage().rss - before) / 2 ** 20
  console.log(
    `\n${queue.name}: purge of ${count(listed)} in ${marked.ms.toFixed(2)} ms, all their references in ${Math.round(streamed.ms)} ms; ` +
      `memory grew by ${Math.round(grown)} MiB, longest pause of the event loop ${(delay.max / 1e6).toFixed(1)} ms`,
  )
}

function expectAll(expected: number, found: number): void {
  if (found !== expected) throw new Error(`Expected ${expected}, got ${found}`)
}
