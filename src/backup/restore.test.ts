import { copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { gunzipSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { demonstration } from '../../test/support/app.ts'
import { backUp, restoreTo, storageOf, withProvisor } from '../../test/support/backups.ts'
import { forEachEngine, type Place } from '../../test/support/databases.ts'
import { postgres } from '../../test/support/databases-postgres.ts'
import { sqlite } from '../../test/support/databases-sqlite.ts'
import { SYSTEM } from '../access/actor.ts'
import { keepContents } from '../files/files.ts'
import { sql } from '../storage/engine/sql.ts'
import { lineOf, makeTableDigest } from './archive/parts.ts'

/** A file of 300 kB, which the database would keep in two pieces. */
const BYTES = Buffer.alloc(300_000, 'a file of a client. ')

const engines = process.env.PROVISOR_TEST_ENGINES === 'sqlite' ? [sqlite] : [sqlite, postgres]

const addFile = (place: Place): Promise<number> =>
  withProvisor(place, ({ files, transaction }) =>
    files.receiving([[BYTES]], async ([content]) => {
      await transaction((tx) => keepContents(tx, [content!]))
      return content!.id
    }),
  )

async function loseFiles(place: Place): Promise<void> {
  const files = join(place.dataDir, 'files')
  if (existsSync(files)) rmSync(files, { recursive: true })
  else
    await withProvisor(place, ({ database }) =>
      database.transaction((q) => q.run(sql`UPDATE content_pieces SET bytes = ${Buffer.alloc(10)}`)),
    )
}

/** What each table adds up to. */
async function contentsOf(place: Place): Promise<Record<string, string>> {
  const snapshot = await storageOf(place).snapshot()
  const found: Record<string, string> = {}
  for (const table of snapshot.tables) {
    const digest = makeTableDigest()
    for await (const rows of snapshot.rows(table)) digest.add(rows.map(lineOf).join(''), rows.length)
    const { rows, sha256 } = digest.end()
    found[table.name] = `${rows} ${sha256}`
  }
  await snapshot.close()
  return found
}

const countOf = (place: Place, table: string) =>
  contentsOf(place).then((contents) => Number(contents[table]!.split(' ')[0]))

forEachEngine((engine) => {
  test.each(engines)('a backup stands in %# as it was, file and chain too', async (other) => {
    const from = await engine.fresh(demonstration)
    const id = await addFile(from)
    const { bytes, manifest, head } = await backUp(from)
    const to = await other.fresh()
    await restoreTo(to, Readable.from([bytes]))
    copyFileSync(join(from.dataDir, 'secret.key'), join(to.dataDir, 'secret.key'))

    expect(manifest.files.bytes).toBeGreaterThan(BYTES.length)
    expect(manifest.lost).toEqual([])
    expect(manifest.tables.clients!.rows).toBeGreaterThan(40)
    expect(await contentsOf(to)).toEqual(await contentsOf(from))
    await withProvisor(to, async ({ domain, files }) => {
      expect(await domain.access.sealer.verify()).toMatchObject({ intact: true })
      expect((await buffer((await files.open(id))!.bytes)).equals(BYTES)).toBe(true)
      // A number that was given is not given again.
      const { id: next } = await domain.clients.groups.create(SYSTEM, { name: 'After the restore' })
      expect(next).toBeGreaterThan(head.tables.find(({ name }) => name === 'client_groups')!.identity!)
    })
  })

  test('what is written while it is made is not in it', async () => {
    const from = await engine.fresh(demonstration)
    const storage = storageOf(from)
    const snapshot = await storage.snapshot()
    const before = await countOf(from, 'client_groups')
    await withProvisor(from, ({ domain }) => domain.clients.groups.create(SYSTEM, { name: 'Meanwhile' }))
    const table = snapshot.tables.find(({ name }) => name === 'client_groups')!
    let rows = 0
    for await (const batch of snapshot.rows(table)) rows += batch.length
    await snapshot.close()
    expect([rows, await countOf(from, 'client_groups')]).toEqual([before, before + 1])
  })

  test('a database that holds something is left as it is', async () => {
    const from = await engine.fresh(demonstration)
    const { bytes } = await backUp(from)
    const before = await contentsOf(from)
    await expect(restoreTo(from, Readable.from([bytes]))).rejects.toMatchObject({ code: 'not_empty' })
    expect(await contentsOf(from)).toEqual(before)
  })

  test('a restore that did not end is begun anew, and nobody opens it before', async () => {
    const from = await engine.fresh(demonstration)
    const { bytes } = await backUp(from)
    const to = await engine.fresh()
    const half = bytes.subarray(0, bytes.length / 2)
    await expect(restoreTo(to, Readable.from([half]))).rejects.toMatchObject({ code: 'backup_damaged' })
    if (engine.name === 'postgres') await expect(withProvisor(to, async () => {})).rejects.toThrow('did not end')
    await restoreTo(to, Readable.from([bytes]))
    expect(await contentsOf(to)).toEqual(await contentsOf(from))
  })

  test('bytes that are gone are told, and the rest is kept', async () => {
    const from = await engine.fresh(demonstration)
    await addFile(from)
    await loseFiles(from)
    const { bytes, manifest } = await backUp(from)
    expect(manifest.lost).toHaveLength(await countOf(from, 'contents'))
    await restoreTo(await engine.fresh(), Readable.from([bytes]))
  })
})

test('a byte that is another is found, wherever it is', async () => {
  const from = await sqlite.fresh(demonstration)
  try {
    const plain = gunzipSync((await backUp(from)).bytes)
    for (let at = 700; at < plain.length; at += Math.ceil(plain.length / 12)) {
      const changed = Buffer.from(plain)
      changed[at] = changed[at]! ^ 1
      if (plain[at] === 0) continue // what fills up
      const to = await sqlite.fresh()
      await expect(restoreTo(to, Readable.from([gzipSync(changed)])), `byte ${at}`).rejects.toMatchObject({
        code: 'backup_damaged',
      })
      expect(readdirSync(to.dataDir)).not.toContain('provisor.db')
      await to.drop()
    }
  } finally {
    await from.drop()
  }
})
