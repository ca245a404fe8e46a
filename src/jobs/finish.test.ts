import { describe, expect, test } from 'vitest'
import { forEachEngine } from '../../test/support/databases.ts'
import { idsOf, NOW, openQueue } from '../../test/support/jobs.ts'
import { done, giveUp, retryAfter, unknown } from './outcome.ts'

forEachEngine((engine) => {
  describe('the end of a turn', () => {
    test('is told once', async () => {
      const { addLane, enqueue, claim, finish, queue, counts } = await openQueue(engine)
      const lane = await addLane()
      await enqueue(lane, {})
      const [job] = await claim(lane)
      expect(await finish(job!, done({ result: { code: 0 }, note: 'all well' }))).toBe(true)
      expect(await finish(job!, giveUp('too late'))).toBe(false)
      expect(await queue.jobs.get(job!.id)).toMatchObject({
        state: 'done',
        result: { code: 0 },
        note: 'all well',
        finishedAt: NOW,
      })
      expect(await counts(lane)).toEqual({ waiting: 0, offered: 0, running: 0 })
    })

    test('can be many at once, each with its own end', async () => {
      const { addLane, enqueue, claim, queue } = await openQueue(engine)
      const lane = await addLane()
      await enqueue(lane, {}, {}, {}, {})
      const jobs = await claim(lane)
      const outcomes = [done(), giveUp('no'), retryAfter('busy', 10), unknown('timed out', 10)]
      const endings = jobs.map((job, index) => ({ job, outcome: outcomes[index]! }))
      expect(await queue.work.finish([...endings, endings[0]!])).toEqual([true, true, true, true, false])
      const now = await Promise.all(jobs.map(({ id }) => queue.jobs.get(id)))
      expect(now.map(({ state, note, parked }) => ({ state, note, parked }))).toEqual([
        { state: 'done', note: null, parked: false },
        { state: 'failed', note: 'no', parked: false },
        { state: 'waiting', note: 'busy', parked: false },
        { state: 'running', note: 'timed out', parked: true },
      ])
    })

    test('is one with what the handler changes', async () => {
      const { addLane, enqueue, claim, transaction, queue } = await openQueue(engine)
      const lane = await addLane()
      await enqueue(lane, {})
      const [job] = await claim(lane)
      const failed = transaction(async (tx) => {
        await queue.finish(tx, job!, done())
        throw new Error('the change failed')
      })
      await expect(failed).rejects.toThrow()
      expect(await queue.jobs.get(job!.id)).toMatchObject({ state: 'running' })
    })
  })

  describe('a retry', () => {
    test('waits, lets others go first meanwhile, and then has its old place', async () => {
      const { addLane, enqueue, claim, finish, clock, counts } = await openQueue(engine)
      const lane = await addLane()
      const [first, second, third] = await enqueue(lane, {}, {}, {})
      const [job] = await claim(lane, 1)
      await finish(job!, retryAfter('busy', 1000))
      expect(await counts(lane)).toEqual({ waiting: 3, offered: 0, running: 0 })
      expect(idsOf(await claim(lane, 1))).toEqual([second])
      clock.advance(1000)
      const again = await claim(lane, 2)
      expect(idsOf(again)).toEqual([first, third])
      expect(again[0]).toMatchObject({ attempt: 2, note: 'busy' })
    })
  })
})
