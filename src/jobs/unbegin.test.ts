import { describe, expect, test } from 'vitest'
import { forEachEngine } from '../../test/support/databases.ts'
import { idsOf, LEASE, NOW, openQueue } from '../../test/support/jobs.ts'
import { unknown } from './outcome.ts'

forEachEngine((engine) => {
  describe('a claim that is undone', () => {
    test('leaves the job in its place as it was, and what waits behind its key too', async () => {
      const { addLane, enqueue, claim, counts, queue } = await openQueue(engine)
      const lane = await addLane()
      const ids = await enqueue(lane, { orderKey: 'a', expiresAt: NOW + 5000 }, { orderKey: 'a' }, {})
      const before = await queue.jobs.get(ids[0]!)
      const jobs = await claim(lane)
      expect(idsOf(jobs)).toEqual([ids[0], ids[2]])
      const origins = new Map([[ids[0]!, { is: 'waiting', expiresAt: NOW + 5000 } as const]])
      await queue.work.unbegin(jobs, origins)
      expect(await counts(lane)).toEqual({ waiting: 3, offered: 0, running: 0 })
      expect(await queue.jobs.get(ids[0]!)).toEqual({ ...before, turn: 1 })
      expect(idsOf(await claim(lane))).toEqual([ids[0], ids[2]])
      expect(await queue.jobs.get(ids[0]!)).toMatchObject({ attempt: 1 })
    })

    test('is told with what was lost of the job by it', async () => {
      const { addLane, enqueue, claim, finish, queue, holderId, clock } = await openQueue(engine)
      const lane = await addLane()
      await enqueue(lane, {})
      await finish((await claim(lane))[0]!, unknown('no answer', 0))
      clock.advance(1)
      const [id] = await enqueue(lane, { expiresAt: NOW + 5000 })
      const { jobs, origins } = await queue.work.claim({ holderId, limit: 5, of: { ids: [lane.id] } })
      expect(origins).toEqual(
        new Map<number, object>([
          [jobs[0]!.id, { is: 'parked' }],
          [id!, { is: 'waiting', expiresAt: NOW + 5000 }],
        ]),
      )
      await queue.work.unbegin(jobs, origins)
      expect(await queue.jobs.get(jobs[0]!.id)).toMatchObject({ parked: true, note: 'no answer', attempt: 1 })
      expect(await queue.jobs.get(id!)).toMatchObject({ state: 'waiting', attempt: 0, startedAt: null })
    })

    test('is not undone by who has lost the job', async () => {
      const { addLane, enqueue, claim, transaction, queue, holderId, janitor } = await openQueue(engine)
      const lane = await addLane()
      await enqueue(lane, {})
      const [job] = await claim(lane)
      await queue.work.surrender(holderId)
      await janitor.recover()
      const [again] = await claim(lane, 1, await queue.work.register('other', LEASE))
      expect(await transaction((tx) => queue.unbegin(tx, job!, undefined))).toBe(false)
      expect(await queue.jobs.get(job!.id)).toMatchObject({ state: 'running', turn: again!.turn })
    })
  })
})
