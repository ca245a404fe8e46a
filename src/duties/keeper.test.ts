import { expect, onTestFinished, test } from 'vitest'
import { fixedClock } from '../../test/support/clock.ts'
import { type Engine, forEachEngine } from '../../test/support/databases.ts'
import { EMPTY_QUEUE, NOW, openPlace } from '../../test/support/jobs.ts'
import { SYSTEM } from '../access/actor.ts'
import type { Tx } from '../base/transaction.ts'
import { makeWallClock } from '../base/wall-clock.ts'
import { dutyStore } from '../storage/duties/duties.ts'
import type { Queries } from '../storage/engine/database.ts'
import { eventStore } from '../storage/events/events.ts'
import { LATE_MS, LEASE_MS } from './duty.ts'
import { makeDutyKeeper } from './keeper.ts'
import { makeSchedules } from './schedules.ts'
import type { DutyStores } from './store.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const STEP_MS = 1000

/** Nodes over one database, whose clock stands still until it is told to go; that of the processes goes on its own. */
async function openNodes(engine: Engine) {
  const place = await engine.fresh(EMPTY_QUEUE)
  const database = await openPlace(place)
  onTestFinished(async () => {
    await database.close()
    await place.drop()
  })
  const clock = fixedClock(NOW)
  const steady = fixedClock(0)
  const storesOf = (q: Queries): DutyStores => ({ duties: dutyStore(q, clock.now), events: eventStore(q) })
  const parts = {
    read: storesOf(database.reader),
    transaction: <T>(work: (tx: Tx<DutyStores>) => Promise<T>) =>
      database.transaction((q) => work({ ...storesOf(q), at: clock.now() })),
    wallClock: makeWallClock('UTC'),
    elapsed: steady.now,
  }
  const ran: string[] = []

  /** A node with a duty that each time does what it is told here, and with another one that does nothing. */
  async function node(name: string, work: (stopping: () => boolean) => Promise<unknown> = async () => {}) {
    const faults: unknown[] = []
    const keeper = makeDutyKeeper({ ...parts, node: name, onFault: (fault) => void faults.push(fault) })
    await keeper.enter([
      {
        name: 'tidy',
        description: 'Tidies up',
        times: { everyMs: HOUR_MS },
        run: (stopping) => {
          ran.push(name)
          return work(stopping)
        },
      },
      { name: 'other', description: 'Does nothing', times: { dailyAt: '11:00' }, run: async () => {} },
    ])
    const look = async () => {
      await keeper.look()
      await keeper.settle(0)
    }
    return { ...keeper, faults, look, schedules: makeSchedules({ ...parts, keeper }) }
  }

  const pass = (ms: number) => {
    clock.advance(ms)
    steady.advance(ms)
  }
  return {
    ...{ node, ran, clock, pass },
    /** Lets time go on as it does, with a look of each node at every second. */
    async live(ms: number, ...nodes: { look(): Promise<void> }[]) {
      for (let gone = 0; gone < ms; gone += STEP_MS) {
        pass(STEP_MS)
        for (const one of nodes) await one.look()
      }
    },
    kinds: async () => (await parts.read.events.unsealed(100)).map(({ kind }) => kind),
  }
}

/** A run that ends when it is told to. */
function held() {
  const ends: (() => void)[] = []
  return { work: () => new Promise<void>((resolve) => ends.push(resolve)), end: () => ends.shift()?.() }
}

