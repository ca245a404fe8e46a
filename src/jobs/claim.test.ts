import { describe, expect, test } from 'vitest'
import { forEachEngine } from '../../test/support/databases.ts'
import { idsOf, NOW, openQueue } from '../../test/support/jobs.ts'
import { done, retryAfter, unknown } from './outcome.ts'

forEachEngine((engine) => {
  describe('a job with a time', () => {
    test('does not begin before it, and then in its place', async () => {
      const { addLane, enqueue, claim, clock, queue, holderId } = await openQueue(engine)
      const lane = await addLane()
      const [later] = await enqueue(lane, { runAt: NOW + 5000 })
      const request = { holderId, limit: 1, of: { ids: [lane.id] } }
      expect(await queue.work.claim(request)).toEqual({ jobs: [], nextInMs: 5000 })
      clock.advance(4000)
      const [sooner] = await enqueue(lane, {})
      clock.advance(1000)
      expect(idsOf(await claim(lane))).toEqual([later, sooner])
    })

    test('fails when it has not begun in time, and frees its place at once', async () => {
      const { addLane, enqueue, claim, clock, queue, counts, janitor } = await openQueue(engine)
      const lane = await addLane({ expireAfterMs: 1000 })
      const [early, kept, own] = await enqueue(lane, {}, { expiresAt: null }, { expiresAt: NOW + 9000 })
      const [waits] = await enqueue(lane, { runAt: NOW + 60_000 })
      clock.advance(1000)
      expect(idsOf(await claim(lane))).toEqual([kept, own])
      expect(await queue.jobs.get(early!)).toMatchObject({ state: 'failed', note: 'expired' })
      await janitor.expire()
      expect(await queue.jobs.get(waits!)).toMatchObject({ state: 'failed', note: 'expired' })
      expect(await counts(lane)).toEqual({ waiting: 0, offered: 0, running: 2 })
    })

    test('does not expire any more once it has begun', async () => {
      const { addLane, enqueue, claim, finish, clock, janitor, queue } = await openQueue(engine)
      const lane = await addLane({ expireAfterMs: 1000 })
      await enqueue(lane, {})
      const [job] = await claim(lane)
      await finish(job!, retryAfter('busy', 5000))
      clock.advance(5000)
      await janitor.expire()
      expect(await queue.jobs.get(job!.id)).toMatchObject({ state: 'waiting' })
    })
  })

  describe('an order key', () => {
    test('lets one job of it run at a time, and holds up nobody else', async () => {
      const { addLane, enqueue, claim, finish, counts } = await openQueue(engine)
      const lane = await addLane()
      const [a1, a2, b1, free] = await enqueue(lane, { orderKey: 'a' }, { orderKey: 'a' }, { orderKey: 'b' }, {})
      const jobs = await claim(lane)
      expect(idsOf(jobs)).toEqual([a1, b1, free])
      expect(await claim(lane)).toEqual([])
      expect(await counts(lane)).toEqual({ waiting: 1, offered: 0, running: 3 })
      await finish(jobs[0]!, done())
      expect(idsOf(await claim(lane))).toEqual([a2])
    })

    test('lets a job go that waited behind one that now waits for a retry', async () => {
      const { addLane, enqueue, claim, finish } = await openQueue(engine)
      const lane = await addLane()
      const [, second] = await enqueue(lane, { orderKey: 'a' }, { orderKey: 'a' })
      const [job] = await claim(lane)
      await finish(job!, retryAfter('busy', 60_000))
      expect(idsOf(await claim(lane))).toEqual([second])
    })

    test('is held by a job whose outcome is unknown', async () => {
      const { addLane, enqueue, claim, finish, clock, queue, transaction } = await openQueue(engine)
      const lane = await addLane()
      const [first, second] = await enqueue(lane, { orderKey: 'a' }, { orderKey: 'a' })
      const [job] = await claim(lane)
      await finish(job!, unknown('timed out', 1000))
      expect(await claim(lane)).toEqual([])
      clock.advance(1000)
      const [look] = await claim(lane)
      expect(look).toMatchObject({ id: first, attempt: 1, note: 'timed out', state: 'running', parked: false })
      await finish(look!, unknown('still', 1000))
      expect(await transaction((tx) => queue.settle(tx, first!, done()))).toBe(true)
      expect(idsOf(await claim(lane))).toEqual([second])
    })

    test('does not keep a small claim from what is far behind many of one key', async () => {
      const { addLane, enqueue, claim } = await openQueue(engine)
      const lane = await addLane()
      const [first] = await enqueue(lane, ...Array.from({ length: 200 }, () => ({ orderKey: 'a' })))
      const [other] = await enqueue(lane, {})
      expect(idsOf(await claim(lane, 1))).toEqual([first])
      expect(idsOf(await claim(lane, 1))).toEqual([other])
    })
  })
})
