import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { demonstration, openApp, startApp } from '../support/app.ts'
import { forEachEngine } from '../support/databases.ts'
import { isLong } from '../support/long.ts'
import { live } from './live.ts'

const CHILD = fileURLToPath(new URL('./bulk-child.ts', import.meta.url))
const ENTRIES = isLong ? 100_000 : 1000
const LIVES = (isLong ? [0.2, 0.5, 0.8] : [0.5]).map((part) => ENTRIES * part)
const ALL_OF_IT = { offset: 0, limit: 1 }

forEachEngine((engine) => {
  test('a bulk action whose server is killed acts on exactly what was previewed, once each', async () => {
    const place = await engine.fresh(demonstration)
    const app = await startApp(place)
    const { bulk, moduleQueue, access } = app.provisor.domain
    const fail = (from: number, to: number) =>
      app.provisor.transaction(async (tx) => {
        const what = { serviceType: 'service', serviceId: 1, module: 'demopanel' } as const
        const how = { error: 'away', failureClass: 'configuration', held: true, nextAttemptAt: null } as const
        for (let n = from; n < to; n++) await tx.moduleQueue.fail({ ...what, ...how, action: `A${n}` }, tx.at)
      })
    const before = (await moduleQueue.list(SYSTEM, {})).length
    for (let n = 0; n < ENTRIES; n += 500) await fail(n, n + 500)
    const cancel = { noun: 'moduleQueue', action: 'cancel', why: 'Nobody wants them' } as const
    const preview = await bulk.preview(SYSTEM, { ...cancel, filter: { attention: true, module: 'demopanel' } })
    await bulk.commit(SYSTEM, preview.id, preview.token)
    // What comes later is not meant.
    await fail(ENTRIES, ENTRIES + 3)
    await access.sealer.settle()
    await app.close()

    const args = [place.dataDir, place.url ?? '', preview.id]
    for (const killAt of LIVES)
      expect((await live(CHILD, args, (line) => Number(line) >= killAt)).signal).toBe('SIGKILL')
    expect(await live(CHILD, args)).toMatchObject({ code: 0, signal: null })

    const after = await openApp(place)
    const { domain } = after.provisor
    expect(await domain.bulk.get(SYSTEM, preview.id)).toMatchObject({
      state: 'done',
      succeeded: preview.total,
      failed: 0,
    })
    expect(preview.total).toBeGreaterThanOrEqual(ENTRIES)
    expect((await domain.moduleQueue.list(SYSTEM, {})).length).toBe(before + ENTRIES + 3 - preview.total)
    await domain.access.sealer.settle()
    const { total } = await after.provisor.read.events.list({ description: 'is settled: cancelled' }, ALL_OF_IT)
    expect(total).toBe(preview.total)
  })
})
