import { describe, expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { idsOf, NOW, openQueue } from '../../../test/support/jobs.ts'
import { done, giveUp, retryAfter, unknown } from '../outcome.ts'

const many = (n: number) => Array.from({ length: n }, () => ({}))

forEachEngine((engine) => {
  describe('a lane', () => {
    test('is made once, however many want it', async () => {
      const { addLane, queue } = await openQueue(engine)
      const lanes = await Promise.all(many(10).map(() => addLane({ name: 'server:1', startsPerSecond: 2.5 })))
      expect(new Set(idsOf(lanes)).size).toBe(1)
      expect(await queue.lanes.byName('server:1')).toMatchObject({
        kind: 'test',
        parent: '',
        weight: 1,
        startsPerSecond: 2.5,
        concurrency: null,
        onLost: 'retry',
        paused: false,
        breaker: 'closed',
        waiting: 0,
      })
      expect(await queue.lanes.byName('server:2')).toBeUndefined()
      await expect(queue.lanes.get(999_999)).rejects.toMatchObject({ code: 'not_found' })
    })

    test.each([
      ['weight', 0],
      ['startsPerSecond', 0],
      ['concurrency', -1],
      ['queueLimit', 1.5],
    ] as const)('refuses a %s of %s', async (name, value) => {
      const { addLane } = await openQueue(engine)
      await expect(addLane({ [name]: value })).rejects.toMatchObject({ code: 'invalid' })
    })

    test('is listed with the counts of all others, by kind and parent', async () => {
      const { addLane, enqueue, claim, queue } = await openQueue(engine)
      const a = await addLane({ name: 'b', parent: 'x' })
      const b = await addLane({ name: 'a', parent: 'y' })
      await addLane({ name: 'c', kind: 'other', parent: 'y' })
      await enqueue(a, ...many(5))
      await enqueue(b, ...many(2))
      await claim(a, 2)
      const counts = async (filter = {}) =>
        (await queue.lanes.list(filter)).map(({ name, waiting, running }) => [name, waiting, running])
      expect(await counts()).toEqual([
        ['a', 2, 0],
        ['b', 3, 2],
        ['c', 0, 0],
      ])
      expect(await counts({ kind: 'test', parent: 'y' })).toEqual([['a', 2, 0]])
    })

    test('begins nothing once it is paused, and goes on when it is resumed', async () => {
      const { addLane, enqueue, claim, queue, transaction, finish } = await openQueue(engine)
      const lane = await addLane()
      await enqueue(lane, {}, {})
      const [running] = await claim(lane, 1)
      expect(await transaction((tx) => queue.lanes.pause(tx, lane.id))).toMatchObject({ paused: true })
      expect(await claim(lane)).toEqual([])
      await enqueue(lane, {})
      expect(await claim(lane)).toEqual([])
      expect(await finish(running!, done())).toBe(true)
      await transaction((tx) => queue.lanes.resume(tx, lane.id))
      expect(await claim(lane)).toHaveLength(2)
    })

    test('keeps to its concurrency, and goes on as soon as one ends', async () => {
      const { addLane, enqueue, claim, finish, queue, transaction } = await openQueue(engine)
      const lane = await addLane({ concurrency: 2 })
      await enqueue(lane, ...many(5))
      const [first] = await claim(lane)
      expect(await claim(lane)).toEqual([])
      await finish(first!, done())
      expect(await claim(lane)).toHaveLength(1)
      await transaction((tx) => queue.lanes.update(tx, lane.id, { concurrency: 4 }))
      expect(await claim(lane)).toHaveLength(2)
      await transaction((tx) => queue.lanes.update(tx, lane.id, { concurrency: null }))
      expect(await claim(lane)).toHaveLength(0)
    })

    test('counts a job whose outcome is unknown among those that run', async () => {
      const { addLane, enqueue, claim, finish } = await openQueue(engine)
      const lane = await addLane({ concurrency: 1 })
      await enqueue(lane, {}, {})
      const [job] = await claim(lane)
      await finish(job!, unknown('goes on', 60_000))
      expect(await claim(lane)).toEqual([])
    })

    test('looks at a job of unknown outcome although it is full, but not while it is paused', async () => {
      const { addLane, enqueue, claim, finish, clock, queue, transaction } = await openQueue(engine)
      const lane = await addLane({ concurrency: 1 })
      const [id] = await enqueue(lane, {}, {})
      await finish((await claim(lane))[0]!, unknown('timed out', 1000))
      await transaction((tx) => queue.lanes.pause(tx, lane.id))
      clock.advance(1000)
      expect(await claim(lane)).toEqual([])
      await transaction((tx) => queue.lanes.resume(tx, lane.id))
      expect(idsOf(await claim(lane))).toEqual([id])
    })

    test('starts so many in a second, whoever asks', async () => {
      const { addLane, enqueue, clock, another, claim, queue, transaction } = await openQueue(engine)
      const lane = await addLane({ startsPerSecond: 10 })
      await enqueue(lane, ...many(100))
      const other = another()
      const otherId = await other.queue.work.register('other', 100_000)
      let started = 0
      for (let ms = 0; ms < 2000; ms += 50) {
        started += (await claim(lane)).length
        started += (await other.queue.work.claim({ holderId: otherId, limit: 100, of: { ids: [lane.id] } })).jobs.length
        clock.advance(50)
      }
      expect(started).toBe(20)
      await transaction((tx) => queue.lanes.update(tx, lane.id, { startsPerSecond: 0.01 }))
      await claim(lane)
      await transaction((tx) => queue.lanes.update(tx, lane.id, { startsPerSecond: 10 }))
      clock.advance(100)
      expect(await claim(lane)).toHaveLength(1)
    })

    test('counts what it might have started and nobody came for, but not while it stood still', async () => {
      const { addLane, enqueue, clock, claim, queue, transaction } = await openQueue(engine)
      const lane = await addLane({ startsPerSecond: 10 })
      const missed = async () => (await queue.lanes.outlook([await queue.lanes.get(lane.id)])).get(lane.id)!.missed
      await enqueue(lane, ...many(20))
      expect(await claim(lane)).toHaveLength(1)
      clock.advance(1000)
      expect(await claim(lane)).toHaveLength(1)
      expect(await missed()).toBe(9)
      await transaction((tx) => queue.lanes.pause(tx, lane.id))
      clock.advance(20_000)
      await transaction((tx) => queue.lanes.resume(tx, lane.id))
      expect(await claim(lane)).toHaveLength(1)
      expect(await missed()).toBe(9)
    })

    test('starts nothing before its not-before', async () => {
      const { addLane, enqueue, claim, clock } = await openQueue(engine)
      const lane = await addLane({ notBefore: NOW + 1000 })
      await enqueue(lane, {})
      expect(await claim(lane)).toEqual([])
      clock.advance(1000)
      expect(await claim(lane)).toHaveLength(1)
    })

    test('breaks after failures in a row, probes with one job, and mends by itself', async () => {
      const { addLane, enqueue, claim, finish, clock, queue } = await openQueue(engine)
      const lane = await addLane({ breakAfter: 2, breakForMs: 5000 })
      const breaker = async () => (await queue.lanes.get(lane.id)).breaker
      await enqueue(lane, ...many(10))
      const jobs = await claim(lane, 3)
      await finish(jobs[0]!, retryAfter('refused', 60_000))
      await finish(jobs[1]!, giveUp('no such package'))
      await finish(jobs[2]!, retryAfter('refused', 60_000))
      expect(await breaker()).toBe('closed')
      const [more] = await claim(lane, 1)
      await finish(more!, retryAfter('refused', 60_000))
      expect(await breaker()).toBe('open')
      expect(await claim(lane)).toEqual([])

      clock.advance(5000)
      const [probe, ...others] = await claim(lane)
      expect(others).toEqual([])
      expect(await breaker()).toBe('half-open')
      expect(await claim(lane)).toEqual([])
      await finish(probe!, retryAfter('refused', 60_000))
      expect(await breaker()).toBe('open')

      clock.advance(5000)
      const [second] = await claim(lane)
      await finish(second!, done())
      expect(await breaker()).toBe('closed')
      expect((await claim(lane)).length).toBeGreaterThan(1)
    })

    test('probes anew when the one that probed was lost or purged', async () => {
      const { addLane, enqueue, claim, queue, transaction, janitor, holderId, clock } = await openQueue(engine)
      const lane = await addLane({ breakForMs: 1000 })
      await enqueue(lane, ...many(4))
      await transaction((tx) => queue.lanes.openBreaker(tx, lane.id))
      clock.advance(1000)
      expect(await claim(lane)).toHaveLength(1)
      await queue.work.surrender(holderId)
      await janitor.recover()
      const other = await queue.work.register('other', 100_000)
      const { jobs } = await queue.work.offer({ holderId: other, limit: 5, of: { ids: [lane.id] } })
      expect(jobs).toHaveLength(1)
      await transaction((tx) => queue.cancel(tx, { ids: idsOf(jobs) }, { by: 'test' }))
      expect(await claim(lane, 5, other)).toHaveLength(1)
    })

    test('can be broken and mended by hand', async () => {
      const { addLane, enqueue, claim, queue, transaction } = await openQueue(engine)
      const lane = await addLane()
      await enqueue(lane, {})
      expect(await transaction((tx) => queue.lanes.openBreaker(tx, lane.id, 60_000))).toMatchObject({
        breaker: 'open',
        openUntil: NOW + 60_000,
      })
      expect(await claim(lane)).toEqual([])
      await transaction((tx) => queue.lanes.closeBreaker(tx, lane.id))
      expect(await claim(lane)).toHaveLength(1)
    })

    test('goes when nothing waits or runs, and leaves its name', async () => {
      const { addLane, enqueue, claim, finish, queue, transaction, purge } = await openQueue(engine)
      const lane = await addLane()
      await enqueue(lane, {}, {})
      const remove = () => transaction((tx) => queue.lanes.delete(tx, lane.id))
      await expect(remove()).rejects.toMatchObject({ code: 'lane_busy', facts: { waiting: 2, running: 0 } })
      const [job] = await claim(lane, 1)
      const { id } = await purge(lane)
      await expect(remove()).rejects.toMatchObject({ facts: { waiting: 0, running: 1 } })
      await finish(job!, done())
      await remove()
      expect(await queue.lanes.byName('lane')).toBeUndefined()
      expect((await addLane()).id).not.toBe(lane.id)
      await expect(transaction((tx) => queue.purges.undo(tx, id, { by: 'test' }))).rejects.toMatchObject({
        code: 'undo_refused',
        facts: { why: 'lane_removed' },
      })
    })
  })

  describe('fairness', () => {
    test('gives the lanes of one kind their parts, and parents equal ones', async () => {
      const { addLane, enqueue, queue, holderId } = await openQueue(engine)
      const lanes = [
        await addLane({ name: 'a1', parent: 'a' }),
        await addLane({ name: 'b1', parent: 'b', weight: 3 }),
        await addLane({ name: 'b2', parent: 'b' }),
      ]
      for (const lane of lanes) await enqueue(lane, ...many(200))
      const got = new Map<number, number>()
      for (let claims = 0; claims < 10; claims++) {
        const { jobs } = await queue.work.claim({ holderId, limit: 16, of: { kinds: ['test'] } })
        expect(jobs).toHaveLength(16)
        for (const { laneId } of jobs) got.set(laneId, (got.get(laneId) ?? 0) + 1)
      }
      expect(lanes.map(({ id }) => got.get(id))).toEqual([80, 60, 20])
    })

    test('serves every lane, however many there are', async () => {
      const { addLane, enqueue, queue, holderId } = await openQueue(engine)
      for (let n = 0; n < 100; n++) await enqueue(await addLane({ name: `lane ${n}` }), {}, {})
      const served = new Set<number>()
      for (let claims = 0; claims < 10; claims++) {
        const { jobs } = await queue.work.claim({ holderId, limit: 10, of: { kinds: ['test'] } })
        for (const { laneId } of jobs) served.add(laneId)
      }
      expect(served.size).toBe(100)
    })
  })
})
