import { expect, onTestFinished, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { openSecretBox } from '../../base/secrets/secrets.ts'
import type { Database } from '../engine/database.ts'
import { openDatabase } from '../engine/open.ts'
import { migrate } from '../engine/schema/migrate.ts'
import { sql } from '../engine/sql.ts'
import { SEALED_PLACES, sealedStore } from './sealed.ts'

const key = Buffer.alloc(32, 1)
const secrets = openSecretBox({ key })
const old = openSecretBox({ key: Buffer.alloc(32, 2) })
secrets.add([Buffer.alloc(32, 2)])

forEachEngine((engine) => {
  async function opened(): Promise<Database> {
    const place = await engine.fresh()
    const database = await openDatabase(place.dataDir, place.url ?? '')
    onTestFinished(async () => {
      await database.close()
      await place.drop()
    })
    await migrate(database)
    return database
  }

  test('every column that says that it is sealed is a place', async () => {
    const database = await opened()
    const columns = await columnsOf(database)
    const sealed = columns.filter(({ name }) => /(^|_)sealed$/.test(name)).map(({ table, name }) => `${table}.${name}`)
    const places = SEALED_PLACES.map(({ table, column }) => `${table}.${column}`)
    expect(places).toEqual(expect.arrayContaining(sealed))
    expect(columns.map(({ table, name }) => `${table}.${name}`)).toEqual(expect.arrayContaining(places))
  })

  test('what another key sealed is counted, and sealed anew in steps', async () => {
    const database = await opened()
    const lookalike = 'v1.aaaaaaaa.in-clear'
    await database.transaction(async (q) => {
      for (let id = 1; id <= 7; id++) {
        const settings = { secret: { sealed: old.seal(`secret ${id}`) }, url: lookalike, sealed: lookalike }
        await q.run(sql`INSERT INTO servers (name, hostname, ip_address, module, module_folded, password_sealed, settings, created_at,
          updated_at) VALUES (${`web${id}`}, '', '', 'x', 'x', ${id === 3 ? null : old.seal('p')},
          ${JSON.stringify(id === 4 ? {} : settings)}, 1, 1)`)
      }
    })
    const store = sealedStore(database.reader)
    const counted = (name: string) => [
      { place: 'servers.password_sealed', key: name, values: 6 },
      { place: 'servers.settings', key: name, values: 6 },
    ]
    const known = async () => (await store.count()).filter(({ key: name }) => name !== 'aaaaaaaa')
    expect(await known()).toEqual(counted(old.fingerprint))

    const renew = (place: string, after: number) =>
      database.transaction((q) =>
        sealedStore(q).renew(place, after, 4, (text) => {
          if (text.startsWith('v1.aaaaaaaa')) return text
          return secrets.seal(secrets.open(text))
        }),
      )
    for (const place of ['servers.password_sealed', 'servers.settings']) {
      const first = await renew(place, 0)
      expect(first.renewed).toBe(4)
      expect(await renew(place, first.last!)).toEqual({ last: null, renewed: 2 })
    }
    expect(await known()).toEqual(counted(secrets.fingerprint))
    const row = await database.reader.get<{ settings: string }>(sql`SELECT settings FROM servers WHERE id = 7`)
    const settings = JSON.parse(row!.settings)
    expect(secrets.open(settings.secret.sealed)).toBe('secret 7')
    expect(settings.url).toBe(lookalike)
  })
})

async function columnsOf(database: Database): Promise<{ table: string; name: string }[]> {
  if (database.dialect === 'postgres')
    return database.reader.all(
      sql`SELECT table_name AS "table", column_name AS name FROM information_schema.columns WHERE table_schema = 'public'`,
    )
  const tables = await database.reader.all<{ name: string }>(sql`SELECT name FROM sqlite_schema WHERE type = 'table'`)
  const columns = await Promise.all(
    tables.map(async ({ name: table }) => {
      const rows = await database.reader.all<{ name: string }>(sql`SELECT name FROM pragma_table_info(${table})`)
      return rows.map(({ name }) => ({ table, name }))
    }),
  )
  return columns.flat()
}
