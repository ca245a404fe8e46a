import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { openData } from '../open-data.ts'
import {
  type MigrationPlan,
  planBeside,
  planFromNothing,
  planMigrations,
} from '../storage/engine/schema/migration-plan.ts'
import { FILE } from '../storage/engine/sqlite.ts'
import { askServer, NOBODY } from './ask.ts'
import { socketPath } from './socket-path.ts'

export type { MigrationPlan }

/**
 * What starting this program would do to the schema, by the data as it lies there: no table is made or changed.
 * Beside a server that has the folder, and may be of another version, by what that one says.
 */
export async function planHere(config: Config): Promise<MigrationPlan> {
  if (config.databaseUrl === '') {
    const answer = await askServer(socketPath(config.dataDir), 'hello', {})
    if (answer !== NOBODY) return planBeside('sqlite', (answer as { schema: string }).schema)
    if (!existsSync(join(config.dataDir, FILE))) return planFromNothing('sqlite')
  }
  const { database } = await openData(config, false)
  try {
    return await planMigrations(database)
  } finally {
    await database.close()
  }
}
