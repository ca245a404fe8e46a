import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import type { Database } from './database.ts'
import { openDatabase } from './open.ts'
import { migrate } from './schema/migrate.ts'

forEachEngine((engine) => {
  async function opened<T>(work: (database: Database) => Promise<T>): Promise<T> {
    const place = await engine.fresh()
    const database = await openDatabase(place.dataDir, place.url ?? '')
    try {
      await migrate(database)
      return await work(database)
    } finally {
      await database.close()
      await place.drop()
    }
  }

  test('refuses a transaction inside a transaction', () =>
    opened(async (database) => {
      await expect(database.transaction(() => database.transaction(async () => 1))).rejects.toThrow(
        /let the shared part take tx/,
      )
    }))
})
