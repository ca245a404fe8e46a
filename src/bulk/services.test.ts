import { expect, test } from 'vitest'
import { openBulkBy } from '../../test/support/bulk.ts'
import { forEachEngine } from '../../test/support/databases.ts'
import { openModuleShop } from '../../test/support/module-shop.ts'
import { SYSTEM } from '../access/actor.ts'

const HOUR_MS = 3_600_000
const ALL = { offset: 0, limit: 500 }
const SUSPEND = { noun: 'services', action: 'suspend', filter: { status: 'active' }, why: 'Unpaid' } as const

forEachEngine((engine) => {
  async function setup(services: number, harmPerHour: number | null) {
    const shop = await openModuleShop(engine, { policy: { harmPerHour } })
    const by = await openBulkBy(shop)
    const ids: number[] = []
    for (let n = 0; n < services; n++) ids.push(await shop.addRunning())
    const statusesOf = () => Promise.all(ids.map(async (id) => (await shop.read.services.get(id))!.status))
    const suspended = async () => (await statusesOf()).filter((status) => status === 'Suspended').length
    return { ...shop, ...by, shop, ids, statusesOf, suspended }
  }

  test('a mass suspension stands still at the brake, goes on when there is room, and passes when released', async () => {
    const { shop, bulk, begin, run, countsOf, suspended, clock, moduleQueue } = await setup(6, 2)
    const id = await begin({ ...SUSPEND, params: { reason: 'unpaid' } })
    await run()
    expect(await countsOf(id)).toEqual({ state: 'running', total: 6, succeeded: 2, failed: 0, skipped: 0 })
    expect((await bulk.get(SYSTEM, id)).held).toBe('Server 1 had its suspensions and terminations of an hour')
    await shop.until(async () => (await suspended()) === 2)
    clock.advance(60_000)
    await run()
    expect((await countsOf(id)).succeeded).toBe(2)
    clock.advance(HOUR_MS)
    await run()
    expect((await countsOf(id)).succeeded).toBe(4)
    await bulk.release(SYSTEM, id)
    await run()
    expect(await countsOf(id)).toMatchObject({ state: 'done', succeeded: 6 })
    await shop.until(async () => (await suspended()) === 6)
    expect(await moduleQueue.list(SYSTEM, {})).toEqual([])
  })

  test('a suspension is undone for those that nobody changed since', async () => {
    const { shop, bulk, begin, run, ids, statusesOf, suspended, commands, services } = await setup(4, null)
    const [first, second, third] = ids as [number, number, number]
    await commands.suspend(SYSTEM, { type: 'service', id: third }, 'abuse')
    const id = await begin({ ...SUSPEND, filter: { ids } })
    await run()
    await shop.until(async () => (await suspended()) === 4)
    expect((await bulk.items(SYSTEM, id, { state: 'skipped' }, ALL)).rows).toMatchObject([
      { id: third, code: 'in_state' },
    ])
    await services.update(SYSTEM, first, { suspensionReason: 'A talk is under way' })
    await commands.unsuspend(SYSTEM, { type: 'service', id: second })
    await commands.suspend(SYSTEM, { type: 'service', id: second })
    const undo = await bulk.undo(SYSTEM, id)
    await run()
    expect((await bulk.items(SYSTEM, undo.id, {}, ALL)).rows.map(({ state, words }) => [state, words])).toEqual([
      ['skipped', 'Somebody changed it since'],
      ['skipped', 'Something else was asked of it since'],
      ['succeeded', ''],
    ])
    await shop.until(async () => (await suspended()) === 3)
    expect(await statusesOf()).toEqual(['Suspended', 'Suspended', 'Suspended', 'Active'])
  })

  test('a package is changed at the panel and in the record; what has ended is passed over', async () => {
    const { shop, bulk, begin, run, countsOf, ids, calls } = await setup(2, null)
    const ended = await shop.addService({ status: 'Terminated' })
    const change = { noun: 'services', action: 'changePackage', why: 'The old one ends' } as const
    const id = await begin({ ...change, filter: { ids: [...ids, ended] } })
    await run()
    expect(await countsOf(id)).toMatchObject({ state: 'done', succeeded: 2, skipped: 1 })
    await shop.until(() => calls.length === 2)
    expect(calls.toSorted()).toEqual(ids.map((one) => `changePackage user${one}`))
    await expect(bulk.undo(SYSTEM, id)).rejects.toMatchObject({ code: 'undo_refused' })
    const moved = await begin({ ...change, filter: { ids }, params: { productId: 3 } })
    await run()
    expect(await countsOf(moved)).toMatchObject({ state: 'done', succeeded: 2, failed: 0 })
    await shop.until(() => calls.length === 4)
    const products = async () => Promise.all(ids.map(async (one) => (await shop.read.services.get(one))!.productId))
    expect(await products()).toEqual([3, 3])
    const other = await begin({ ...change, filter: { ids }, params: { productId: 1 } })
    await run()
    expect((await bulk.items(SYSTEM, other, {}, ALL)).rows.map(({ state, code }) => [state, code])).toEqual([
      ['failed', 'no_module'],
      ['failed', 'no_module'],
    ])
    // The record was about to be changed when the module refused.
    expect(await products()).toEqual([3, 3])
  })
})
