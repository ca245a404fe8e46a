import { mkdtempSync, rmSync } from 'node:fs'
import { Agent } from 'node:http'
import { join } from 'node:path'
import pg from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { makeRandom } from '../../src/demo/random.ts'
import { readDemo } from '../../src/demo/seed.ts'
import type { DemoCredentials } from '../../src/demo/stores.ts'
import { startServer } from '../support/command.ts'
import { isLong } from '../support/long.ts'
import { type OwnPostgresServer, startPostgres } from '../support/postgres-server.ts'
import { scratchName } from '../support/scratch.ts'
import { checkPlace } from './server/check.ts'
import { makeLedger } from './server/ledger.ts'
import { makeAsk, write } from './server/writers.ts'

const ROUNDS = isLong ? 25 : 2
/** A database that comes back takes its time. */
const CRASHES = isLong ? 25 : 1
/** What was asked before the end comes; a long history takes as long to be looked through. */
const LATEST = isLong ? 600 : 300
const STOCK = 1_000_000
/** Reproduces the order of what is asked and when it ends, though not how the requests meet. */
const SEED = isLong ? Date.now() % 100_000 : 2026
const MINUTES = isLong ? 20 : 3

const engines = process.env.PROVISOR_TEST_ENGINES?.split(',') ?? ['sqlite', 'postgres']

describe(`with seed ${SEED}`, { timeout: MINUTES * 60_000 }, () => {
  test.runIf(engines.includes('sqlite'))(
    'a server that is killed on its own file has what it acknowledged, whole',
    async () => {
      await killAgainAndAgain({ dataDir: freshFolder(), databaseUrl: '' })
    },
  )

  test.runIf(engines.includes('postgres'))(
    'a server that is killed on PostgreSQL has what it acknowledged, whole',
    async () => {
      const { databaseUrl } = await ownPostgres()
      await killAgainAndAgain({ dataDir: freshFolder(), databaseUrl })
    },
  )

  test.runIf(engines.includes('postgres'))(
    'a server whose PostgreSQL is killed goes on with what it acknowledged, whole',
    async () => {
      const { databaseUrl, postgres } = await ownPostgres()
      const place = { dataDir: freshFolder(), databaseUrl }
      const ledger = makeLedger()
      const { server, lives, keys, scarce } = await serveWith(place)
      const random = makeRandom(SEED)
      for (let round = 0; round < CRASHES; round++) {
        const crashAt = 50 + random.below(LATEST / 2)
        let [crashed, answeredSince] = [false, 0]
        let restarted: Promise<void> | undefined
        const crash = async () => {
          await postgres.crash()
          crashed = true
        }
        await write({
          url: server.url,
          keys,
          ledger,
          scarce,
          seed: SEED + round,
          answered: (count) => {
            if (count === crashAt) restarted = crash()
            if (crashed) answeredSince++
          },
          // Until the database has come back and has been written to again.
          goOn: () => lives() && answeredSince < 100,
        })
        await restarted
        expect(lives()).toBe(true)
      }
      server.signal('SIGKILL')
      await server.ended
      await checkPlace(place, ledger, { id: scarce, stock: STOCK })
    },
  )
})

async function killAgainAndAgain(place: { dataDir: string; databaseUrl: string }): Promise<void> {
  const ledger = makeLedger()
  const random = makeRandom(SEED)
  let product: number | undefined
  for (let round = 0; round < ROUNDS; round++) {
    const { server, lives, keys, scarce } = await serveWith(place, product)
    product = scarce
    const killAt = 30 + random.below(LATEST)
    await write({
      url: server.url,
      keys,
      ledger,
      scarce,
      seed: SEED + round,
      answered: (count) => {
        if (count === killAt) server.signal('SIGKILL')
      },
      goOn: lives,
    })
    expect(await server.ended).toMatchObject({ code: null })
    await checkPlace(place, ledger, { id: scarce, stock: STOCK })
  }
  expect([...ledger.lines.values()].filter(Boolean).length).toBeGreaterThan(0)
  expect(ledger.deletions.size).toBeGreaterThan(0)
}

/** Starts the server; the first time with the demonstration data and a product of which there is a stock. */
async function serveWith({ dataDir, databaseUrl }: { dataDir: string; databaseUrl: string }, product?: number) {
  const server = await startServer([
    '--demo',
    '--data-dir',
    dataDir,
    ...(databaseUrl ? ['--database-url', databaseUrl] : []),
  ])
  let ended = false
  void server.ended.then(() => {
    ended = true
  })
  const keys = (readDemo(dataDir) as DemoCredentials).whmcs
  return { server, lives: () => !ended, keys, scarce: product ?? (await addScarce(server.url, keys)) }
}

async function addScarce(url: string, keys: DemoCredentials['whmcs']): Promise<number> {
  const agent = new Agent()
  const scarce = {
    name: 'Scarce',
    gid: 1,
    stockcontrol: 1,
    qty: STOCK,
    'pricing[1][monthly]': '1.00',
    'pricing[2][monthly]': '1.00',
  }
  const { pid } = await makeAsk(url, keys, agent)('AddProduct', scarce)
  return Number(pid)
}

function freshFolder(): string {
  const parent = mkdtempSync(scratchName('crash'))
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }))
  return join(parent, 'data')
}

/** One that syncs to disk as a real one does. */
async function ownPostgres(): Promise<{ databaseUrl: string; postgres: OwnPostgresServer }> {
  const postgres = await startPostgres({ durable: true })
  onTestFinished(() => postgres.stop())
  const client = new pg.Client(postgres.url)
  client.on('error', () => {})
  await client.connect()
  await client.query('CREATE DATABASE provisor')
  await client.end()
  const url = new URL(postgres.url)
  url.pathname = '/provisor'
  return { databaseUrl: url.href, postgres }
}
