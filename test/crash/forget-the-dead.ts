import type { Opened } from '../../src/open.ts'
import { sql } from '../../src/storage/engine/sql.ts'

/** Whoever held jobs before was killed: nobody waits for the end of its lease. */
export async function forgetTheDead({ database, recover }: Opened): Promise<void> {
  await database.transaction((tx) => tx.run(sql`UPDATE job_holders SET alive_until = 0`))
  await recover()
}
