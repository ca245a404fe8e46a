import * as z from 'zod'
import { VERSION } from '../../base/version.ts'
import { localOperation } from '../operation.ts'

/** Who answers, and what it did to the schema when it opened the database. */
export const hello = localOperation(z.object({}), async ({ applied, schema, database }) => ({
  version: VERSION,
  pid: process.pid,
  database: await database.version(),
  schema,
  applied,
}))