forEachEngine((engine) => {
  test('a duty runs at its time on one of two nodes, and one that is asked for at once, on whichever', async () => {
    const { node, ran, pass } = await openNodes(engine)
    const one = await node('one')
    const two = await node('two')
    const both = async () => void (await Promise.all([one.look(), two.look()]))
    await both()
    expect(ran).toEqual([])
    pass(HOUR_MS)
    await both()
    await both()
    await one.settle(1000)
    await two.settle(1000)
    expect(ran).toHaveLength(1)

    expect(await two.schedules.run(SYSTEM, 'tidy')).toMatchObject({ asked: true, outcome: 'done' })
    await one.look()
    await one.settle(1000)
    expect(ran.slice(1)).toEqual(['one'])
    expect(await two.schedules.get(SYSTEM, 'tidy')).toMatchObject({ asked: false, running: false, outcome: 'done' })
    await expect(two.schedules.run(SYSTEM, 'toString')).rejects.toMatchObject({ code: 'not_found' })
  })

  test('another node takes over when the holder says nothing any more, and who comes back late changes nothing', async () => {
    const { node, ran, pass, live } = await openNodes(engine)
    const slow = held()
    const stops: (() => boolean)[] = []
    const dead = await node('dead', (stopping) => {
      stops.push(stopping)
      return slow.work()
    })
    const other = await node('other')
    pass(HOUR_MS)
    await dead.look()
    await live(LEASE_MS, dead, other)
    await live(LEASE_MS - STEP_MS, other)
    expect(ran).toEqual(['dead'])
    expect(stops[0]!()).toBe(false)
    await live(2 * STEP_MS, other)
    await other.settle(1000)
    expect(ran).toEqual(['dead', 'other'])
    const after = await other.schedules.get(SYSTEM, 'tidy')
    expect(after).toMatchObject({ outcome: 'done', running: false })
    expect(stops[0]!()).toBe(true)
    slow.end()
    await dead.settle(1000)
    expect(await other.schedules.get(SYSTEM, 'tidy')).toEqual({ ...after, sinceSuccessMs: expect.any(Number) })
  })

  test('a node that stops gives back at once what it has not ended', async () => {
    const { node, ran, pass } = await openNodes(engine)
    const slow = held()
    const leaving = await node('leaving', slow.work)
    const other = await node('other')
    pass(HOUR_MS)
    await leaving.look()
    const stopped = leaving.background.stop()
    slow.end()
    await stopped
    await other.look()
    await other.settle(1000)
    expect(ran).toEqual(['leaving', 'other'])
  })

  test('one that throws is told once until it succeeds, and is tried again soon', async () => {
    const { node, ran, pass, kinds } = await openNodes(engine)
    let broken = true
    const { look, settle, schedules, faults } = await node('one', async () => {
      if (broken) throw new Error('no room')
    })
    const again = async (ms: number) => {
      pass(ms)
      await look()
      await settle(1000)
    }
    await again(HOUR_MS)
    await again(HOUR_MS / 10)
    expect(ran).toHaveLength(2)
    expect(faults).toHaveLength(2)
    expect(await schedules.get(SYSTEM, 'tidy')).toMatchObject({ outcome: 'failed', fault: 'no room' })
    expect(await kinds()).toEqual(['schedule.failed'])
    broken = false
    await again(HOUR_MS / 10)
    expect(await schedules.get(SYSTEM, 'tidy')).toMatchObject({ outcome: 'done', fault: '', failingSince: null })
    broken = true
    await again(HOUR_MS)
    expect(await kinds()).toEqual(['schedule.failed', 'schedule.failed'])
  })

  test('one that hangs holds up no other and no stop, keeps its node and is told to be late, once, by whichever node', async () => {
    const { node, ran, pass, live, kinds } = await openNodes(engine)
    const slow = held()
    const one = await node('one', slow.work)
    const two = await node('two')
    pass(HOUR_MS)
    await one.look()
    await two.look()
    await live(LATE_MS + 5000, one, two)
    expect(ran).toEqual(['one'])
    expect(await kinds()).toEqual(['schedule.late'])
    expect(await two.schedules.get(SYSTEM, 'tidy')).toMatchObject({ running: true, lateSince: expect.any(Number) })
    await one.schedules.run(SYSTEM, 'other')
    await one.look()
    await expect.poll(() => two.schedules.get(SYSTEM, 'other')).toMatchObject({ asked: false, outcome: 'done' })
    await one.background.stop({ deadlineMs: 0 })
    slow.end()
    await one.settle(1000)
    expect(await two.schedules.get(SYSTEM, 'tidy')).toMatchObject({ running: false, lateSince: null })
  })

  test('a clock that jumps a day ahead and back runs nothing twice in a row, and holds nothing up', async () => {
    const { node, ran, clock, live, kinds } = await openNodes(engine)
    const slow = held()
    const one = await node('one', slow.work)
    const two = await node('two')
    await live(5000, one, two)
    clock.advance(DAY_MS)
    await live(5000, one, two)
    expect(ran).toHaveLength(1)
    clock.advance(DAY_MS)
    await live(5000, one, two)
    clock.advance(-2 * DAY_MS)
    await live(5000, one, two)
    expect(ran).toHaveLength(1)
    slow.end()
    await one.settle(1000)
    await live(5000, one, two)
    expect(ran).toHaveLength(1)
    const { nextAt } = await one.schedules.get(SYSTEM, 'tidy')
    expect(nextAt - clock.now()).toBeLessThanOrEqual(HOUR_MS)
    expect(await kinds()).toEqual([])
  })
})
