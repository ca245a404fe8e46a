import { expect, test } from 'vitest'
import { forEachEngine } from '../../../../test/support/databases.ts'
import { dumpSchema } from '../../../../test/support/schema.ts'
import type { Database } from '../database.ts'
import { openDatabase } from '../open.ts'
import { sql } from '../sql.ts'
import { migrate } from './migrate.ts'

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

  test('migrates once when two start together, and again does nothing', () =>
    opened(async (database) => {
      expect((await migrate(database)).applied).toEqual([])
      const [a, b] = await Promise.all([migrate(database), migrate(database)])
      expect([a.applied, b.applied]).toEqual([[], []])
    }))

  test('refuses a database that a newer program has migrated', () =>
    opened(async (database) => {
      await database.transaction((q) =>
        q.run(sql`INSERT INTO schema_migrations (number, name, applied_at) VALUES (9999, '9999_future', 1)`),
      )
      await expect(migrate(database)).rejects.toThrow(/has schema 9999 and this program knows/)
    }))

  test('has the schema that is written down', () =>
    opened(async (database) => {
      await expect(await dumpSchema(database)).toMatchFileSnapshot(`../../../../test/support/schema.${engine.name}.txt`)
    }))
})
