import { describe, expect, test } from 'vitest'
import { forEachEngine } from '../../test/support/databases.ts'
import { idsOf, NOW, openQueue } from '../../test/support/jobs.ts'
import { done } from './outcome.ts'

const many = (n: number) => Array.from({ length: n }, () => ({}))

forEachEngine((engine) => {
  describe('a place in line', () => {
    test('is told with the time at which it comes, at the present rate', async () => {
      const { addLane, enqueue, claim, queue, transaction } = await openQueue(engine)
      const lane = await addLane({ startsPerSecond: 2 })
      const ids = await enqueue(lane, ...many(5), { band: 'person' }, { runAt: NOW + 60_000 })
      expect(await queue.jobs.place(ids[5]!)).toEqual({ position: 1, startsAt: NOW })
      expect(await queue.jobs.place(ids[4]!)).toEqual({ position: 6, startsAt: NOW + 2500 })
      expect(await queue.jobs.place(ids[6]!)).toEqual({ position: 7, startsAt: NOW + 60_000 })
      const [job] = await claim(lane)
      expect(await queue.jobs.place(job!.id)).toBeUndefined()
      // The lane had nothing to do before, so it may be 20 ms ahead.
      expect(await queue.jobs.place(ids[4]!)).toEqual({ position: 5, startsAt: NOW + 2480 })
      await transaction((tx) => queue.lanes.pause(tx, lane.id))
      expect(await queue.jobs.place(ids[4]!)).toEqual({ position: 5, startsAt: null })
    })

    test('is measured where no rate is set', async () => {
      const { addLane, enqueue, claim, finish, clock, queue } = await openQueue(engine)
      const lane = await addLane({ concurrency: 1 })
      const ids = await enqueue(lane, ...many(40))
      expect(await queue.jobs.place(ids[39]!)).toEqual({ position: 40, startsAt: null })
      for (let n = 0; n < 20; n++) {
        const [job] = await claim(lane)
        clock.advance(300)
        await finish(job!, done())
      }
      const place = await queue.jobs.place(ids[39]!)
      expect(place).toMatchObject({ position: 20 })
      expect(place!.startsAt).toBe(clock.now() + 19 * 300)
    })

    test('goes page by page through everything that waits', async () => {
      const { addLane, enqueue, queue } = await openQueue(engine)
      const lane = await addLane()
      const [a, b, c, d] = await enqueue(lane, { band: 'bulk' }, { runAt: NOW + 5000 }, {}, { band: 'person' })
      const first = await queue.jobs.waiting(lane.id, { limit: 3 })
      expect(idsOf(first)).toEqual([d, b, c])
      expect(first.map(({ waitsFor }) => waitsFor)).toEqual(['turn', 'time', 'turn'])
      expect(idsOf(await queue.jobs.waiting(lane.id, { after: first[2]!, limit: 3 }))).toEqual([a])
    })
  })
})
