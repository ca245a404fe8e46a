import { describe, expect, test } from 'vitest'
import { forEachEngine } from '../../test/support/databases.ts'
import { idsOf, openQueue } from '../../test/support/jobs.ts'

forEachEngine((engine) => {
  describe('an offer', () => {
    const offerOf = async (engine_: typeof engine) => {
      const world = await openQueue(engine_)
      const lane = await world.addLane({ concurrency: 2 })
      const ids = await world.enqueue(lane, {}, {}, {})
      const offer = async (limit: number) =>
        (await world.queue.work.offer({ holderId: world.holderId, limit, of: { ids: [lane.id] } })).jobs
      return { ...world, lane, ids, offer }
    }

    test('counts as waiting, takes a place, and begins when it is acknowledged', async () => {
      const { lane, ids, offer, counts, queue } = await offerOf(engine)
      const jobs = await offer(3)
      expect(idsOf(jobs)).toEqual(ids.slice(0, 2))
      expect(jobs[0]).toMatchObject({ state: 'offered', attempt: 0 })
      expect(await counts(lane)).toEqual({ waiting: 3, offered: 2, running: 0 })
      expect(await queue.work.acknowledge([jobs[0]!])).toEqual([
        expect.objectContaining({ state: 'running', attempt: 1 }),
      ])
      expect(await counts(lane)).toEqual({ waiting: 2, offered: 1, running: 1 })
      expect(await offer(3)).toEqual([])
    })

    test('goes back to its place when it is given back or its worker is lost', async () => {
      const { lane, ids, offer, counts, queue, holderId, janitor } = await offerOf(engine)
      const [job] = await offer(1)
      await queue.work.giveBack([job!])
      expect(idsOf(await offer(1))).toEqual([ids[0]])
      await queue.work.surrender(holderId)
      await janitor.recover()
      expect(await counts(lane)).toEqual({ waiting: 3, offered: 0, running: 0 })
      expect(await queue.jobs.get(ids[0]!)).toMatchObject({ state: 'waiting', losses: 0, attempt: 0 })
    })

    test('cannot begin when it was purged, or its lane paused', async () => {
      const { lane, ids, offer, purge, queue, counts, transaction } = await offerOf(engine)
      const [first] = await offer(1)
      await transaction((tx) => queue.lanes.pause(tx, lane.id))
      expect(await queue.work.acknowledge([first!])).toEqual([])
      expect(await queue.jobs.get(ids[0]!)).toMatchObject({ state: 'waiting' })
      await transaction((tx) => queue.lanes.resume(tx, lane.id))
      const [again] = await offer(1)
      await purge(lane)
      expect(await queue.work.acknowledge([again!])).toEqual([])
      expect(await counts(lane)).toEqual({ waiting: 0, offered: 0, running: 0 })
    })
  })
})
