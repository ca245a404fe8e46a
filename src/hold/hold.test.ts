import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { forEachEngine, type Place } from '../../test/support/databases.ts'
import { scratchName } from '../../test/support/scratch.ts'
import { SYSTEM } from '../access/actor.ts'
import { makeLog } from '../base/log.ts'
import { parseConfig } from '../config.ts'
import { homeOf, setHome } from '../nodes/copied.ts'
import { openProvisor } from '../open.ts'

async function serveFrom({ dataDir, url }: Place, more: Record<string, string | boolean> = {}) {
  const config = parseConfig({ dataDir, databaseUrl: url ?? '', logLevel: 'silent', ...more }, {})
  const provisor = await openProvisor(config, makeLog({ level: 'silent' }), undefined, { serves: true })
  let closed = false
  const close = async () => {
    if (!closed) await provisor.close()
    closed = true
  }
  onTestFinished(close)
  return { ...provisor, close }
}

type Served = Awaited<ReturnType<typeof serveFrom>>

/** A start, a step of a bulk action and a mail that wait. */
async function addWork({ transaction, queue }: Served): Promise<void> {
  await transaction(async (tx) => {
    for (const kind of ['outbound.http', 'bulk', 'mail']) {
      const { id: laneId } = await queue.lanes.ensure(tx, { name: `test ${kind}`, kind })
      await queue.enqueue(tx, { laneId, kind: 'test', payload: { mailId: 0, actionId: 0 } })
    }
  })
}

forEachEngine((engine) => {
  test('while it is held nothing is handed out and nobody is called; what waits is decided about, and then it goes on', async () => {
    const place = await engine.fresh()
    const served = await serveFrom(place, { hold: true })
    const { domain, queue, hold } = served
    await addWork(served)
    expect(hold.held()).toMatchObject({ why: '--hold was said at the start' })
    const holderId = await queue.work.register('somebody', 60_000)
    const request = { holderId, limit: 10, of: { kinds: ['outbound.http', 'bulk', 'mail'] } }
    expect(await queue.work.claim(request)).toMatchObject({ jobs: [] })
    expect(await queue.work.offer(request)).toMatchObject({ jobs: [] })
    expect(await queue.work.turnOver([], request)).toMatchObject({ jobs: [], known: [] })
    const { items } = await domain.attention.list(SYSTEM)
    expect(items).toContainEqual(expect.objectContaining({ kind: 'hold', count: 3 }))

    await expect(domain.hold.release(SYSTEM, { run: ['starts'], drop: [] })).rejects.toMatchObject({
      code: 'work_waits',
      facts: {
        waiting: [
          expect.objectContaining({ work: 'mails', count: 1 }),
          expect.objectContaining({ work: 'bulk_actions' }),
        ],
      },
    })
    expect(await domain.hold.release(SYSTEM, { run: ['starts'], drop: ['mails', 'bulk_actions'] })).toMatchObject({
      held: null,
      waiting: [{ work: 'starts', count: 1 }],
    })
    expect((await queue.work.claim(request)).jobs).toHaveLength(1)
    await expect(domain.hold.release(SYSTEM, { run: [], drop: [] })).rejects.toMatchObject({ code: 'not_held' })
  })

  test('a restart, a joining node, another place of the folder and a fail-over never start held', async () => {
    const place = await engine.fresh()
    await (await serveFrom(place)).close()
    const again = await serveFrom(place)
    expect(again.hold.isHeld()).toBe(false)
    if (engine.name === 'postgres') {
      const other = mkdtempSync(scratchName('joins'))
      onTestFinished(() => rmSync(other, { recursive: true, force: true }))
      cpSync(join(place.dataDir, 'secret.key'), join(other, 'secret.key'))
      expect((await serveFrom({ ...place, dataDir: other })).hold.isHeld()).toBe(false)
    }
    await again.close()
    // A container of another host name, a machine that was booted, a volume that is elsewhere now.
    const path = join(place.dataDir, 'node.json')
    const known = JSON.parse(readFileSync(path, 'utf8'))
    writeFileSync(path, JSON.stringify({ ...known, place: { machine: 'another', folder: '1:2' } }))
    // What the primary had not passed on when it failed: seconds.
    writeFileSync(path, JSON.stringify({ ...known, seenAt: Date.now() + 60_000 }))
    const moved = await serveFrom(place)
    expect(moved.hold.isHeld()).toBe(false)
    const home = (await homeOf(moved.read))!
    if (home.file) await moved.transaction((tx) => setHome(tx, { ...home, file: { ...home.file!, device: '99' } }))
    await moved.close()
    expect((await serveFrom(place)).hold.isHeld()).toBe(false)
  })

  test('a database that is somewhere else, or behind what its folder has seen, starts held until it is let go', async () => {
    const place = await engine.fresh()
    const first = await serveFrom(place)
    const home = (await homeOf(first.read))!
    expect(home.file ?? home.identity).toBeDefined()
    const elsewhere = home.file ? { file: { ...home.file, inode: '1' } } : { identity: '1/1' }
    await first.transaction((tx) => setHome(tx, { ...home, ...elsewhere }))
    await first.close()
    const copy = await serveFrom(place)
    expect(copy.hold.held()?.why).toMatch(/^this is a copy: /)
    await copy.close()
    // It is at home here now, and still held.
    const held = await serveFrom(place)
    expect(held.hold.isHeld()).toBe(true)
    await held.domain.hold.release(SYSTEM, { run: [], drop: [] })
    await held.close()
    expect((await serveFrom(place)).hold.isHeld()).toBe(false)
  })

  test('a database that was set back under its folder starts held', async () => {
    const place = await engine.fresh()
    await (await serveFrom(place)).close()
    const path = join(place.dataDir, 'node.json')
    const known = JSON.parse(readFileSync(path, 'utf8'))
    writeFileSync(path, JSON.stringify({ ...known, boot: 90 }))
    const back = await serveFrom(place)
    expect(back.hold.held()?.why).toContain('it was set back: this node began 90 times, and it knows of 1')
    await back.domain.hold.release(SYSTEM, { run: [], drop: [] })
    await back.close()
    expect((await serveFrom(place)).hold.isHeld()).toBe(false)
  })
})

test('a copied folder starts held', async () => {
  const { sqlite } = await import('../../test/support/databases-sqlite.ts')
  const place = await sqlite.fresh()
  await (await serveFrom(place)).close()
  const copy = mkdtempSync(scratchName('copy'))
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }))
  cpSync(place.dataDir, copy, { recursive: true })
  expect((await serveFrom({ dataDir: copy })).hold.held()?.why).toContain('its file is another one')
  expect((await serveFrom(place)).hold.isHeld()).toBe(false)
})
