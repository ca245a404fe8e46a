import { expect, test } from 'vitest'
import { type AccessWorld, NOW, withAccess } from '../../../test/support/access.ts'
import { chainVersion1 } from '../../../test/support/chain-version-1.ts'
import { forEachEngine } from '../../../test/support/databases.ts'
import { everythingIn } from '../../../test/support/everything.ts'
import { someService, withHoldings } from '../../../test/support/holdings.ts'
import { openKept } from '../../base/secrets/sealed.ts'
import { fingerprint, hmacKey, openSecretBox } from '../../base/secrets/secrets.ts'
import { readEnds } from '../../events/ends.ts'
import { makeSealer } from '../../events/sealer.ts'
import type { EventRow } from '../../events/store.ts'
import { migrate } from '../engine/schema/migrate.ts'
import { type Sql, sql } from '../engine/sql.ts'
import { keyStore } from '../keys/keys.ts'

const NAME = '0015_sealed'
const key = Buffer.alloc(32, 5)
const secrets = openSecretBox({ key })

const event = (kind: string, changes: EventRow['changes'] = {}): Omit<EventRow, 'id'> => ({
  ...{ kind, subject: kind.split('.')[0]!, subjectId: 1, clientId: null, actorKind: 'staff', actorId: 2 },
  ...{ actorName: 'bob', address: '192.0.2.1', description: `It was ${kind}`, changes, at: NOW },
})

/** Seven events of which the third and the sixth tell a secret, and an eighth that is not sealed yet. */
const EVENTS = [
  event('client.created'),
  event('server.created', { name: [undefined, 'cp'], settings: [null, { keepDns: 'on' }] }),
  event('server.created', { settings: [null, { url: 'https://hook.example', secret: 'planted one' }] }),
  event('client.updated', { settings: ['planted', 'stays'] }),
  event('server.updated', { hostname: ['', 'a'] }),
  event('server.updated', { settings: [{ secret: 'planted one' }, { secret: 'planted two', typo: '' }] }),
  event('client.closed'),
]
const WAITING = event('server.updated', { settings: [{ secret: 'planted two' }, {}] })

