import type { Database } from '../../src/storage/engine/database.ts'
import { sql } from '../../src/storage/engine/sql.ts'

/** How this database keeps what it acknowledged, asked of the connection that writes. */
export async function syncOf(database: Database): Promise<{ about: string; synced: boolean }> {
  const version = await database.version()
  return database.transaction(async (q) => {
    if (database.dialect === 'sqlite') {
      const { synchronous } = (await q.get<{ synchronous: number }>(sql`PRAGMA synchronous`))!
      return { about: `${version}, synchronous ${synchronous}`, synced: synchronous >= 2 }
    }
    const { fsync } = (await q.get<{ fsync: string }>(sql`SHOW fsync`))!
    const { commit } = (await q.get<{ commit: string }>(sql`SELECT current_setting('synchronous_commit') AS commit`))!
    return {
      about: `${version}, fsync ${fsync}, synchronous_commit ${commit}`,
      synced: fsync === 'on' && commit === 'on',
    }
  })
}
