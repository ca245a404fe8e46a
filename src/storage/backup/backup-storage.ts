import { join } from 'node:path'
import type { BackupStorage } from '../../backup/store.ts'
import { Refusal } from '../../base/refusal.ts'

type Place = {
  dataDir: string
  databaseUrl: string
  /** Off behind a pooler that hands out another session for each transaction. */
  prepare: boolean
  /** Whether files lie in a folder that all nodes have. */
  sharesFiles: boolean
}

/** The database that the settings name. Only that driver is loaded. */
export const openBackupStorage = ({ dataDir, databaseUrl, prepare, sharesFiles }: Place): BackupStorage =>
  databaseUrl === ''
    ? {
        async snapshot() {
          const { openSqliteSnapshot } = await import('./sqlite-snapshot.ts')
          const snapshot = openSqliteSnapshot(join(dataDir, 'provisor.db'))
          if (!snapshot) throw noDatabase(dataDir)
          return snapshot
        },
        fill: async (schema) => (await import('./sqlite-filling.ts')).fillSqlite(dataDir, schema),
      }
    : {
        snapshot: async () => (await import('./postgres-snapshot.ts')).openPostgresSnapshot(databaseUrl),
        async fill(schema) {
          const { fillPostgres } = await import('./postgres-filling.ts')
          return fillPostgres(databaseUrl, schema, { prepare, contents: sharesFiles ? 'folder' : 'database' })
        },
      }

const noDatabase = (dataDir: string) =>
  new Refusal('no_database', `There is no database in ${dataDir}`, { dataDir }, { hint: 'Name it with --data-dir' })
