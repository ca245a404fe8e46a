import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { Refusal } from '../../base/refusal.ts'
import type { Database } from './database.ts'
import { openDatabase } from './open.ts'
import { migrate } from './schema/migrate.ts'
import { type Sql, sql } from './sql.ts'

const addRole = sql`INSERT INTO roles (name, permissions, created_at) VALUES ('Clerks', '[]', 0) RETURNING id`
const deleteRole = (id: number) => sql`DELETE FROM roles WHERE id = ${id}`
const addMember = (roleId: number, name = 'ann') => sql`
  INSERT INTO staff (uuid, username, username_folded, email, first_name, last_name, role_id, created_at, updated_at)
  VALUES (${name}, ${name}, ${name}, '', '', '', ${roleId}, 0, 0)`

forEachEngine((engine) => {
  async function opened(work: (database: Database, roleId: number) => Promise<void>): Promise<void> {
    const place = await engine.fresh()
    const database = await openDatabase(place.dataDir, place.url ?? '')
    try {
      await migrate(database)
      await work(database, await database.transaction((q) => q.insert(addRole)))
    } finally {
      await database.close()
      await place.drop()
    }
  }

  /** The second is sent while the first has written, and not committed; what became of the second. */
  async function race(database: Database, first: Sql, second: Sql): Promise<unknown> {
    const written = Promise.withResolvers<void>()
    const mayEnd = Promise.withResolvers<void>()
    const winner = database.transaction(async (q) => {
      await q.run(first)
      written.resolve()
      await mayEnd.promise
    })
    await Promise.race([written.promise, winner])
    const loser = database.transaction(async (q) => {
      mayEnd.resolve()
      await q.run(second)
    })
    // On SQLite the second begins when the first has ended.
    if (database.dialect === 'sqlite') mayEnd.resolve()
    const [outcome] = await Promise.allSettled([loser, winner])
    return outcome.status === 'rejected' ? outcome.reason : undefined
  }

  const refused = { code: 'conflict', hint: expect.any(String), cause: expect.any(Error) }

  test('whoever names what is just being deleted is told so', () =>
    opened(async (database, roleId) => {
      const outcome = await race(database, deleteRole(roleId), addMember(roleId))
      expect(outcome).toBeInstanceOf(Refusal)
      expect(outcome).toMatchObject(refused)
      expect(await database.reader.all(sql`SELECT id FROM staff`)).toEqual([])
    }))

  test('whoever deletes what is just being named is told so', () =>
    opened(async (database, roleId) => {
      const outcome = await race(database, addMember(roleId), deleteRole(roleId))
      expect(outcome).toBeInstanceOf(Refusal)
      expect(outcome).toMatchObject(refused)
      expect(await database.reader.get(sql`SELECT id FROM roles WHERE id = ${roleId}`)).toEqual({ id: roleId })
    }))

  test('every way to ask says it, and what else breaks a rule of the database stays a fault', () =>
    opened(async (database, roleId) => {
      const nowhere = addMember(roleId + 1)
      const returning = sql`${nowhere} RETURNING id`
      for (const ask of ['run', 'get', 'all', 'insert'] as const)
        await expect(database.transaction((q) => q[ask](ask === 'run' ? nowhere : returning))).rejects.toMatchObject(
          refused,
        )
      await database.transaction((q) => q.run(addMember(roleId)))
      const twice = database.transaction((q) => q.run(addMember(roleId)))
      await expect(twice).rejects.not.toBeInstanceOf(Refusal)
    }))
})