forEachEngine((engine) => {
  const opened = (work: (world: AccessWorld) => Promise<void>) => withAccess(engine, work)
  const write = ({ database }: AccessWorld, statement: Sql) => database.transaction((q) => q.run(statement))

  /** As the version before left it. */
  async function before(world: AccessWorld, events: readonly Omit<EventRow, 'id'>[] = EVENTS): Promise<void> {
    for (const one of events) await world.transaction((tx) => tx.events.append(one))
    await chainVersion1(world).settle()
    await world.transaction((tx) => tx.settings.set('secret_key', fingerprint(key)))
    await write(world, sql`DELETE FROM schema_migrations WHERE name = ${NAME}`)
  }
  const migrated = (world: AccessWorld) => migrate(world.database, async () => secrets)
  async function chainKey({ database }: AccessWorld): Promise<Buffer> {
    const rows = await keyStore(database.reader).list()
    return Buffer.from(secrets.open(rows.find(({ name }) => name === 'chain')!.sealed), 'hex')
  }
  const sealerOf = async (world: AccessWorld) => makeSealer({ ...world, key: await chainKey(world) })

  test('what stood in clear is sealed, taken out of the events, and the chain goes on under its key', () =>
    opened(async (world) => {
      await before(world)
      const old = await world.read.events.after(0, 100)
      await world.transaction((tx) => tx.events.append(WAITING))
      const oldHead = { position: 7, hash: old.at(-1)!.hash }
      expect(await migrated(world)).toMatchObject({ applied: [NAME], notices: [] })

      const sealer = await sealerOf(world)
      await sealer.settle()
      expect(await sealer.verify()).toMatchObject({ intact: true, head: { position: 9 } })
      expect((await readEnds(world.read, await chainKey(world)))!.unkeyed).toEqual({ position: 2, hash: old[1]!.hash })
      const rows = await world.read.events.after(0, 100)
      expect(rows.slice(0, 2)).toEqual(old.slice(0, 2))
      expect(rows.slice(2, 7).map(({ changes }) => changes)).toEqual([
        { settings: [null, { url: 'https://hook.example', secret: '***' }] },
        { settings: ['planted', 'stays'] },
        { hostname: ['', 'a'] },
        { settings: [{ secret: '***' }, { secret: '***', typo: '' }] },
        {},
      ])
      expect(rows[7]!.changes).toEqual({ settings: [{ secret: '***' }, {}] })
      expect(rows[8]).toMatchObject({
        kind: 'chain.resealed',
        changes: {
          head: [oldHead, { position: 7, hash: rows[6]!.hash }],
          rewritten: [null, 2],
          resealed: [null, 5],
        },
      })
      for (const [table, text] of await everythingIn(world.database))
        expect(`${table} ${text}`).not.toMatch(/planted (one|two)/)
    }))

  test('a log without secrets stays as it is, and only what comes is sealed under the key', () =>
    opened(async (world) => {
      await before(world, [event('client.created'), event('client.updated')])
      const old = await world.read.events.after(0, 100)
      await migrated(world)
      expect(await world.read.events.after(0, 100)).toEqual(old)
      expect(await world.read.events.hasUnsealed()).toBe(false)
      await world.transaction((tx) => tx.events.append(event('client.closed')))
      const sealer = await sealerOf(world)
      await sealer.settle()
      expect(await sealer.verify()).toMatchObject({ intact: true, head: { position: 3 } })
      await write(world, sql`UPDATE events SET description = 'x', description_folded = 'x' WHERE position = 1`)
      expect(await sealer.verify()).toMatchObject({ intact: false, position: 1, why: 'altered' })
    }))

  test.each([
    ['before', sql`UPDATE events SET description = 'x', description_folded = 'x' WHERE position = 1`, 1, 'altered'],
    ['behind', sql`DELETE FROM events WHERE position = 5`, 5, 'missing'],
    ['at the end of', sql`DELETE FROM events WHERE position = 7`, 7, 'missing'],
  ] as const)('what was altered %s the secrets is told, and not covered up', (_, statement, position, why) =>
    opened(async (world) => {
      await before(world)
      await write(world, statement)
      expect((await migrated(world)).notices).toEqual([
        `the chain of the activity log is ${why} at position ${position}`,
      ])
      const sealer = await sealerOf(world)
      await sealer.settle()
      expect(await sealer.verify()).toEqual({ intact: false, position, why })
    }),
  )

  test('settings of servers and password fields are sealed, and nothing else', () =>
    withHoldings(engine, async ({ database, transaction }) => {
      const run = (statement: Sql) => database.transaction((q) => q.run(statement))
      const settings = { url: 'https://hook.example', secret: 'planted one', typo: 'planted two', empty: '' }
      await run(sql`UPDATE servers SET module_folded = 'webhook', settings = ${JSON.stringify(settings)} WHERE id = 1`)
      for (const [owner, kind] of [
        ['client', 'password'],
        ['client', 'text'],
        ['product', 'password'],
      ] as const)
        await run(
          sql`INSERT INTO custom_fields (owner, owner_id, name, description, kind, choices, pattern, required, on_order_form,
            staff_only, position) VALUES (${owner}, 0, 'x', '', ${kind}, '[]', '', 0, 0, 0, 0)`,
        )
      const values = (plain: object) => JSON.stringify(plain)
      await run(sql`UPDATE clients SET custom_fields = ${values({ 1: 'planted one', 2: 'text', 3: 'not asked of clients' })}
        WHERE id = 1`)
      await transaction((stores) =>
        stores.services.insert(someService({ customFields: { 3: 'planted two', 1: 'not asked of products' } }), NOW),
      )
      await run(sql`INSERT INTO settings (name, value) VALUES ('secret_key', ${fingerprint(key)})`)
      await run(sql`DELETE FROM schema_migrations WHERE name = ${NAME}`)
      await migrate(database, async () => secrets)

      const all = await everythingIn(database)
      for (const [table, text] of all) expect(`${table} ${text}`).not.toMatch(/planted/)
      const server = await database.reader.get<{ settings: string }>(sql`SELECT settings FROM servers WHERE id = 1`)
      const kept = JSON.parse(server!.settings)
      expect(kept).toMatchObject({ url: 'https://hook.example', empty: '' })
      expect([kept.secret, kept.typo].map((value) => openKept(secrets, value))).toEqual(['planted one', 'planted two'])
      expect(all.get('clients')).toMatch(/text.*not asked of clients/)
      expect(all.get('services')).toContain('not asked of products')
    }))

  test('keys that were derived are stored as they are, so that all that they made goes on', () =>
    opened(async (world) => {
      await before(world)
      await migrated(world)
      const rows = await keyStore(world.database.reader).list()
      const stored = Object.fromEntries(rows.map(({ name, sealed }) => [name, secrets.open(sealed)]))
      expect(stored).toEqual({
        credentials: hmacKey(key, 'credentials').toString('hex'),
        outbound: hmacKey(key, 'outbound').toString('hex'),
        chain: expect.stringMatching(/^[0-9a-f]{64}$/),
      })
    }))

  test('a database with secrets is not migrated without their key', () =>
    opened(async (world) => {
      await before(world)
      await expect(migrate(world.database)).rejects.toThrow('the secret key is needed')
      expect(await chainVersion1(world).verify()).toMatchObject({ intact: true })
    }))
})
