import { cp, mkdtemp, rename } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import type { Engine, Template } from './databases.ts'
import { dropFolder, emptyFolder, onceAcrossWorkers } from './databases-sqlite.ts'
import { askAtDoor } from './door.ts'

let made = 0

/** A database of the run's server each, beside a folder each. Templates are such pairs too. */
export const postgres: Engine = {
  name: 'postgres',
  async fresh(template) {
    const name = databaseName(`${process.pid}_${++made}`)
    const dataDir = await mkdtemp(join(inject('databases').folder, 'postgres-'))
    const source = template && (await prepared(template))
    if (source) await cp(source.folder, dataDir, { recursive: true })
    await create(name, source?.database)
    return {
      dataDir,
      url: await urlOf(name),
      drop: async () => {
        await dropFolder(dataDir)
        await drop(name)
      },
    }
  },
}

async function prepared(template: Template) {
  const folder = join(inject('databases').folder, `postgres_${template.name}`)
  const database = databaseName(template.name)
  await onceAcrossWorkers(folder, async () => {
    const draft = await emptyFolder(`${folder}.draft`)
    await drop(database)
    await create(database)
    await template.prepare({ dataDir: draft, url: await urlOf(database) })
    await rename(draft, folder)
  })
  return { folder, database }
}

const databaseName = (name: string) => `${inject('databases').id}_${name}`

async function create(name: string, source = 'template0') {
  // A third of the time of the default strategy (32 against 104 ms for 60 tables), which spares the disk rather than us.
  await asAdministrator((client) => client.query(`CREATE DATABASE "${name}" TEMPLATE "${source}" STRATEGY file_copy`))
}

/** PostgreSQL itself waits some seconds for connections that are just closing. */
async function drop(name: string) {
  await asAdministrator(async (client) => {
    try {
      await client.query(`DROP DATABASE IF EXISTS "${name}"`)
    } catch (error) {
      await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)
      throw new Error(
        `Connections were left open at the end of a test: ${(error as Error).message}. Close the database first.`,
      )
    }
  })
}

async function urlOf(database: string): Promise<string> {
  const url = new URL(await serverUrl())
  url.pathname = `/${database}`
  return url.href
}

let known: Promise<string> | undefined

function serverUrl(): Promise<string> {
  known ??= askAtDoor(inject('databases').door)
  return known
}

let administrators: Promise<pg.Pool> | undefined

/** Kept for the next time, because a connection costs as much as half a database; it holds no process back from its end. */
async function asAdministrator(work: (client: pg.PoolClient) => Promise<unknown>) {
  administrators ??= serverUrl().then((connectionString) => {
    const pool = new pg.Pool({ connectionString, max: 4, idleTimeoutMillis: 0, allowExitOnIdle: true })
    // The server may end before this process does.
    pool.on('error', () => {})
    return pool
  })
  const client = await (await administrators).connect()
  try {
    await work(client)
  } finally {
    client.release()
  }
}
