import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { openQueue, type QueueWorld } from '../../../test/support/jobs.ts'
import { done } from '../outcome.ts'
import type { Lane } from './lane.ts'

const MINUTE = 60_000

/** Jobs of a lane begin and end, one after the other, each in so long. */
async function runEach({ claim, clock, finish, queue }: QueueWorld, lane: Lane, jobs: number, ms: number) {
  const holder = await queue.work.register('patient', 1_000_000_000)
  for (let n = 0; n < jobs; n++) {
    const [job] = await claim(lane, 1, holder)
    clock.advance(ms)
    await finish(job!, done())
  }
}

forEachEngine((engine) => {
  test('goes by the settings and by how long turns took', async () => {
    const world = await openQueue(engine)
    const lane = await world.addLane({ startsPerSecond: 2, concurrency: 3 })
    await world.enqueue(lane, ...Array(104).fill({}))
    await runEach(world, lane, 4, 1000)
    const { forecast } = world.queue.lanes
    const now = world.clock.now()
    expect(await forecast(lane.id)).toEqual({
      ...{ emptyAt: now + 50_000, perSecond: 2, limitedBy: 'rate', needsAtOnce: 2 },
    })
    expect(await forecast(lane.id, { startsPerSecond: 10 })).toEqual({
      ...{ emptyAt: now + 33_334, perSecond: 3, limitedBy: 'concurrency', needsAtOnce: 10 },
    })
    await world.transaction((tx) => world.queue.lanes.pause(tx, lane.id))
    expect(await forecast(lane.id)).toMatchObject({ emptyAt: null, perSecond: 2 })
    await expect(forecast(lane.id, { startsPerSecond: -1 })).rejects.toMatchObject({ code: 'invalid' })
    await expect(forecast(99)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('a lane that others hold up, or nobody works, is not thought to be as fast as its rate', async () => {
    const world = await openQueue(engine)
    const lane = await world.addLane({ parent: 'account', startsPerSecond: 2 })
    const other = await world.addLane({ name: 'other', parent: 'account' })
    await world.enqueue(lane, ...Array(100).fill({}))
    world.clock.advance(MINUTE)
    await runEach(world, lane, 10, 30_000)
    world.clock.advance(MINUTE)
    const { forecast } = world.queue.lanes
    expect(await forecast(lane.id)).toMatchObject({ limitedBy: 'worker' })
    await world.enqueue(other, {})
    const slow = await forecast(lane.id)
    expect(slow.limitedBy).toBe('share')
    expect(slow.perSecond).toBeLessThan(0.05)
    expect(await forecast(lane.id, { startsPerSecond: 0.01 })).toMatchObject({ perSecond: 0.01, limitedBy: 'rate' })
  })

  test('a lane that was paused or broken is forecast at the pace that it has when it goes on', async () => {
    const world = await openQueue(engine)
    const lane = await world.addLane({ startsPerSecond: 2 })
    await world.enqueue(lane, ...Array(10).fill({}))
    await world.transaction((tx) => world.queue.lanes.pause(tx, lane.id))
    world.clock.advance(10 * MINUTE)
    const { forecast } = world.queue.lanes
    expect(await forecast(lane.id)).toMatchObject({ perSecond: 2, limitedBy: 'rate' })
    await world.transaction((tx) => world.queue.lanes.resume(tx, lane.id))
    expect(await forecast(lane.id)).toMatchObject({ perSecond: 0, limitedBy: 'worker' })
  })

  test('many lanes are told as each one is, with what they did in the last hour by five minutes', async () => {
    const world = await openQueue(engine)
    const first = await world.addLane({ parent: 'account', startsPerSecond: 2, concurrency: 3 })
    const idle = await world.addLane({ name: 'idle' })
    await world.enqueue(first, ...Array(9).fill({}))
    await runEach(world, first, 3, 10 * MINUTE)
    const { forecast, list, outlook } = world.queue.lanes
    const told = await outlook(await list())
    const { settled, failed, ...rest } = told.get(first.id)!
    expect(rest).toEqual({ emptyAt: (await forecast(first.id)).emptyAt, meanRunMs: 10 * MINUTE, missed: 0 })
    expect([settled.length, settled.reduce((sum, n) => sum + n), settled.at(-1)]).toEqual([12, 3, 1])
    expect(failed).toEqual(Array(12).fill(0))
    expect(told.get(idle.id)).toMatchObject({ emptyAt: world.clock.now(), meanRunMs: null, settled: failed })
  })
})
