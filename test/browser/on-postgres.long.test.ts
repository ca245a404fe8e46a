import { readdirSync } from 'node:fs'
import { postgres } from '../support/databases-postgres.ts'
import { sqlite } from '../support/databases-sqlite.ts'
import { pagesOn } from './open-console.ts'

/** Every test of the console's pages once more, with its server on the other database. */
pagesOn.engine = postgres
// By another address, so that it is read anew where this process has read it already.
for (const file of readdirSync(import.meta.dirname))
  if (/^[a-z]+\.test\.ts$/.test(file) && file !== 'sandbox.test.ts') await import(`./${file}?on=postgres`)
pagesOn.engine = sqlite
