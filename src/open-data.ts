import type { Config } from './config.ts'
import { refuseOtherDatabase } from './nodes/database-memory.ts'
import type { Database } from './storage/engine/database.ts'
import { openDatabase } from './storage/engine/open.ts'
import { claimDataFolder, openRefusal, refuseOldDatabase } from './unusable.ts'

/** What cannot be used is told by the setting that names it. */
export async function openData(config: Config, serves: boolean): Promise<{ database: Database; release: () => void }> {
  claimDataFolder(config.dataDir)
  refuseOtherDatabase(config)
  let database: Database | undefined
  let release = () => {}
  try {
    // The embedded database holds its folder by itself, for commands too.
    if (serves && config.databaseUrl !== '')
      release = (await import('./storage/engine/files/own-folder.ts')).ownFolder(config.dataDir)
    database = await openDatabase(config.dataDir, config.databaseUrl, {
      poolSize: config.databasePool,
      prepare: config.databasePrepare === 'on',
    })
    if (config.databaseUrl !== '') refuseOldDatabase(await database.version(), config)
    return { database, release }
  } catch (failure) {
    await database?.close()
    release()
    throw openRefusal(failure, config)
  }
}
