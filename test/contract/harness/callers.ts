import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startApp, type TestApp } from '../../support/app.ts'
import type { Template } from '../../support/databases.ts'

/** A place with what `prepare` puts there, and those who call: what it gives is kept beside the data. */
export function placeWithCallers<Callers>(name: string, prepare: (app: TestApp) => Promise<Callers>) {
  const fileIn = (dataDir: string) => join(dataDir, 'callers.json')
  const place: Template = {
    name,
    async prepare(where) {
      const app = await startApp(where)
      writeFileSync(fileIn(where.dataDir), JSON.stringify(await prepare(app)))
      await app.close()
    },
  }
  return { place, readCallers: (dataDir: string) => JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) as Callers }
}
