import type { Config } from '../config.ts'
import { restoredHold } from '../hold/held.ts'
import { rememberDatabase } from '../nodes/database-memory.ts'
import { openDatabase } from '../storage/engine/open.ts'
import { settingStore } from '../storage/events/settings.ts'

/** Whatever was restored starts held, whichever program starts it: the installation that it is of may still run. */
export async function markRestored(config: Config, madeAt: string): Promise<void> {
  const { dataDir, databaseUrl, databasePrepare } = config
  const database = await openDatabase(dataDir, databaseUrl, { poolSize: 1, prepare: databasePrepare === 'on' })
  try {
    await database.transaction((q) => restoredHold(settingStore(q), madeAt, Date.now()))
  } finally {
    await database.close()
  }
  rememberDatabase(config)
}
