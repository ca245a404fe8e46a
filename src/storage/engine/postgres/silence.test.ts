import { expect, onTestFinished, test } from 'vitest'
import { forEachEngine } from '../../../../test/support/databases.ts'
import { proxied } from '../../../../test/support/faults/tcp-proxy.ts'
import { isLong } from '../../../../test/support/long.ts'
import { StorageFault } from '../../../base/fault.ts'
import { openDatabase } from '../open.ts'
import { PATIENCE, type Patience } from '../postgres.ts'
import { migrate } from '../schema/migrate.ts'
import { sql } from '../sql.ts'

/** What is true of a fifth of each time is true of the times themselves, which the long run takes. */
const PART = isLong ? 1 : 5
const TIMES = Object.fromEntries(Object.entries(PATIENCE).map(([name, ms]) => [name, ms / PART])) as unknown as Patience
const { suspiciousMs, lookMs, probeMs, unreachedMs } = TIMES
/** As short as it is told to callers: a fault is over for them within this. A busy machine takes its time as well. */
const RECOVERED_MS = 5000 / PART + (isLong ? 0 : 1000)

test('a connection that is silent is found within five seconds', () => {
  // Two looks after it was suspicious, each with one probe.
  expect(PART * (suspiciousMs + 2 * (lookMs + probeMs))).toBeLessThan(5000)
})

forEachEngine((engine) => {
  async function opened() {
    const place = await engine.fresh()
    const { url, proxy } = await proxied(place.url!)
    const database = await openDatabase(place.dataDir, url, { poolSize: 4, times: TIMES })
    onTestFinished(async () => {
      await database.close()
      proxy.cut()
    })
    await migrate(database)
    return { database, proxy, url: place.url! }
  }

  const put = (name: string) => sql`INSERT INTO settings (name, value) VALUES (${name}, 'x')`

  const testOver = test.skipIf(engine.name === 'sqlite')

  testOver(
    'connections that die without a word are found, and what was asked on them is done over others',
    async () => {
      const { database, proxy } = await opened()
      const { reader, transaction } = database
      // As many as there may be, all of them idle.
      await Promise.all(Array.from({ length: 4 }, () => reader.get(sql`SELECT pg_sleep(0.05)`)))
      proxy.swallowOpen()
      const from = performance.now()
      await Promise.all([
        transaction((q) => q.run(put('written'))),
        reader.get(sql`SELECT 1 AS one`).then((row) => expect(row).toEqual({ one: 1 })),
      ])
      expect(performance.now() - from).toBeLessThan(RECOVERED_MS)
      // Their neighbours were thrown away as well.
      const then = performance.now()
      await Promise.all(Array.from({ length: 8 }, () => reader.get(sql`SELECT 1`)))
      expect(performance.now() - then).toBeLessThan(1000)
      expect(await reader.all(sql`SELECT name FROM settings WHERE name = 'written'`)).toHaveLength(1)
    },
  )

  testOver('a transaction in the middle of which its connection dies is done again, once', async () => {
    const { database, proxy } = await opened()
    let tries = 0
    await database.transaction(async (q) => {
      tries++
      await q.run(put(`try ${tries}`))
      if (tries === 1) proxy.swallowOpen()
      await q.run(put('second'))
    })
    expect(tries).toBe(2)
    expect(await database.reader.all(sql`SELECT name FROM settings ORDER BY name`)).toEqual([
      { name: 'second' },
      { name: 'try 2' },
    ])
  })

  testOver('a statement that takes long on a connection that is well is waited for', async () => {
    const { database } = await opened()
    const longMs = suspiciousMs + 4 * lookMs
    await Promise.all([
      database.transaction((q) => q.get(sql`SELECT pg_sleep(${(unreachedMs + lookMs) / 1000})`)),
      database.reader.get(sql`SELECT pg_sleep(${longMs / 1000})`),
    ])
  })

  testOver('a database that nobody reaches is told soon, and found again as soon as it is back', async () => {
    const { database, proxy } = await opened()
    proxy.swallowAll(true)
    const from = performance.now()
    const told = await database.transaction((q) => q.run(put('lost'))).catch((why) => why)
    expect(told).toBeInstanceOf(StorageFault)
    expect(told.trouble).toBe('lost')
    // Found out, and tried once more.
    expect(performance.now() - from).toBeLessThan(2 * RECOVERED_MS)
    await expect(database.requireReady()).rejects.toThrow(StorageFault)
    proxy.swallowAll(false)
    const back = performance.now()
    await database.transaction((q) => q.run(put('back')))
    await database.requireReady()
    expect(performance.now() - back).toBeLessThan(RECOVERED_MS)
  })

  testOver('a stream over a connection that dies ends with a fault', async () => {
    const { database, proxy } = await opened()
    const rows = database.stream(sql`SELECT generate_series(1, 200000) AS number`, 500)
    const read = async () => {
      for await (const _ of rows) proxy.swallowOpen()
    }
    await expect(read()).rejects.toMatchObject({ trouble: 'lost' })
  })
})
