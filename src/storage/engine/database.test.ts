import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import type { Database } from './database.ts'
import { openDatabase } from './open.ts'
import { migrate } from './schema/migrate.ts'
import { sql } from './sql.ts'

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
  const put = (name: string) => sql`INSERT INTO settings (name, value) VALUES (${name}, 'x')`
  const names = async (database: Database) =>
    (await database.reader.all<{ name: string }>(sql`SELECT name FROM settings ORDER BY name`)).map(({ name }) => name)

  test('keeps what succeeded and drops what failed when many transactions share one commit', () =>
    opened(async (database) => {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 200 }, (_, index) =>
          database.transaction(async (q) => {
            await q.run(put(`key-${String(index).padStart(3, '0')}`))
            if (index % 3 === 0) throw new Error(`refused ${index}`)
            return index
          }),
        ),
      )
      const kept = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
      expect(kept).toEqual(Array.from({ length: 200 }, (_, index) => index).filter((index) => index % 3 !== 0))
      expect(await names(database)).toEqual(kept.map((index) => `key-${String(index).padStart(3, '0')}`))
    }))

  test('drops a transaction whose own statement failed, and only that', () =>
    opened(async (database) => {
      await database.transaction((q) => q.run(put('taken')))
      const [first, twice, last] = await Promise.allSettled([
        database.transaction((q) => q.run(put('first'))),
        database.transaction(async (q) => {
          await q.run(put('beside'))
          await q.run(put('taken'))
        }),
        database.transaction((q) => q.run(put('last'))),
      ])
      expect([first.status, twice.status, last.status]).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      expect(await names(database)).toEqual(['first', 'last', 'taken'])
    }))

  test('sees its own writes inside a transaction, and nobody else does before it ends', () =>
    opened(async (database) => {
      await database.transaction(async (q) => {
        await q.run(put('mine'))
        expect((await q.all(sql`SELECT name FROM settings`)).length).toBe(1)
        expect(await names(database)).toEqual([])
      })
      expect(await names(database)).toEqual(['mine'])
    }))

  test('loses no update when many read and write the same row', () =>
    opened(async (database) => {
      await database.transaction((q) => q.run(sql`INSERT INTO settings (name, value) VALUES ('count', '0')`))
      await Promise.all(
        Array.from({ length: 50 }, () =>
          database.transaction(async (q) => {
            const row = await q.get<{ value: string }>(
              sql`SELECT value FROM settings WHERE name = 'count' ${q.phrases.forUpdate}`,
            )
            await q.run(sql`UPDATE settings SET value = ${String(Number(row!.value) + 1)} WHERE name = 'count'`)
          }),
        ),
      )
      expect(await database.reader.get(sql`SELECT value FROM settings WHERE name = 'count'`)).toEqual({ value: '50' })
    }))

  test('streams the rows of one moment while others write', () =>
    opened(async (database) => {
      await database.transaction(async (q) => {
        for (let index = 1000; index < 2234; index++) await q.run(put(`row-${index}`))
      })
      const seen: string[] = []
      const rows = sql`SELECT (SELECT count(*) FROM settings) AS total, name FROM settings ORDER BY name`
      for await (const batch of database.stream<{ name: string; total: number }>(rows, 100)) {
        await database.transaction((q) => q.run(put(`row-9${seen.length}`)))
        expect(new Set(batch.map(({ total }) => total))).toEqual(new Set([1234]))
        seen.push(...batch.map(({ name }) => name))
      }
      expect(seen).toEqual(Array.from({ length: 1234 }, (_, index) => `row-${index + 1000}`))
    }))

  test('runs many streams at once, and lets one be left early', () =>
    opened(async (database) => {
      await database.transaction(async (q) => {
        for (let index = 0; index < 300; index++) await q.run(put(`row-${index}`))
      })
      const all = sql`SELECT name FROM settings`
      const countAll = async () => {
        let rows = 0
        for await (const batch of database.stream(all, 7)) rows += batch.length
        return rows
      }
      const leaveEarly = async () => {
        for await (const batch of database.stream(all, 7)) return batch.length
        return 0
      }
      const counts = await Promise.all([countAll(), leaveEarly(), countAll(), leaveEarly(), countAll()])
      expect(counts).toEqual([300, 7, 300, 7, 300])
    }))

  test('says what failed when a stream cannot be read', () =>
    opened(async (database) => {
      const read = async () => {
        for await (const _ of database.stream(sql`SELECT name FROM nowhere`));
      }
      await expect(read()).rejects.toThrow(/nowhere/)
    }))
})
