import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openDoor } from './door.ts'
import { serverForRun } from './postgres-given.ts'
import { type PostgresServer, startPostgres } from './postgres-server.ts'
import { removeLeftovers, scratchName } from './scratch.ts'

/** What the test files of one run share. */
export interface DatabasesOfRun {
  /** Begins the name of every database of this run. */
  readonly id: string
  /** Temporary; gone after the run. */
  readonly folder: string
  /** A socket that answers with the url of the run's PostgreSQL server and ends. */
  readonly door: string
}

declare module 'vitest' {
  interface ProvidedContext {
    databases: DatabasesOfRun
  }
}

/** One PostgreSQL server for the whole run, started when the first test asks: most runs of one file need none. */
export default async function setup(project: TestProject) {
  await removeLeftovers()
  const folder = mkdtempSync(scratchName('run'))
  // An interrupted run skips the tearing down.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const id = `provisor_test_${Date.now().toString(36)}_${process.pid}`
  const given = process.env.PROVISOR_TEST_DATABASE_URL
  let server: Promise<PostgresServer> | undefined
  const door = await openDoor(join(folder, 'door'), async () => {
    server ??= given ? serverForRun(given, id) : startPostgres()
    return (await server).url
  })
  project.provide('databases', { id, folder, door: join(folder, 'door') })

  return async () => {
    door.close()
    await server?.then((running) => running.stop()).catch(() => {})
    rmSync(folder, { recursive: true, force: true })
  }
}
