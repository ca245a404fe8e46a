import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { demonstration } from '../../test/support/app.ts'
import { forEachEngine, type Place } from '../../test/support/databases.ts'
import { everythingIn } from '../../test/support/everything.ts'
import { scratchName } from '../../test/support/scratch.ts'
import { SYSTEM } from '../access/actor.ts'
import { makeLog } from '../base/log.ts'
import { parseConfig } from '../config.ts'
import { type Opened, openProvisor } from '../open.ts'
import { sql } from '../storage/engine/sql.ts'

const KEY = 'ab'.repeat(32)

async function open({ dataDir, url }: Place, secretKey = ''): Promise<Opened> {
  const given = { dataDir, databaseUrl: url ?? '', logLevel: 'silent', secretKey }
  const provisor = await openProvisor(parseConfig(given, {}), makeLog({ level: 'silent' }))
  onTestFinished(() => provisor.close().catch(() => {}))
  return provisor
}

const keyFile = ({ dataDir }: Place) => readFileSync(join(dataDir, 'secret.key'), 'utf8').trim().split('\n')

async function addSecrets({ domain, transaction, secrets }: Opened): Promise<void> {
  const settings = { url: 'https://hook.example', secret: 'hook secret' }
  await domain.catalog.servers.create(SYSTEM, { name: 'hook', module: 'webhook', settings, password: 'server secret' })
  const { id } = await domain.catalog.customFields.create(SYSTEM, { owner: 'client', name: 'PIN', kind: 'password' })
  await domain.clients.update(SYSTEM, { id: 1 }, { customFields: { [id]: 'field secret' } })
  await transaction((tx) => tx.services.update(1, { passwordSealed: secrets.seal('service secret') }, tx.at))
}

async function shown({ domain }: Opened) {
  const { customFields } = await domain.clients.getWithDetails(SYSTEM, { id: 1 })
  const [service] = (await domain.services.list(SYSTEM, { serviceId: 1 }, { offset: 0, limit: 1 })).rows
  return [customFields.find(({ field }) => field.name === 'PIN')?.value, domain.services.passwordOf(SYSTEM, service!)]
}

