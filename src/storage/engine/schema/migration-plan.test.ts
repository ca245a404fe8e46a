import { expect, test } from 'vitest'
import { forEachEngine } from '../../../../test/support/databases.ts'
import { openDatabase } from '../open.ts'
import { sql } from '../sql.ts'
import { listMigrations } from './known-migrations.ts'
import { migrate } from './migrate.ts'
import { planBeside, planMigrations } from './migration-plan.ts'

forEachEngine((engine) => {
  test('a plan names what is missing, changes nothing, and refuses a newer schema', async () => {
    const place = await engine.fresh()
    const database = await openDatabase(place.dataDir, place.url ?? '')
    try {
      const names = listMigrations(database.dialect).map(({ name }) => name)
      const [last, target] = names.slice(-2)
      expect(await planMigrations(database)).toEqual({ schema: undefined, target, missing: names })
      expect(await planMigrations(database)).toEqual({ schema: undefined, target, missing: names })

      await migrate(database)
      expect(await planMigrations(database)).toEqual({ schema: target, target, missing: [] })
      await database.transaction((q) => q.run(sql`DELETE FROM schema_migrations WHERE name = ${target!}`))
      expect(await planMigrations(database)).toEqual({ schema: last, target, missing: [target] })
      expect(planBeside(database.dialect, last!)).toEqual({ schema: last, target, missing: [target] })

      await database.transaction((q) =>
        q.run(sql`INSERT INTO schema_migrations (number, name, applied_at) VALUES (9999, '9999_future', 1)`),
      )
      await expect(planMigrations(database)).rejects.toThrow(/has schema 9999 and this program knows/)
      expect(() => planBeside(database.dialect, '9999_future')).toThrow(/has schema 9999 and this program knows/)
    } finally {
      await database.close()
      await place.drop()
    }
  })
})
