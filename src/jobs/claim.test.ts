import { describe, expect, it } from 'vitest'
import { forEachEngine } from '../../test/support/databases.ts'
import { idsOf, LEASE, NOW, openQueue } from '../../test/support/jobs.ts'
import { done, giveUp, retryAfter, unknown } from './outcome.ts'

forEachEngine((engine) => {
  describe('enqueueing', () => {
    it('keeps the order in which jobs came, inside their bands', async () => {
      const { addLane, enqueue, claim } = await openQueue(engine)
      const lane = await addLane()
      const [a, b, c, d, e] = await enqueue(lane, { band: 'bulk' }, {}, { band: 'person' }, {}, { band: 'person' })
      expect(idsOf(await claim(lane))).toEqual([c, e, b, d, a])
    })

    it('keeps it also for ten thousand at once', async () => {
      const { addLane, enqueue, queue, counts } = await openQueue(engine)
      const lane = await addLane()
      const ids = await enqueue(lane, ...Array.from({ length: 10_000 }, (_, n) => ({ reference: `r-${n}` })))
      expect(ids).toEqual([...ids].sort((a, b) => a - b))
      expect(await counts(lane)).toEqual({ waiting: 10_000, offered: 0, running: 0 })
      const some = await queue.jobs.byReference(['r-0', 'r-4321', 'r-9999'])
      expect(idsOf(some)).toEqual([ids[0], ids[4321], ids[9999]])
    })

    it('happens with the change of the caller, or not at all', async () => {
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

    it('gives back what was put in', async () => {
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

    it('refuses a lane that is not there, and texts that one database could not hold', async () => {
      const { addLane, enqueue } = await openQueue(engine)
      const lane = await addLane()
      await expect(enqueue({ id: lane.id + 1 }, {})).rejects.toMatchObject({ code: 'not_found' })
      await expect(enqueue(lane, { reference: 'a\0b' })).rejects.toMatchObject({ code: 'invalid' })
    })

    it('takes no more than the limit of a lane, however many come at once', async () => {
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

    it('shares one transaction among many who come one by one, and refuses only whom it must', async () => {
      const { addLane, queue, counts } = await openQueue(engine)
      const lane = await addLane()
      const jobs = Array.from({ length: 100 }, (_, n) => ({ laneId: n === 50 ? 999_999 : lane.id, kind: 'test.do' }))
      const outcomes = await Promise.allSettled(jobs.map((job) => queue.enqueueAlone(job)))
      expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1)
      expect(outcomes[50]).toMatchObject({ status: 'rejected', reason: { code: 'not_found' } })
      expect((await counts(lane)).waiting).toBe(99)
    })
  })

  describe('the end of a turn', () => {
    it('is told once', async () => {
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

    it('can be many at once, each with its own end', async () => {
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

    it('is one with what the handler changes', async () => {
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
    it('waits, lets others go first meanwhile, and then has its old place', async () => {
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

  describe('a job with a time', () => {
    it('does not begin before it, and then in its place', async () => {
      const { addLane, enqueue, claim, clock, queue, holderId } = await openQueue(engine)
      const lane = await addLane()
      const [later] = await enqueue(lane, { runAt: NOW + 5000 })
      const wish = { holderId, limit: 1, of: { ids: [lane.id] } }
      expect(await queue.work.claim(wish)).toEqual({ jobs: [], nextInMs: 5000 })
      clock.advance(4000)
      const [sooner] = await enqueue(lane, {})
      clock.advance(1000)
      expect(idsOf(await claim(lane))).toEqual([later, sooner])
    })

    it('fails when it has not begun in time, and frees its place at once', async () => {
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

    it('does not expire any more once it has begun', async () => {
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
    it('lets one job of it run at a time, and holds up nobody else', async () => {
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

    it('lets a job go that waited behind one that now waits for a retry', async () => {
      const { addLane, enqueue, claim, finish } = await openQueue(engine)
      const lane = await addLane()
      const [, second] = await enqueue(lane, { orderKey: 'a' }, { orderKey: 'a' })
      const [job] = await claim(lane)
      await finish(job!, retryAfter('busy', 60_000))
      expect(idsOf(await claim(lane))).toEqual([second])
    })

    it('is held by a job whose outcome is unknown', async () => {
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

    it('does not keep a small claim from what is far behind many of one key', async () => {
      const { addLane, enqueue, claim } = await openQueue(engine)
      const lane = await addLane()
      const [first] = await enqueue(lane, ...Array.from({ length: 200 }, () => ({ orderKey: 'a' })))
      const [other] = await enqueue(lane, {})
      expect(idsOf(await claim(lane, 1))).toEqual([first])
      expect(idsOf(await claim(lane, 1))).toEqual([other])
    })
  })

  describe('a lost worker', () => {
    it('loses its jobs when its lease ends, and its late word changes nothing', async () => {
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

    it('can claim nothing more', async () => {
      const { addLane, enqueue, claim, clock, queue, holderId } = await openQueue(engine)
      const lane = await addLane()
      await enqueue(lane, {})
      clock.advance(LEASE)
      expect(await claim(lane)).toEqual([])
      expect(await queue.work.beat(holderId, LEASE)).toBe(false)
    })

    it('keeps its jobs while it shows signs of life', async () => {
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

    it('has lost them at once when one of its name starts', async () => {
      const { addLane, enqueue, claim, janitor, queue, counts } = await openQueue(engine)
      const lane = await addLane()
      await enqueue(lane, {})
      await claim(lane)
      await queue.work.register('worker', LEASE)
      await janitor.recover()
      expect(await counts(lane)).toEqual({ waiting: 1, offered: 0, running: 0 })
    })

    it('fails jobs that must not be repeated', async () => {
      const { addLane, enqueue, claim, janitor, queue, holderId } = await openQueue(engine)
      const lane = await addLane({ onLost: 'fail' })
      const [failing, repeating] = await enqueue(lane, {}, { onLost: 'retry' })
      await claim(lane)
      await queue.work.surrender(holderId)
      await janitor.recover()
      expect(await queue.jobs.get(failing!)).toMatchObject({ state: 'failed', note: 'worker lost' })
      expect(await queue.jobs.get(repeating!)).toMatchObject({ state: 'waiting' })
    })

    it('fails a job that has cost ten workers', async () => {
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

  describe('a claim that is undone', () => {
    it('leaves the job in its place as it was, and what waits behind its key too', async () => {
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

    it('is told with what was lost of the job by it', async () => {
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

    it('is not undone by who has lost the job', async () => {
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

  describe('an offer', () => {
    const offerOf = async (engine_: typeof engine) => {
      const desk = await openQueue(engine_)
      const lane = await desk.addLane({ concurrency: 2 })
      const ids = await desk.enqueue(lane, {}, {}, {})
      const offer = async (limit: number) =>
        (await desk.queue.work.offer({ holderId: desk.holderId, limit, of: { ids: [lane.id] } })).jobs
      return { ...desk, lane, ids, offer }
    }

    it('counts as waiting, takes a place, and begins when it is acknowledged', async () => {
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

    it('goes back to its place when it is given back or its worker is lost', async () => {
      const { lane, ids, offer, counts, queue, holderId, janitor } = await offerOf(engine)
      const [job] = await offer(1)
      await queue.work.giveBack([job!])
      expect(idsOf(await offer(1))).toEqual([ids[0]])
      await queue.work.surrender(holderId)
      await janitor.recover()
      expect(await counts(lane)).toEqual({ waiting: 3, offered: 0, running: 0 })
      expect(await queue.jobs.get(ids[0]!)).toMatchObject({ state: 'waiting', losses: 0, attempt: 0 })
    })

    it('cannot begin when it was purged, or its lane paused', async () => {
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
