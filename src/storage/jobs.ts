import type { JobStore } from '../jobs/store.ts'
import type { Database, Queries } from './database.ts'
import { holderStore } from './jobs-holders.ts'
import { laneStore } from './jobs-lanes.ts'
import { purgeStore } from './jobs-purges.ts'
import { jobRowStore } from './jobs-rows.ts'
import { sql } from './sql.ts'

type Options = {
  /** For long reads, which only the reader's store is asked for. */
  database?: Pick<Database, 'stream'> | undefined
  /** Instead of the database's clock, which all processes share. */
  now?: (() => number) | undefined
}

export function jobStore(q: Queries, { database, now }: Options = {}): JobStore {
  const at = () => (now ? sql`CAST(${now()} AS BIGINT)` : q.phrases.now)
  const stream = (statement: ReturnType<typeof sql>, batchSize: number) => {
    if (!database) throw new Error('long reads are for outside a transaction')
    return database.stream<never>(statement, batchSize)
  }
  return {
    now: async () => (await q.get<{ now: number }>(sql`SELECT ${at()} AS now`))!.now,
    lanes: laneStore(q, at),
    rows: jobRowStore(q, at, stream),
    holders: holderStore(q, at),
    purges: purgeStore(q, stream),
  }
}
