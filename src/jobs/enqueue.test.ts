import { describe, expect, test } from 'vitest'
import { forEachEngine } from '../../test/support/databases.ts'
import { idsOf, NOW, openQueue } from '../../test/support/jobs.ts'

forEachEngine((engine) => {
  describe('enqueueing', () => {
    test('keeps the order in which jobs came, inside their bands', async () => {
      const { addLane, enqueue, claim } = await openQueue(engine)
      const lane = await addLane()
      const [a, b, c, d, e] = await enqueue(lane, { band: 'bulk' }, {}, { band: 'person' }, {}, { band: 'person' })
      expect(idsOf(await claim(lane))).toEqual([c, e, b, d, a])
    })

    test('keeps it also for ten thousand at once', async () => {
      const { addLane, enqueue, queue, counts } = await openQueue(engine)
      const lane = await addLane()
      const ids = await enqueue(lane, ...Array.from({ length: 10_000 }, (_, n) => ({ reference: `r-${n}` })))
      expect(ids).toEqual([...ids].sort((a, b) => a - b))
      expect(await counts(lane)).toEqual({ waiting: 10_000, offered: 0, running: 0 })
      const some = await queue.jobs.byReference(['r-0', 'r-4321', 'r-9999'])
      expect(idsOf(some)).toEqual([ids[0], ids[4321], ids[9999]])
    })

    test('happens with the change of the caller, or not at all', async () => {
      const { addLane, transaction, queue, counts, claim } = await openQueue(engine)
      const lane = await addLane()
      const failed = transaction(async (tx) => {
        await queue.enqueue(tx, { laneId: lane.id, kind: 'test.do' })
        throw new Error('changed my mind')
      })
      await expect(failed).rejects.toThrow('changed my mind')
      expect(await counts(lane)).toEqual({ waiting: 0, offered: 0, running: 0 })
      expect(await claim(lane)).toEqual([])
    })

    test('gives back what was put in', async () => {
      const { addLane, enqueue, claim } = await openQueue(engine)
      const lane = await addLane({ onLost: 'fail', expireAfterMs: 5000 })
      const payload = { text: 'ä"\\{},\u{1F600}\u0001', list: [1, 2.5, null, true], nested: { empty: {} } }
      const [id] = await enqueue(lane, {
        kind: 'test.odd',
        payload,
        reference: 'a "quoted", {ref}\\',
        orderKey: 'NULL',
      })
      expect(await claim(lane)).toEqual([
        expect.objectContaining({
          id,
          kind: 'test.odd',
          payload,
          reference: 'a "quoted", {ref}\\',
          orderKey: 'NULL',
          band: 'automatic',
          state: 'running',
          onLost: 'fail',
          attempt: 1,
          enqueuedAt: NOW,
          startedAt: NOW,
        }),
      ])
    })

    test('refuses a lane that is not there, and texts that one database could not hold', async () => {
      const { addLane, enqueue } = await openQueue(engine)
      const lane = await addLane()
      await expect(enqueue({ id: lane.id + 1 }, {})).rejects.toMatchObject({ code: 'not_found' })
      await expect(enqueue(lane, { reference: 'a\0b' })).rejects.toMatchObject({ code: 'invalid' })
    })

    test('takes no more than the limit of a lane, however many come at once', async () => {
      const { addLane, queue, counts, enqueue, claim } = await openQueue(engine)
      const lane = await addLane({ queueLimit: 10 })
      const singles = Array.from({ length: 25 }, () => queue.enqueueAlone({ laneId: lane.id, kind: 'test.do' }))
      const batches = Array.from({ length: 5 }, () => enqueue(lane, {}, {}, {}))
      const outcomes = await Promise.allSettled([...singles, ...batches])
      const refused = outcomes.filter(({ status }) => status === 'rejected')
      for (const each of refused) expect(each).toMatchObject({ reason: { code: 'queue_full' } })
      const { waiting } = await counts(lane)
      expect(waiting).toBeLessThanOrEqual(10)
      expect(waiting).toBeGreaterThanOrEqual(8)
      await claim(lane, 4)
      await enqueue(lane, {}, {})
    })

    test('shares one transaction among many who come one by one, and refuses only whom it must', async () => {
      const { addLane, queue, counts } = await openQueue(engine)
      const lane = await addLane()
      const jobs = Array.from({ length: 100 }, (_, n) => ({ laneId: n === 50 ? 999_999 : lane.id, kind: 'test.do' }))
      const outcomes = await Promise.allSettled(jobs.map((job) => queue.enqueueAlone(job)))
      expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1)
      expect(outcomes[50]).toMatchObject({ status: 'rejected', reason: { code: 'not_found' } })
      expect((await counts(lane)).waiting).toBe(99)
    })
  })
})
