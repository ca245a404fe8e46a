// Has something become slow? A few ratios, each of one run, beside those of the day on which they were stored. Tells what
// fell by more than 15 %, and ends with 1 then; `--store` keeps what it measured instead.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../src/storage/engine/open.ts'
import { sql } from '../src/storage/engine/sql.ts'
import { startPostgres } from '../test/support/postgres-server.ts'
import { payloadOf } from './support/contender.ts'
import { createDatabase } from './support/create-database.ts'
import type { Place } from './support/fill.ts'
import { measureHeld } from './support/held.ts'
import { openOurs } from './support/ours.ts'
import { inFlight, inRounds, medianOf, timed } from './support/rounds.ts'

const small = process.argv.includes('--small')
const STORED = new URL('ratios.json', import.meta.url)
const MAY_FALL = 0.15
const ROUNDS = small ? 1 : 5
const MANY = small ? 1_000 : 10_000
const SINGLES = small ? 200 : 2_000
const IN_FLIGHT = 64

type Ratios = Record<string, number>

const folder = mkdtempSync(join(tmpdir(), 'provisor-guard-'))
const postgres = await startPostgres({ durable: true })
const measured: Ratios = {}
try {
  const places = [
    { engine: 'SQLite', place: { dataDir: join(folder, 'sqlite'), databaseUrl: '' } },
    {
      engine: 'PostgreSQL',
      place: { dataDir: join(folder, 'postgres'), databaseUrl: await createDatabase(postgres.url, 'guarded') },
    },
  ]
  for (const { engine, place } of places) await measureQueue(engine, place)
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}
if (process.argv.includes('--store')) writeFileSync(STORED, `${JSON.stringify(measured, null, 2)}\n`)
process.exitCode = tellFallen(measured, JSON.parse(readFileSync(STORED, 'utf8')))

/** Against rows that are written one by one into a table without an index, by as many and as safely: the machine's own speed. */
async function measureQueue(engine: string, place: Place): Promise<void> {
  const ours = await openOurs(engine, place)
  const bare = await openDatabase(place.databaseUrl ? place.dataDir : `${place.dataDir}-bare`, place.databaseUrl)
  try {
    await bare.transaction((q) => q.run(sql`CREATE TABLE bare (payload TEXT NOT NULL)`))
    const put = (n: number) =>
      bare.transaction((q) => q.run(sql`INSERT INTO bare (payload) VALUES (${JSON.stringify(payloadOf(n))})`))
    const numbers = Array.from({ length: MANY }, (_, n) => n)
    const asked = {
      bare: () => inFlight(SINGLES, IN_FLIGHT, put),
      single: (round: number) => inFlight(SINGLES, IN_FLIGHT, (n) => ours.enqueue(`single-${round}`, n)),
      many: (round: number) => ours.enqueueMany(`many-${round}`, numbers),
      work: (round: number) => ours.workOff(`many-${round}`, MANY),
    }
    const kinds = Object.entries(asked)
    const found = await inRounds(kinds, ROUNDS, ([, ask], round) => timed(() => ask(round)))
    const [, single, many, work] = found.map(({ all }) => medianOf(all.map(({ ms }) => ms)))
    const bareMs = medianOf(found[0]!.all.map(({ ms }) => ms)) / SINGLES
    measured[`${engine}: enqueue one by one, in bare rows`] = (bareMs * SINGLES) / single!
    measured[`${engine}: enqueue in one call, in bare rows`] = (bareMs * MANY) / many!
    measured[`${engine}: claim and end, in bare rows`] = (bareMs * MANY) / work!
    if (place.databaseUrl === '') return
    for (const [claimsOf, jobs, each] of [
      [512, 20 * MANY, MANY],
      [4, 2 * MANY, MANY / 5],
    ] as const) {
      const { free, last } = await measureHeld(ours, place.databaseUrl, { claimsOf, jobs, each })
      measured[`${engine}: a snapshot held, claims of ${claimsOf}, against free`] = last / free
    }
  } finally {
    await bare.close()
    await ours.close()
  }
}

/** Answers the exit code. What is measured small is only shown: it has had no time to become quick. */
function tellFallen(now: Ratios, stored: Ratios): number {
  let fallen = 0
  for (const [name, ratio] of Object.entries(now)) {
    const before = stored[name]
    const isFallen = before !== undefined && ratio < before * (1 - MAY_FALL)
    if (isFallen) fallen++
    const beside = before === undefined ? 'not stored yet' : `stored ${before.toFixed(2)}`
    console.log(`  ${isFallen ? 'FELL ' : '     '}${name}: ${ratio.toFixed(2)} (${beside})`)
  }
  return fallen > 0 && !small ? 1 : 0
}
