import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import type { Listed, Page } from '../../base/page.ts'
import type { Database } from './database.ts'
import { openDatabase } from './open.ts'
import { countedStream, listPage } from './page.ts'
import { migrate } from './schema/migrate.ts'
import { sql } from './sql.ts'

type Row = { name: string; value: string }
const COUNT = sql`SELECT count(*) AS total FROM settings`
const pageOf = ({ offset, limit }: Page) =>
  sql`SELECT (${COUNT}) AS total, name, value FROM settings ORDER BY name LIMIT ${limit} OFFSET ${offset}`

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
  const put = (database: Database, ...names: string[]) =>
    database.transaction(async (q) => {
      for (const name of names) await q.run(sql`INSERT INTO settings (name, value) VALUES (${name}, 'x')`)
    })
  const page = (database: Database, page: Page) => listPage<Row>(database.reader, page, pageOf(page), COUNT)

  test('a page has the fields of its rows and no others, and the total beside them', () =>
    opened(async (database) => {
      await put(database, 'a', 'b', 'c')
      expect(await page(database, { offset: 1, limit: 2 })).toEqual({
        total: 3,
        rows: [
          { name: 'b', value: 'x' },
          { name: 'c', value: 'x' },
        ],
      })
    }))

  test('the total is known past the end, on a page of nothing, and where there is nothing', () =>
    opened(async (database) => {
      expect(await page(database, { offset: 0, limit: 2 })).toEqual({ total: 0, rows: [] })
      await put(database, 'a', 'b', 'c')
      expect(await page(database, { offset: 3, limit: 2 })).toEqual({ total: 3, rows: [] })
      expect(await page(database, { offset: 0, limit: 0 })).toEqual({ total: 3, rows: [] })
    }))

  test('a stream is the same page in batches, each with the total of the moment it began', () =>
    opened(async (database) => {
      await put(database, 'a', 'b', 'c')
      const batches: Listed<Row>[] = []
      for await (const batch of countedStream<Row>(database, pageOf({ offset: 0, limit: 9 }), { batchSize: 2 })) {
        if (batches.length === 0) await put(database, 'd')
        batches.push(batch)
      }
      expect(batches).toEqual([
        {
          total: 3,
          rows: [
            { name: 'a', value: 'x' },
            { name: 'b', value: 'x' },
          ],
        },
        { total: 3, rows: [{ name: 'c', value: 'x' }] },
      ])
      for await (const batch of countedStream<Row>(database, pageOf({ offset: 9, limit: 9 })))
        expect(batch).toBe('none')
    }))

  test('a stream is refused inside a transaction, which has no long reads', async () => {
    await expect(countedStream<Row>(undefined, COUNT).next()).rejects.toThrow(/outside a transaction/)
  })
})
