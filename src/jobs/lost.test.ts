import { describe, expect, test } from 'vitest'
import { forEachEngine } from '../../test/support/databases.ts'
import { LEASE, openQueue } from '../../test/support/jobs.ts'
import { done } from './outcome.ts'

forEachEngine((engine) => {
  describe('a lost worker', () => {
    test('loses its jobs when its lease ends, and its late word changes nothing', async () => {
      const { addLane, enqueue, claim, finish, clock, janitor, queue, counts } = await openQueue(engine)
      const lane = await addLane()
      const [id] = await enqueue(lane, {})
      const [job] = await claim(lane)
      clock.advance(LEASE - 1)
      await janitor.recover()
      expect(await counts(lane)).toEqual({ waiting: 0, offered: 0, running: 1 })
      clock.advance(1)
      await janitor.recover()
      expect(await queue.jobs.get(id!)).toMatchObject({ state: 'waiting', losses: 1, note: 'worker lost' })
      expect(await finish(job!, done())).toBe(false)

      const other = await queue.work.register('other', LEASE)
      const [again] = await claim(lane, 1, other)
      expect(await finish(job!, done())).toBe(false)
      expect(await finish(again!, done())).toBe(true)
    })

    test('can claim nothing more', async () => {
      const { addLane, enqueue, claim, clock, janitor, queue, holderId } = await openQueue(engine)
      const lane = await addLane()
      await enqueue(lane, {})
      clock.advance(LEASE)
      await janitor.recover()
      expect(await claim(lane)).toEqual([])
      expect(await queue.work.beat(holderId, LEASE)).toBe(false)
    })

    test('keeps its jobs while it shows signs of life', async () => {
      const { addLane, enqueue, claim, clock, janitor, queue, holderId, counts } = await openQueue(engine)
      const lane = await addLane()
      await enqueue(lane, {})
      await claim(lane)
      clock.advance(LEASE - 1)
      expect(await queue.work.beat(holderId, LEASE)).toBe(true)
      clock.advance(LEASE - 1)
      await janitor.recover()
      expect((await counts(lane)).running).toBe(1)
    })

    test('has lost them at once when one of its name starts', async () => {
      const { addLane, enqueue, claim, janitor, queue, counts } = await openQueue(engine)
      const lane = await addLane()
      await enqueue(lane, {})
      await claim(lane)
      await queue.work.register('worker', LEASE)
      await janitor.recover()
      expect(await counts(lane)).toEqual({ waiting: 1, offered: 0, running: 0 })
    })

    test('fails jobs that must not be repeated', async () => {
      const { addLane, enqueue, claim, janitor, queue, holderId } = await openQueue(engine)
      const lane = await addLane({ onLost: 'fail' })
      const [failing, repeating] = await enqueue(lane, {}, { onLost: 'retry' })
      await claim(lane)
      await queue.work.surrender(holderId)
      await janitor.recover()
      expect(await queue.jobs.get(failing!)).toMatchObject({ state: 'failed', note: 'worker lost' })
      expect(await queue.jobs.get(repeating!)).toMatchObject({ state: 'waiting' })
    })

    test('fails a job that has cost ten workers', async () => {
      const { addLane, enqueue, claim, janitor, queue } = await openQueue(engine)
      const lane = await addLane()
      const [id] = await enqueue(lane, {})
      for (let lost = 0; lost < 10; lost++) {
        const holder = await queue.work.register('victim', LEASE)
        expect(await claim(lane, 1, holder)).toHaveLength(1)
        await queue.work.surrender(holder)
        await janitor.recover()
      }
      expect(await queue.jobs.get(id!)).toMatchObject({ state: 'failed', note: 'worker lost 10 times' })
    })
  })
})
