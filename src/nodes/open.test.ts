import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { forEachEngine, type Place } from '../../test/support/databases.ts'
import { scratchName } from '../../test/support/scratch.ts'
import { makeLog } from '../base/log.ts'
import { parseConfig } from '../config.ts'
import { openProvisor } from '../open.ts'
import { claimName } from './claim.ts'
import { readNodeFile } from './node-file.ts'

async function serveFrom({ dataDir, url }: Place, more: Record<string, string> = {}) {
  const config = parseConfig({ dataDir, databaseUrl: url ?? '', logLevel: 'silent', ...more }, {})
  const provisor = await openProvisor(config, makeLog({ level: 'silent' }), undefined, { serves: true })
  onTestFinished(() => provisor.close().catch(() => {}))
  return provisor
}

function copyOf({ dataDir, url }: Place): Place {
  const copy = mkdtempSync(scratchName('copy'))
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }))
  cpSync(dataDir, copy, { recursive: true })
  return { dataDir: copy, ...(url === undefined ? {} : { url }) }
}

forEachEngine((engine) => {
  test('a folder keeps the name of its node, and a killed one has it again at once', async () => {
    const place = await engine.fresh()
    const first = await serveFrom(place)
    const name = readNodeFile(place.dataDir)!.name
    expect(name).toMatch(/-[0-9a-f]{12}$/)
    await first.close()
    const second = await serveFrom(place)
    expect(readNodeFile(place.dataDir)!.name).toBe(name)
    // As if the run before had been killed: its name is still taken.
    await second.close()
    await expect(serveFrom(place)).resolves.toBeDefined()
  })

  test('two servers on one folder are refused', async () => {
    const place = await engine.fresh()
    await serveFrom(place)
    await expect(serveFrom(place)).rejects.toThrow(/another process uses this data folder/)
  })

  test('without a name of its database, a folder is not given an empty one', async () => {
    const place = await engine.fresh()
    await (await serveFrom(place)).close()
    if (engine.name === 'sqlite') rmSync(join(place.dataDir, 'provisor.db'))
    const refused = serveFrom({ dataDir: place.dataDir })
    await expect(refused).rejects.toMatchObject(
      engine.name === 'sqlite'
        ? { code: 'database_gone', message: expect.stringContaining(join(place.dataDir, 'provisor.db')) }
        : { code: 'database_elsewhere', message: expect.stringContaining(new URL(place.url!).pathname) },
    )
    const kept = readFileSync(join(place.dataDir, 'node.json'), 'utf8')
    if (engine.name === 'postgres') expect(kept).not.toContain(new URL(place.url!).password || '@')
  })

  test('of two that come from copies of one folder the later one waits a heartbeat, and then has the name or is refused', async () => {
    const place = await engine.fresh()
    const { read, transaction } = await serveFrom(place)
    const { name, boot, place: home } = readNodeFile(place.dataDir)!
    const claim = {
      ...{ remembered: { name, boot, place: home }, host: 'elsewhere', timezone: 'UTC', beatMs: 200 },
      place: { ...home, machine: 'another' },
    }
    const beating = setInterval(() => void transaction((tx) => beat(tx)), 40)
    const beat = async (tx: Parameters<Parameters<typeof transaction>[0]>[0]) =>
      tx.nodeNames.beat(name, (await tx.nodeNames.get(name))!.run)
    try {
      await expect(claimName({ read, transaction }, claim)).rejects.toMatchObject({
        code: 'node_lives',
        facts: { name },
      })
    } finally {
      clearInterval(beating)
    }
    const before = (await read.nodeNames.get(name))!
    const taken = await claimName({ read, transaction }, claim)
    expect(taken).toMatchObject({ name, boot: before.boot + 1 })
    expect(await transaction((tx) => tx.nodeNames.beat(name, before.run))).toBeUndefined()
  })

  // The embedded database belongs to one process.
  test.skipIf(engine.name === 'sqlite')(
    'nodes have names of their own and one timezone',
    async () => {
      const place = await engine.fresh()
      const { read } = await serveFrom(place)
      const other = { ...place, dataDir: mkdtempSync(scratchName('node')) }
      onTestFinished(() => rmSync(other.dataDir, { recursive: true, force: true }))
      cpSync(join(place.dataDir, 'secret.key'), join(other.dataDir, 'secret.key'))
      await expect(serveFrom(other, { timezone: 'Europe/Berlin' })).rejects.toMatchObject({ code: 'timezone_differs' })
      await serveFrom(other)
      expect(await read.nodeNames.living(15_000)).toHaveLength(2)
      const copy = copyOf(other)
      await expect(serveFrom(copy)).rejects.toMatchObject({ code: 'node_lives' })
    },
    20_000,
  )

  test('a damaged node file is named', async () => {
    const place = await engine.fresh()
    await (await serveFrom(place)).close()
    writeFileSync(join(place.dataDir, 'node.json'), '{')
    await expect(serveFrom(place)).rejects.toMatchObject({
      code: 'node_file_damaged',
      message: `${join(place.dataDir, 'node.json')} is damaged`,
    })
  })
})
