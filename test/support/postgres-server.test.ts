import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { describe, expect, test, vi } from 'vitest'
import { isLong } from './long.ts'
import { serverForRun } from './postgres-given.ts'
import { startPostgres } from './postgres-server.ts'
import { removeLeftovers, scratchFolders } from './scratch.ts'

const engines = process.env.PROVISOR_TEST_ENGINES ?? 'postgres'

async function ask(url: string, text: string) {
  const client = new pg.Client(url)
  // A server that is killed while this one says goodbye resets its connection.
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

const foldersOf = (pid?: number) =>
  scratchFolders()
    .flatMap((parent) => readdirSync(parent))
    .filter((name) => name.includes(`-postgres-${pid}-`))

describe.skipIf(!engines.includes('postgres'))('a PostgreSQL for tests', () => {
  test.runIf(isLong)('keeps what it acknowledged, when that is asked for', async () => {
    const server = await startPostgres({ durable: true })
    expect(await ask(server.url, 'SHOW fsync')).toEqual([{ fsync: 'on' }])
    await server.stop()
    await expect(ask(server.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED')
  })

  test('runs again with what it acknowledged after it was killed', async () => {
    const server = await startPostgres({ durable: true })
    await ask(server.url, 'CREATE TABLE kept AS SELECT 7 AS number')
    const client = new pg.Client(server.url)
    client.on('error', () => {})
    await client.connect()
    const cut = new Promise((resolve) => client.once('end', resolve))
    await server.crash()
    await cut
    expect(await ask(server.url, 'SELECT number FROM kept')).toEqual([{ number: 7 }])
    await server.stop()
    await expect(ask(server.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED')
  })

  test('sorts text as people do, so that statements which leave it to the locale are found out', async () => {
    const server = await startPostgres()
    const rows = await ask(server.url, "SELECT name FROM (VALUES ('b'), ('B'), ('a')) AS t (name) ORDER BY name")
    expect(rows.map(({ name }) => name)).toEqual(['a', 'b', 'B'])
    await server.stop()
  })

  test('goes when the process that wanted it is killed', async () => {
    const program = `import { startPostgres } from ${JSON.stringify(new URL('./postgres-server.ts', import.meta.url).href)}
      console.log((await startPostgres()).url)`
    const starter = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [url] = (await once(createInterface(starter.stdout), 'line')) as [string]
    expect(await ask(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    starter.kill('SIGKILL')
    await vi.waitFor(() => expect(ask(url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED'), { timeout: 20_000 })
  })

  test.runIf(isLong)('is cleared away by the next run when its keeper was killed too', async () => {
    const keeper = spawn(process.execPath, [fileURLToPath(new URL('./postgres-process.ts', import.meta.url))], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    const [url] = (await once(createInterface(keeper.stdout), 'line')) as [string]
    expect(foldersOf(keeper.pid)).toHaveLength(1)
    keeper.kill('SIGKILL')
    await once(keeper, 'exit')
    await removeLeftovers()
    expect(foldersOf(keeper.pid)).toEqual([])
    await vi.waitFor(() => expect(ask(url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED'), { timeout: 20_000 })
  })

  test.runIf(isLong)('that is somebody else’s keeps only the databases of runs that go on', async () => {
    const server = await startPostgres()
    const names = async () =>
      (await ask(server.url, "SELECT datname FROM pg_database WHERE datname LIKE 'provisor%' ORDER BY 1")).map(
        ({ datname }) => datname,
      )
    await ask(server.url, 'CREATE DATABASE provisor_production')
    await ask(server.url, 'CREATE DATABASE provisor_test_dead_1_x')
    const first = await serverForRun(server.url, 'provisor_test_first_2')
    await ask(first.url, 'CREATE DATABASE provisor_test_first_2_x')
    const second = await serverForRun(server.url, 'provisor_test_second_3')
    expect(await names()).toEqual(['provisor_production', 'provisor_test_first_2_x'])
    await first.stop()
    await second.stop()
    expect(await names()).toEqual(['provisor_production'])
    await server.stop()
  })
})
