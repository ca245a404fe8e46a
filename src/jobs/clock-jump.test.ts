import { describe, expect, test } from 'vitest'
import { forEachEngine } from '../../test/support/databases.ts'
import { LEASE, openQueue } from '../../test/support/jobs.ts'
import { heedSetBack } from './clock-jump.ts'
import { makeJanitor } from './janitor.ts'
import { retryAfter } from './outcome.ts'

const HOUR = 3_600_000
const BEAT = 10_000

forEachEngine((engine) => {
  /** A queue whose clock jumps, while the janitor looks every second of the time that goes by. */
  async function openRoom() {
    const world = await openQueue(engine)
    const { clock, read, transaction, queue, holderId } = world
    let passed = 0
    const janitor = makeJanitor({
      read,
      transaction,
      elapsed: () => passed,
      onJump: async (byMs) => {
        if (byMs < 0) await heedSetBack(world, -byMs)
      },
      onFault: (fault) => {
        throw fault
      },
    })
    await janitor.round()
    async function pass(seconds: number, { beats = true } = {}): Promise<void> {
      for (let n = 0; n < seconds; n++) {
        clock.advance(1000)
        passed += 1000
        await janitor.round()
        if (beats && passed % BEAT === 0) expect(await queue.work.beat(holderId, LEASE)).toBe(true)
      }
    }
    return { ...world, pass }
  }

  describe('when the clock is set forward', () => {
    test('whoever lives keeps what it has, and whoever does not loses it', async () => {
      const { addLane, enqueue, claim, clock, queue, pass, counts } = await openRoom()
      const lane = await addLane({ onLost: 'fail' })
      await enqueue(lane, {}, {})
      const dead = await queue.work.register('dead', LEASE)
      await claim(lane, 1)
      await claim(lane, 1, dead)
      clock.advance(HOUR)
      await pass(10)
      expect(await counts(lane)).toMatchObject({ running: 2 })
      await pass(10)
      expect(await counts(lane)).toMatchObject({ running: 1 })
    })
  })

  describe('when the clock is set back', () => {
    test('a lane with a rate goes on at that rate', async () => {
      const { addLane, enqueue, claim, clock, pass } = await openRoom()
      const lane = await addLane({ startsPerSecond: 1 })
      await enqueue(lane, {}, {}, {})
      expect(await claim(lane)).toHaveLength(1)
      clock.advance(-HOUR)
      await pass(1)
      // A look goes on where the one before ended, and finds that this was later.
      expect([...(await claim(lane)), ...(await claim(lane))]).toHaveLength(1)
      expect(await claim(lane)).toHaveLength(0)
      await pass(1)
      expect(await claim(lane)).toHaveLength(1)
    })

    test('an attempt that is to be made again has its time as before, and so has a breaker', async () => {
      const { addLane, enqueue, claim, clock, pass, finish, queue, transaction } = await openRoom()
      const lane = await addLane()
      await enqueue(lane, {}, {})
      const [job] = await claim(lane, 1)
      await finish(job!, retryAfter('busy', 3000))
      await transaction((tx) => queue.lanes.openBreaker(tx, lane.id, 2000))
      clock.advance(-HOUR)
      await pass(1)
      expect(await claim(lane)).toEqual([])
      await pass(3)
      expect((await queue.jobs.get(job!.id)).runAt).toBeLessThanOrEqual(clock.now())
      expect(await claim(lane)).not.toEqual([])
    })

    test('whoever is dead loses its jobs when its lease is over, and no hour later', async () => {
      const { addLane, enqueue, claim, clock, pass, counts } = await openRoom()
      const lane = await addLane()
      await enqueue(lane, {})
      await claim(lane)
      clock.advance(-HOUR)
      await pass(LEASE / 1000 + 5, { beats: false })
      expect(await counts(lane)).toMatchObject({ running: 0, waiting: 1 })
    })
  })
})
