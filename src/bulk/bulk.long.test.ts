import { expect, test } from 'vitest'
import { openBulkBy } from '../../test/support/bulk.ts'
import { forEachEngine } from '../../test/support/databases.ts'
import { openModuleShop } from '../../test/support/module-shop.ts'
import { SYSTEM } from '../access/actor.ts'
import type { Transaction } from '../base/transaction.ts'
import type { Stores } from '../storage/stores.ts'

const ENTRIES = 100_000

forEachEngine((engine) => {
  test('entries are cancelled once each, though every tenth step is killed; then stopped and undone', async () => {
    const shop = await openModuleShop(engine, { works: false })
    const { bulk, step, lose, run, countsOf } = await openBulkBy(shop)
    const service = await shop.addService()
    for (let from = 0; from < ENTRIES; from += 1000)
      await shop.transaction(async (tx) => {
        const what = { serviceType: 'service', serviceId: service, module: 'demopanel' } as const
        const how = { error: 'away', failureClass: 'configuration', held: true, nextAttemptAt: null } as const
        for (let n = from; n < from + 1000; n++) await tx.moduleQueue.fail({ ...what, ...how, action: `A${n}` }, tx.at)
      })
    let steps = 0
    const frail: Transaction<Stores> = (work) =>
      shop.transaction(async (tx) => {
        const value = await work(tx)
        if (++steps % 10 === 0) throw new Error('killed')
        return value
      })
    const began = performance.now()
    const preview = await bulk.preview(SYSTEM, {
      ...{ noun: 'moduleQueue', action: 'cancel', filter: { attention: true }, why: 'Long' },
    })
    const previewedMs = performance.now() - began
    expect(preview.total).toBe(ENTRIES)
    await bulk.commit(SYSTEM, preview.id, preview.token)
    for (;;) {
      const more = await step({ ...shop, transaction: frail }).catch(() => undefined)
      if (more === false) break
      if (more === undefined) await lose()
      shop.clock.advance(1000)
    }
    const donePerSecond = ENTRIES / ((performance.now() - began) / 1000)
    expect(await countsOf(preview.id)).toMatchObject({ state: 'done', succeeded: ENTRIES, failed: 0, skipped: 0 })
    expect((await shop.moduleQueue.page(SYSTEM, {}, { offset: 0, limit: 1 }, [{ by: 'id' }])).total).toBe(0)
    console.info(`${engine.name}: preview ${Math.round(previewedMs)} ms, ${Math.round(donePerSecond)} a second`)
    const undo = await bulk.undo(SYSTEM, preview.id)
    for (let n = 0; n < 20; n++) await step()
    await bulk.stop(SYSTEM, undo.id)
    await run()
    expect(await countsOf(undo.id)).toMatchObject({ state: 'stopped', total: ENTRIES, succeeded: 2000 })
  }, 3_600_000)
})
