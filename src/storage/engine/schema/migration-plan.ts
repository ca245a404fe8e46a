import type { Dialect, EngineDatabase } from '../database.ts'
import { sql } from '../sql.ts'
import { listMigrations } from './known-migrations.ts'
import { ledgerNumbers, refuseForeign } from './migrate.ts'

/** The schema of a database beside that of this program, by the names of the migrations. */
export type MigrationPlan = {
  /** What the database has; undefined where it holds nothing yet. */
  schema: string | undefined
  /** What this program brings it to. */
  target: string
  /** What starting this program would apply, in order. */
  missing: string[]
}

/** What `migrate` would do; nothing is changed. Refuses what `migrate` refuses. */
export async function planMigrations(database: EngineDatabase): Promise<MigrationPlan> {
  return planFrom(database.dialect, (await hasLedger(database)) ? await ledgerNumbers(database) : [])
}

/** The same for a database that a running server has, which says its schema by name. */
export function planBeside(dialect: Dialect, schema: string): MigrationPlan {
  const its = Number(schema.slice(0, 4))
  const older = listMigrations(dialect).flatMap(({ number }) => (number < its ? [number] : []))
  return planFrom(dialect, [...older, its])
}

/** The same where there is no database yet. */
export const planFromNothing = (dialect: Dialect): MigrationPlan => planFrom(dialect, [])

function planFrom(dialect: Dialect, present: readonly number[]): MigrationPlan {
  const known = listMigrations(dialect)
  refuseForeign(present, known.at(-1)!.number)
  return {
    schema: known.find(({ number }) => number === present.at(-1))?.name,
    target: known.at(-1)!.name,
    missing: known.filter(({ number }) => !present.includes(number)).map(({ name }) => name),
  }
}

async function hasLedger({ dialect, reader }: EngineDatabase): Promise<boolean> {
  const found = await reader.get<{ there: number }>(
    dialect === 'sqlite'
      ? sql`SELECT count(*) AS there FROM sqlite_schema WHERE name = 'schema_migrations'`
      : sql`SELECT count(to_regclass('schema_migrations')) AS there`,
  )
  return Number(found!.there) > 0
}
