import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { openQueue } from '../../../test/support/jobs.ts'
import { applyDueChanges, cancelChange, scheduleChange } from './scheduled-change.ts'

const HOUR = 3_600_000

forEachEngine((engine) => {
  test('what is due is applied once, in its order, by whoever comes first; a part that fails leaves it to the next', async () => {
    const world = await openQueue(engine)
    const { transaction, clock, queue, read } = world
    const { id: laneId } = await world.addLane({ startsPerSecond: 1 })
    const start = clock.now()
    const schedule = (at: number, pace: object) =>
      transaction((tx) => scheduleChange(tx, { laneId, at, pace, by: 'Ada' }))
    const later = await schedule(start + 2 * HOUR, { startsPerSecond: 5 })
    await schedule(start + HOUR, { startsPerSecond: null, concurrency: 3 })
    await schedule(start + 9 * HOUR, { concurrency: null })
    const apply = (on = world as Pick<typeof world, 'transaction'>) =>
      on.transaction((tx) => applyDueChanges(tx, laneId))
    expect([await apply(), await read.jobs.scheduled.dueLanes(['test'])]).toEqual([[], []])

    // The clock jumps over both of them, and back.
    clock.advance(3 * HOUR)
    expect(await read.jobs.scheduled.dueLanes(['test', 'other'])).toEqual([laneId])
    expect(await read.jobs.scheduled.dueLanes(['other'])).toEqual([])
    const broken = transaction(async (tx) => {
      await applyDueChanges(tx, laneId)
      throw new Error('killed')
    })
    await expect(broken).rejects.toThrow('killed')
    expect(await queue.lanes.get(laneId)).toMatchObject({ startsPerSecond: 1, concurrency: null })
    const applied = (await Promise.all([apply(), apply(world.another())])).filter((some) => some.length > 0)
    expect(applied).toMatchObject([[{ pace: { startsPerSecond: null, concurrency: 3 } }, { id: later.id }]])
    expect(await queue.lanes.get(laneId)).toMatchObject({ startsPerSecond: 5, concurrency: 3 })
    clock.advance(-2 * HOUR)
    expect(await apply()).toEqual([])
    expect(await read.jobs.scheduled.list(laneId)).toMatchObject([{ pace: { concurrency: null }, by: 'Ada' }])
  })

  test('what has not come is taken back, and nonsense is refused', async () => {
    const world = await openQueue(engine)
    const { id: laneId } = await world.addLane()
    const at = world.clock.now() + HOUR
    const schedule = (change: object) =>
      world.transaction((tx) => scheduleChange(tx, { laneId, at, pace: { concurrency: 1 }, by: 'Ada', ...change }))
    const { id } = await schedule({})
    const cancel = (lane: number) => world.transaction((tx) => cancelChange(tx, lane, id))
    await expect(cancel(laneId + 1)).rejects.toMatchObject({ code: 'not_found' })
    await cancel(laneId)
    await expect(cancel(laneId)).rejects.toMatchObject({ code: 'not_found' })
    await expect(schedule({ at: world.clock.now() })).rejects.toMatchObject({ facts: { field: 'at' } })
    await expect(schedule({ pace: {} })).rejects.toMatchObject({ facts: { field: 'startsPerSecond' } })
    await expect(schedule({ pace: { startsPerSecond: -1 } })).rejects.toMatchObject({ code: 'invalid' })
    await schedule({})
    await world.transaction((tx) => world.queue.lanes.delete(tx, laneId))
    expect(await world.read.jobs.scheduled.list(laneId)).toEqual([])
  })
})
