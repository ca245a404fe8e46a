import { expect, test } from 'vitest'
import { forEachEngine } from '../../test/support/databases.ts'
import { down } from '../../test/support/memory-panel.ts'
import { openModuleShop } from '../../test/support/module-shop.ts'
import { nobody } from '../../test/support/shop.ts'
import { SYSTEM } from '../access/actor.ts'
import { sql } from '../storage/engine/sql.ts'
import { makeFolding } from './folding.ts'
import { STEP_MS, type StatisticsKeeping } from './keeping.ts'
import { makeStatistics, type StatisticsQuery } from './statistics.ts'

const { minute: MINUTE, hour: HOUR, day: DAY } = STEP_MS
const KEEP: StatisticsKeeping = { minuteMs: 48 * HOUR, hourMs: 90 * DAY, dayMs: 1800 * DAY }
const service = (id: number) => ({ type: 'service', id }) as const

forEachEngine((engine) => {
  async function openCounted() {
    const shop = await openModuleShop(engine)
    const outboundService = async () => {
      throw new Error('There is none')
    }
    const statistics = makeStatistics({ read: shop.read, queue: shop.queue, outboundService })
    const get = async (query: Omit<StatisticsQuery, 'step'> & { step?: StatisticsQuery['step'] }) => {
      const { instants, series } = await statistics.get(SYSTEM, { step: 'minute', ...query })
      return { instants, ...Object.fromEntries(series.map(({ name, values }) => [name, values])) } as {
        instants: number[]
      } & Record<string, (number | null)[]>
    }
    const age = makeFolding({ ...shop, keep: KEEP })
    return { ...shop, get, statistics, fold: () => age(() => false) }
  }

  test('what a lane did is told by minute, of a lane, of a module and of all panels alike', async () => {
    const shop = await openCounted()
    const start = shop.clock.now()
    await shop.addRunning()
    shop.clock.advance(MINUTE)
    shop.panel.always = down()
    await shop.commands.suspend(SYSTEM, service(await shop.addService({ status: 'Active' }))).catch(() => {})
    const about = { from: start, to: start + 2 * MINUTE }
    const ofAll = await shop.get({ ...about, metric: 'ended' })
    expect(ofAll).toMatchObject({ done: [1, 0], failed: [0, 0], retried: [0, 1] })
    const name = (await shop.queue.lanes.list())[0]!.name
    expect(await shop.get({ ...about, metric: 'ended', lane: name })).toEqual(ofAll)
    const module = (await shop.read.catalog.servers.get(1))!.module
    expect(await shop.get({ ...about, metric: 'ended', module: module.toUpperCase() })).toEqual(ofAll)
    expect(await shop.get({ ...about, metric: 'begun' })).toMatchObject({ begun: [1, 1], returned: [0, 0] })
    expect(await shop.get({ ...about, metric: 'enqueued' })).toMatchObject({ enqueued: [1, 1] })
    expect(await shop.get({ ...about, metric: 'depth' })).toMatchObject({ waiting: [0, 1] })
  })

  test('what was asked of a module is settled once, with how long it took, with an entry and without one', async () => {
    const shop = await openCounted()
    const from = shop.clock.now()
    const id = await shop.addRunning()
    shop.panel.always = down()
    await shop.commands.suspend(SYSTEM, service(id)).catch(() => {})
    const [entry] = await shop.moduleQueue.list(SYSTEM, {})
    shop.clock.advance(12_345)
    await shop.queueCommands.resolve(SYSTEM, entry!.id, 'Done at the panel itself')
    const times = await shop.get({ metric: 'settleTime', step: 'hour', from, module: entry!.module })
    expect(times).toMatchObject({ settled: [2], mean: [Math.round(12_345 / 2)], p50: [0], p95: [12_000] })
    expect(await shop.get({ metric: 'settleTime', step: 'hour', from })).toEqual(times)
    expect(await shop.get({ metric: 'settleTime', step: 'hour', from, module: 'other' })).toMatchObject({ p95: [null] })
  })

  test('what gets old stands in hours, then in days, then nowhere, and nothing is lost or told twice on the way', async () => {
    const shop = await openCounted()
    const start = shop.clock.now()
    for (let n = 0; n < 3; n++) {
      await shop.addRunning()
      shop.clock.advance(20 * MINUTE)
    }
    const sum = (values: (number | null)[]) => values.reduce<number>((total, n) => total + (n ?? 0), 0)
    const done = async (step: StatisticsQuery['step']) =>
      sum((await shop.get({ metric: 'ended', step, from: start })).done!)
    const settled = async () => sum((await shop.get({ metric: 'settleTime', step: 'day', from: start - DAY })).settled!)
    const steps = async () => {
      const rows = await shop.database.reader.all<{ step: number }>(
        sql`SELECT DISTINCT step_ms AS step FROM lane_counts UNION SELECT step_ms FROM settle_counts ORDER BY 1`,
      )
      return rows.map(({ step }) => step)
    }
    const days = await done('day')
    expect([days, await done('hour'), await done('minute'), await settled()]).toEqual([3, 3, 3, 3])
    shop.clock.advance(KEEP.minuteMs + HOUR)
    await Promise.all([shop.fold(), shop.fold()])
    expect(await steps()).toEqual([HOUR])
    expect([await done('day'), await done('hour'), await done('minute'), await settled()]).toEqual([3, 3, 0, 3])
    const { instants } = await shop.get({ metric: 'ended', from: start })
    expect(instants[0]).toBeGreaterThan(start)
    shop.clock.advance(KEEP.hourMs)
    await shop.fold()
    expect(await steps()).toEqual([DAY])
    expect([await done('day'), await settled()]).toEqual([3, 3])
    shop.clock.advance(KEEP.dayMs)
    await shop.fold()
    expect(await steps()).toEqual([])
  })

  test('who may not see the lanes sees no statistics, and a wrong question is refused', async () => {
    const shop = await openCounted()
    const metric = 'depth' as const
    const refused = (query: Partial<StatisticsQuery>, actor = SYSTEM) =>
      shop.statistics.get(actor, { metric, step: 'minute', ...query }).then(
        () => undefined,
        ({ code, facts }) => facts.permission ?? facts.field ?? code,
      )
    expect(await refused({}, nobody)).toBe('provisioning.read')
    expect(await refused({ metric: 'settleTime' }, nobody)).toBe('provisioning.read')
    expect(await refused({ lane: 'server:99' })).toBe('not_found')
    expect(await refused({ lane: 'server:1', module: 'x' })).toBe('module')
    expect(await refused({ metric: 'settleTime', lane: 'server:1' })).toBe('metric')
    expect(await refused({ from: 0 })).toBe('from')
    expect(await refused({ from: 5, to: 5 })).toBe('to')
  })
})