forEachEngine((engine) => {
  describe('a rotation', () => {
    test('seals everything anew with a new key, puts the old one aside, and loses nothing', async () => {
      const place = await engine.fresh(demonstration)
      const provisor = await open(place)
      await addSecrets(provisor)
      const { credential, secret } = await provisor.domain.access.credentials.create(SYSTEM, { name: 'x', staffId: 1 })
      const before = await shown(provisor)
      const old = (await provisor.domain.keys.get(SYSTEM)).current

      const begun = await provisor.domain.keys.rotate(SYSTEM)
      expect(begun.rotation).toMatchObject({ from: old, state: 'renewing' })
      expect(keyFile(place)).toHaveLength(2)
      const ended = await provisor.domain.keys.carryOn(SYSTEM, 60_000)
      expect(ended).toMatchObject({ current: begun.rotation!.to, lacking: [], rotation: { state: 'done', damaged: 0 } })
      expect(ended.rotation!.renewed).toBeGreaterThan(6)

      for (const [table, text] of await everythingIn(provisor.database))
        expect(`${table} ${text}`).not.toContain(`v1.${old}.`)
      const counts = await provisor.domain.keys.sealed(SYSTEM)
      expect(new Set(counts.map(({ key }) => key))).toEqual(new Set([ended.current]))
      expect(keyFile(place)).toHaveLength(1)
      expect(readdirSync(place.dataDir)).toContain(`secret.key.${old}.old`)
      expect(await shown(provisor)).toEqual(before)

      await provisor.close()
      const again = await open(place)
      expect(await shown(again)).toEqual(before)
      const { authentication, sealer, activity } = again.domain.access
      expect(await authentication.byCredential(credential.identifier, secret, 'native', '192.0.2.1')).toMatchObject({
        credential,
      })
      const { rows } = await activity.list(SYSTEM, { subject: 'secret_key' }, { offset: 0, limit: 9 })
      expect(rows.map(({ kind }) => kind)).toEqual([
        'secret_key.retired',
        'secret_key.rotated',
        'secret_key.rotation_started',
      ])
      expect(await sealer.verify()).toMatchObject({ intact: true })
    })

    test('goes to the key that stands before the old one, and can be asked for again and again', async () => {
      const place = await engine.fresh(demonstration)
      const provisor = await open(place)
      const [old] = keyFile(place)
      writeFileSync(join(place.dataDir, 'secret.key'), `${KEY}\n${old}\n`)
      await provisor.domain.keys.rotate(SYSTEM)
      await provisor.domain.keys.rotate(SYSTEM)
      await provisor.domain.keys.carryOn(SYSTEM, 60_000)
      expect(keyFile(place)).toEqual([KEY])
      const second = await provisor.domain.keys.rotate(SYSTEM)
      expect(second.rotation).toMatchObject({ state: 'renewing' })
      expect((await provisor.domain.keys.carryOn(SYSTEM, 60_000)).rotation).toMatchObject({ state: 'done' })
      expect(keyFile(place)).not.toContain(KEY)
    })

    test('of a key from the environment needs both keys there', async () => {
      const place = await engine.fresh(demonstration)
      const [old] = keyFile(place)
      const provisor = await open(place, old)
      await expect(provisor.domain.keys.rotate(SYSTEM)).rejects.toMatchObject({ code: 'key_from_environment' })
      await provisor.close()
      const both = await open(place, `${KEY},${old}`)
      await both.domain.keys.rotate(SYSTEM)
      expect((await both.domain.keys.carryOn(SYSTEM, 60_000)).rotation).toMatchObject({ state: 'done' })
      await both.close()
      expect((await (await open(place, KEY)).domain.keys.get(SYSTEM)).lacking).toEqual([])
    })

    test('is not held up by a value that nothing opens', async () => {
      const place = await engine.fresh(demonstration)
      const provisor = await open(place)
      const cut = provisor.secrets.seal('hunter2').slice(0, -3)
      await provisor.transaction((tx) => tx.services.update(1, { passwordSealed: cut }, tx.at))
      await provisor.domain.keys.rotate(SYSTEM)
      const { rotation } = await provisor.domain.keys.carryOn(SYSTEM, 60_000)
      expect(rotation).toMatchObject({ state: 'done', damaged: 1 })
    })
  })

  describe('a node', () => {
    test('with another key does not run on the database, and writes nothing', async () => {
      const place = await engine.fresh(demonstration)
      await expect(open(place, KEY)).rejects.toThrow(/sealed with key [0-9a-f]{8}, and this node has key/)
    })

    test('without a key makes none where the database remembers one', async () => {
      const place = await engine.fresh(demonstration)
      rmSync(join(place.dataDir, 'secret.key'))
      await expect(open(place)).rejects.toThrow(/sealed with key [0-9a-f]{8}, and there is no/)
      expect(readdirSync(place.dataDir)).not.toContain('secret.key')
    })

    test('does not make a key of the installation anew that is missing', async () => {
      const place = await engine.fresh(demonstration)
      const provisor = await open(place)
      await provisor.database.transaction((q) => q.run(sql`DELETE FROM keys WHERE name = 'chain'`))
      await provisor.close()
      await expect(open(place)).rejects.toThrow('The key chain of this installation is missing')
    })

    test('is listed while it is there', async () => {
      const place = await engine.fresh(demonstration)
      const provisor = await open(place)
      const { current, nodes } = await provisor.domain.keys.get(SYSTEM)
      expect(nodes).toMatchObject([{ secretKeys: [current], sealsWith: current }])
      const statement = sql`SELECT name FROM nodes`
      await provisor.close()
      const again = await open(place)
      expect(await again.database.reader.all(statement)).toHaveLength(1)
    })
  })

  // The embedded database belongs to one process.
  test.skipIf(engine.name === 'sqlite')(
    'a rotation waits for every node, and those that lack the key say so',
    async () => {
      const place = await engine.fresh(demonstration)
      const elsewhere = mkdtempSync(scratchName('node'))
      onTestFinished(() => rmSync(elsewhere, { recursive: true }))
      cpSync(place.dataDir, elsewhere, { recursive: true })
      const first = await open(place)
      const warn = vi.fn()
      const log = { ...makeLog({ level: 'silent' }), warn } as never
      const config = parseConfig({ dataDir: elsewhere, databaseUrl: place.url!, port: '2', logLevel: 'silent' }, {})
      const second = await openProvisor(config, log)
      onTestFinished(() => second.close())
      await addSecrets(first)
      const before = await shown(second)

      const waiting = await first.domain.keys.rotate(SYSTEM)
      expect(waiting).toMatchObject({ rotation: { state: 'waiting' }, lacking: [expect.stringContaining(elsewhere)] })
      await second.domain.keys.carryOn(SYSTEM, 0)
      expect(warn).toHaveBeenCalledWith(expect.stringContaining(`lacks the secret key ${waiting.rotation!.to}`))

      writeFileSync(join(elsewhere, 'secret.key'), readFileSync(join(place.dataDir, 'secret.key')))
      await second.domain.keys.carryOn(SYSTEM, 0)
      await expect.poll(async () => (await first.domain.keys.carryOn(SYSTEM, 1000)).rotation?.state).toBe('done')
      await second.domain.keys.carryOn(SYSTEM, 0)
      expect(keyFile({ dataDir: elsewhere })).toEqual(keyFile(place))
      expect([await shown(first), await shown(second)]).toEqual([before, before])
    },
  )
})
