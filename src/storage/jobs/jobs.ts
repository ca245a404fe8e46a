import type { JobStore } from '../../jobs/store.ts'
import type { Database, Queries } from '../engine/database.ts'
import { sql } from '../engine/sql.ts'
import { laneCountStore } from './counts.ts'
import { holderStore } from './holders.ts'
import { laneStore } from './lanes.ts'
import { purgePreviewStore } from './previews.ts'
import { purgeStore } from './purges.ts'
import { jobRowStore } from './rows.ts'
import { scheduledChangeStore } from './scheduled.ts'

type Options = {
  /** For long reads, which only the reader's store is asked for. */
  database?: Pick<Database, 'stream'> | undefined
  /** Instead of the database's clock, which all processes share. */
  now?: (() => number) | undefined
}

export function jobStore(q: Queries, { database, now }: Options = {}): JobStore {
  const at = () => (now ? sql`CAST(${now()} AS BIGINT)` : q.phrases.now)
  const stream: Database['stream'] = (statement, batchSize) => {
    if (!database) throw new Error('long reads are for outside a transaction')
    return database.stream(statement, batchSize)
  }
  return {
    now: async () => (await q.get<{ now: number }>(sql`SELECT ${at()} AS now`))!.now,
    lanes: laneStore(q, at),
    rows: jobRowStore(q, at, stream),
    holders: holderStore(q, at),
    purges: purgeStore(q, stream),
    previews: purgePreviewStore(q),
    counts: laneCountStore(q),
    scheduled: scheduledChangeStore(q, at),
  }
}
