import { expect, onTestFinished, test } from 'vitest'
import { done } from '../../src/jobs/outcome.ts'
import { forEachEngine } from '../support/databases.ts'
import { BY, bindQueue, EMPTY_QUEUE, idsOf, LEASE, openPlace, worldOver } from '../support/jobs.ts'

const many = (n: number) => Array.from({ length: n }, (_, index) => index)

forEachEngine((engine) => {
  /** Several processes: on PostgreSQL each with connections of its own, on SQLite several queues in the one there is. */
  async function openTogether(processes: number) {
    const place = await engine.fresh(EMPTY_QUEUE)
    const database = await openPlace(place)
    const others = engine.name === 'postgres' ? await Promise.all(many(processes - 1).map(() => openPlace(place))) : []
    onTestFinished(async () => {
      for (const each of [database, ...others]) await each.close()
      await place.drop()
    })
    const world = await worldOver(database)
    const queues = many(processes).map((n) => bindQueue(others[n - 1] ?? database, { now: world.clock.now }))
    const holders = await Promise.all(queues.map(({ queue }, n) => queue.work.register(`process ${n}`, LEASE)))
    return { ...world, queues, holders }
  }

  test('hands no job to two, and keeps to the limits, when several claim at once', async () => {
    const { addLane, enqueue, queues, holders, queue, counts } = await openTogether(4)
    const lanes = await Promise.all(many(3).map((n) => addLane({ name: `lane ${n}`, concurrency: 7 })))
    for (const lane of lanes) await enqueue(lane, ...many(60).map((n) => ({ orderKey: n % 4 ? null : 'key' })))
    const begun: number[] = []
    while (begun.length < 180) {
      const claims = await Promise.all(
        queues.map((each, n) => each.queue.work.claim({ holderId: holders[n]!, limit: 10, of: { kinds: ['test'] } })),
      )
      for (const lane of lanes) expect((await counts(lane)).running).toBeLessThanOrEqual(7)
      const jobs = claims.flatMap((claim) => claim.jobs)
      const keyed = jobs.filter(({ orderKey }) => orderKey !== null).map(({ laneId }) => laneId)
      expect(new Set(keyed).size).toBe(keyed.length)
      begun.push(...idsOf(jobs))
      await Promise.all(jobs.map((job, n) => queues[n % 4]!.queue.work.finish([{ job, outcome: done() }])))
    }
    expect(new Set(begun).size).toBe(180)
    for (const lane of lanes) expect(await counts(lane)).toEqual({ waiting: 0, offered: 0, running: 0 })
    expect((await queue.jobs.get(begun[0]!)).state).toBe('done')
  })

  test('counts exactly what was committed, whoever enqueues and however it ends', async () => {
    const { addLane, queues, counts } = await openTogether(4)
    const lanes = await Promise.all(many(3).map((n) => addLane({ name: `lane ${n}` })))
    const outcomes = await Promise.allSettled(
      many(200).map((n) => {
        const { queue, transaction } = queues[n % 4]!
        const job = { laneId: lanes[n % 3]!.id, kind: 'test.do' }
        if (n % 5 === 0) return queue.enqueueAlone(job)
        return transaction(async (tx) => {
          const ids = await queue.enqueueMany(tx, [job, job])
          if (n % 7 === 0) throw new Error('changed my mind')
          return ids
        })
      }),
    )
    const expected = [0, 0, 0]
    for (const [n, { status }] of outcomes.entries())
      if (status === 'fulfilled') expected[n % 3]! += n % 5 === 0 ? 1 : 2
    expect((await Promise.all(lanes.map(counts))).map(({ waiting }) => waiting)).toEqual(expected)
  })

  test('purges every job acknowledged before, and swallows none that comes after', async () => {
    const { addLane, queues, counts, queue, transaction } = await openTogether(3)
    const lane = await addLane()
    const job = { laneId: lane.id, kind: 'test.do' }
    const acknowledged: number[] = []
    const before: number[] = []
    let stopped = false
    const writers = queues.map(async (each) => {
      while (!stopped) acknowledged.push(await each.queue.enqueueAlone(job))
    })
    const purged: number[] = []
    for (let round = 0; round < 5; round++) {
      await expect.poll(() => acknowledged.length).toBeGreaterThan((round + 1) * 30)
      before.push(...acknowledged)
      const purge = await transaction((tx) => queue.purges.lane(tx, lane.id, BY))
      const references = await queue.purges.references(purge.id, { limit: 100_000 })
      expect(references).toHaveLength(purge.count)
      purged.push(...idsOf(references))
      const missing = before.filter((id) => !purged.includes(id))
      expect(missing).toEqual([])
      expect(await transaction((tx) => queue.enqueue(tx, job))).toBeGreaterThan(0)
    }
    stopped = true
    await Promise.all(writers)
    const waiting = idsOf(await queue.jobs.waiting(lane.id, { limit: 100_000 }))
    expect((await counts(lane)).waiting).toBe(waiting.length)
    expect(new Set([...purged, ...waiting]).size).toBe(purged.length + waiting.length)
    for (const id of acknowledged) expect(purged.includes(id) || waiting.includes(id)).toBe(true)
  })

  /** A transaction that has done its work and waits to be let go before it commits. */
  function held<T>(start: (gate: Promise<void>) => Promise<T>) {
    const { promise: gate, resolve: release } = Promise.withResolvers<void>()
    return { ended: start(gate), release }
  }

  test('includes in a purge what was about to be committed when it began', async () => {
    const { addLane, queues, counts } = await openTogether(2)
    const [a, b] = queues
    const lane = await addLane()
    const done = Promise.withResolvers<void>()
    const enqueue = held((gate) =>
      a!.transaction(async (tx) => {
        await a!.queue.enqueue(tx, { laneId: lane.id, kind: 'test.do' })
        done.resolve()
        await gate
      }),
    )
    await done.promise
    const purge = b!.transaction((tx) => b!.queue.purges.lane(tx, lane.id, BY))
    enqueue.release()
    await enqueue.ended
    expect((await purge).count).toBe(1)
    expect((await counts(lane)).waiting).toBe(0)
  })

  test('does not swallow what is enqueued while a purge is about to be committed', async () => {
    const { addLane, queues, enqueue, claim, counts } = await openTogether(2)
    const [a, b] = queues
    const lane = await addLane()
    await enqueue(lane, {})
    const done = Promise.withResolvers<void>()
    const purge = held((gate) =>
      a!.transaction(async (tx) => {
        const made = await a!.queue.purges.lane(tx, lane.id, BY)
        done.resolve()
        await gate
        return made
      }),
    )
    await done.promise
    const late = b!.queue.enqueueAlone({ laneId: lane.id, kind: 'test.do' })
    purge.release()
    expect((await purge.ended).count).toBe(1)
    const id = await late
    expect(idsOf(await claim(lane))).toEqual([id])
    expect(await counts(lane)).toEqual({ waiting: 0, offered: 0, running: 1 })
  })

  test('does not forget a lane that somebody is just enqueueing to', async () => {
    const { addLane, queues, holders, enqueue, clock } = await openTogether(2)
    const [a, b] = queues
    const lane = await addLane()
    const request = { holderId: holders[1]!, limit: 5, of: { ids: [lane.id] } }
    await enqueue(lane, {})
    const done = Promise.withResolvers<void>()
    const enqueueing = held((gate) =>
      a!.transaction(async (tx) => {
        await a!.queue.enqueue(tx, { laneId: lane.id, kind: 'test.do' })
        done.resolve()
        await gate
      }),
    )
    await done.promise
    const first = b!.queue.work.claim(request)
    if (engine.name === 'postgres') expect((await first).nextInMs).toBeLessThan(100)
    enqueueing.release()
    await enqueueing.ended
    const claimed = [...(await first).jobs]
    await expect
      .poll(async () => {
        clock.advance(5)
        claimed.push(...(await b!.queue.work.claim(request)).jobs)
        return claimed.length
      })
      .toBe(2)
  })

  test('begins nothing after a pause was acknowledged', async () => {
    const { addLane, enqueue, queues, holders, queue, transaction, counts } = await openTogether(3)
    const lane = await addLane()
    await enqueue(lane, ...many(300).map(() => ({})))
    let paused = false
    const claimers = queues.map(async ({ queue: each }, n) => {
      const late: number[] = []
      for (let claims = 0; claims < 20; claims++) {
        const wasPaused = paused
        const { jobs } = await each.work.claim({ holderId: holders[n]!, limit: 3, of: { ids: [lane.id] } })
        if (wasPaused) late.push(...idsOf(jobs))
      }
      return late
    })
    await transaction((tx) => queue.lanes.pause(tx, lane.id))
    paused = true
    const { running } = await counts(lane)
    expect((await Promise.all(claimers)).flat()).toEqual([])
    expect((await counts(lane)).running).toBe(running)
  })
})
