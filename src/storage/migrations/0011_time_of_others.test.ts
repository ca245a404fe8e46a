import { expect, test } from 'vitest'
import { openApp } from '../../../test/support/app.ts'
import { forEachEngine } from '../../../test/support/databases.ts'
import { expandPermissions } from '../../access/permissions.ts'
import { migrate } from '../engine/schema/migrate.ts'
import { sql } from '../engine/sql.ts'

const ROLES = [
  { permissions: ['api.access', 'projects.read', 'projects.write', 'services.*'], keeps: true },
  { permissions: ['projects.*'], keeps: true },
  { permissions: ['*', '!services.passwords'], keeps: true },
  { permissions: ['projects.read', 'projects.all'], keeps: false },
  { permissions: ['*', '!projects.*'], keeps: false },
]

forEachEngine((engine) => {
  test('a role that could enter time for others before that took a right has it, and no other one', async () => {
    const { provisor } = await openApp(await engine.fresh())
    const { database } = provisor
    await provisor.transaction(async (tx) => {
      for (const [index, { permissions }] of ROLES.entries())
        await tx.access.roles.insert({ name: `Role ${index}`, permissions, requiresSecondFactor: false }, tx.at)
    })
    await database.transaction((queries) =>
      queries.run(sql`DELETE FROM schema_migrations WHERE name LIKE '%time_of_others'`),
    )
    expect((await migrate(database)).applied).toEqual(['0011_time_of_others'])
    const roles = await provisor.read.access.roles.list()
    expect(roles.map(({ permissions }) => expandPermissions(permissions).has('projects.time_others'))).toEqual(
      ROLES.map(({ keeps }) => keeps),
    )
    expect(roles.every(({ permissions }) => new Set(permissions).size === permissions.length)).toBe(true)
  })
})
