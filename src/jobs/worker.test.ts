import { describe, expect, onTestFinished, test } from 'vitest'
import { forEachEngine, type Place } from '../../test/support/databases.ts'
import { proxied } from '../../test/support/faults/tcp-proxy.ts'
import { bindQueue, EMPTY_QUEUE, openPlace } from '../../test/support/jobs.ts'
import { listenForJobs } from '../storage/jobs/listen.ts'
import { makeJanitor } from './janitor.ts'
import type { Job } from './job.ts'
import { done, giveUp, type JobOutcome, retryAfter } from './outcome.ts'
import { type JobHandler, makeWorker, type WorkerParts } from './worker.ts'

/** No test may depend on the worker's looking by itself, unless it says how often it looks. */
const NEVER = 3_600_000

const fail = (fault: unknown) => {
  throw fault
}

forEachEngine((engine) => {
  async function setup() {
    const place = await engine.fresh(EMPTY_QUEUE)
    const database = await openPlace(place)
    const workers: { stop(): Promise<void> }[] = []
    onTestFinished(async () => {
      for (const worker of workers) await worker.stop()
      await database.close()
      await place.drop()
    })
    const bound = bindQueue(database)
    const { queue, transaction } = bound
    const lane = await transaction((tx) => queue.lanes.ensure(tx, { name: 'lane', kind: 'test' }))
    const faults: { fault: unknown; job: Job | undefined }[] = []
    const late: JobOutcome[] = []
    return {
      ...bound,
      place,
      lane,
      faults,
      late,
      add: (job: { kind?: string; payload?: number; runAt?: number } = {}) =>
        queue.enqueueAlone({ laneId: lane.id, kind: 'test.do', ...job }),
      state: async (id: number) => (await queue.jobs.get(id)).state,
      async work(handlers: Record<string, JobHandler>, options: Partial<WorkerParts> = {}) {
        const worker = makeWorker({
          queue,
          handlers,
          laneKinds: ['test'],
          name: `worker ${workers.length}`,
          pollMs: NEVER,
          onFault: (fault, job) => faults.push({ fault, job }),
          onLate: (_, outcome) => late.push(outcome),
          ...options,
        })
        workers.push(worker)
        await worker.start()
        return worker
      },
    }
  }

  /** A handler that waits to be let go. */
  function gated() {
    const { promise, resolve } = Promise.withResolvers<JobOutcome>()
    const began: number[] = []
    const signals: AbortSignal[] = []
    const handler: JobHandler = async (job, signal) => {
      began.push(job.id)
      signals.push(signal)
      return promise
    }
    return { handler, began, signals, release: resolve }
  }

  describe('a worker', () => {
    test('does what is enqueued, as its handlers say', async () => {
      const { add, work, queue, state } = await setup()
      await work({
        'test.do': async ({ payload }) => (payload === 2 ? giveUp('not two') : done({ result: payload })),
        'test.wait': async () => retryAfter('busy', 60_000),
      })
      const ids = [await add({ payload: 1 }), await add({ payload: 2 }), await add({ kind: 'test.wait' })]
      await expect.poll(() => Promise.all(ids.map(state))).toEqual(['done', 'failed', 'waiting'])
      expect(await queue.jobs.get(ids[0]!)).toMatchObject({ result: 1, attempt: 1 })
      await expect.poll(async () => (await queue.jobs.get(ids[2]!)).note).toBe('busy')
    })

    test('begins what a transaction of this process enqueued without being asked to look', async () => {
      const { lane, transaction, queue, work, state } = await setup()
      await work({ 'test.do': async () => done() })
      const id = await transaction((tx) => queue.enqueue(tx, { laneId: lane.id, kind: 'test.do' }))
      await expect.poll(() => state(id)).toBe('done')
    })

    test('begins what has its time when it has come', async () => {
      const { add, work, state } = await setup()
      await work({ 'test.do': async () => done() })
      const id = await add({ runAt: Date.now() + 200 })
      await expect.poll(() => state(id)).toBe('done')
    })

    test('finds what nobody told it of by looking', async () => {
      const { database, lane, work, state } = await setup()
      await work({ 'test.do': async () => done() }, { pollMs: 20 })
      // Another queue on the same database does not know of this worker.
      const id = await bindQueue(database).queue.enqueueAlone({ laneId: lane.id, kind: 'test.do' })
      await expect.poll(() => state(id)).toBe('done')
    })

    test('runs no more at once than it was told', async () => {
      const { add, work } = await setup()
      let running = 0
      let most = 0
      let ended = 0
      const handler: JobHandler = async () => {
        running += 1
        most = Math.max(most, running)
        await new Promise(setImmediate)
        running -= 1
        ended += 1
        return done()
      }
      await work({ 'test.do': handler }, { concurrency: 3 })
      await Promise.all(Array.from({ length: 50 }, () => add()))
      await expect.poll(() => ended).toBe(50)
      expect(most).toBe(3)
    })

    test('tells what a handler threw, and tries the job again later', async () => {
      const { add, work, queue, faults } = await setup()
      await work({
        'test.do': async () => {
          throw new Error('a bug')
        },
      })
      const id = await add()
      await expect.poll(async () => (await queue.jobs.get(id)).note).toBe('a bug')
      expect(await queue.jobs.get(id)).toMatchObject({ state: 'waiting', waitsFor: 'time' })
      expect(faults).toEqual([{ fault: new Error('a bug'), job: expect.objectContaining({ id }) }])
    })

    test('leaves a kind that it does not know to others, and says so', async () => {
      const { add, work, queue, faults } = await setup()
      await work({})
      const id = await add({ kind: 'test.newer' })
      await expect.poll(async () => (await queue.jobs.get(id)).waitsFor).toBe('time')
      expect(String(faults[0]!.fault)).toContain('test.newer')
    })

    test('takes a turn that the handler ended itself as ended', async () => {
      const { add, work, transaction, queue, state, late } = await setup()
      await work({
        'test.do': async (job) => {
          await transaction((tx) => queue.finish(tx, job, done({ note: 'with its effects' })))
          return 'settled'
        },
      })
      const id = await add()
      await expect.poll(() => state(id)).toBe('done')
      expect(await queue.jobs.get(id)).toMatchObject({ note: 'with its effects' })
      expect(late).toEqual([])
    })
  })

  describe('a worker that stops', () => {
    test('lets what runs end, and takes nothing more', async () => {
      const { add, work, state } = await setup()
      const gate = gated()
      const worker = await work({ 'test.do': gate.handler }, { concurrency: 1 })
      const first = await add()
      await expect.poll(() => gate.began).toEqual([first])
      const second = await add()
      const stopped = worker.stop()
      gate.release(done())
      await stopped
      expect([await state(first), await state(second)]).toEqual(['done', 'waiting'])
      expect(gate.began).toEqual([first])
    })

    test('loses what it claimed without hearing of it, and nothing else', async () => {
      const { add, lane, queue, state, work, faults, ...bound } = await setup()
      let isLost = true
      const deaf: typeof queue.work.turnOver = async (...asked) => {
        const claimed = await queue.work.turnOver(...asked)
        if (claimed.jobs.length > 0 && isLost) {
          isLost = false
          throw new Error('the connection was lost')
        }
        return claimed
      }
      const first = await add()
      await work(
        { 'test.do': async () => done() },
        { pollMs: 20, queue: { ...queue, work: { ...queue.work, turnOver: deaf } } },
      )
      await expect.poll(() => faults.length).toBe(1)
      expect(await state(first)).toBe('running')
      const janitor = makeJanitor({ ...bound, onFault: fail })
      await expect.poll(async () => janitor.recover().then(() => state(first))).toBe('done')
      expect(await queue.jobs.get(first)).toMatchObject({ attempt: 2, losses: 1 })
      expect((await queue.lanes.get(lane.id)).running).toBe(0)
    })

    test('gives back what it was claiming, as if it had not been taken', async () => {
      const { database, lane, queue, transaction } = await setup()
      const claimed = Promise.withResolvers<void>()
      let halted: Promise<void> | undefined
      // The claim is on disk, and its jobs have not begun.
      const bound = bindQueue(database, {
        failpoint: (name) => {
          if (name !== 'claimed') return
          halted ??= worker.halt()
          claimed.resolve()
        },
      })
      const gate = gated()
      const expiresAt = Date.now() + 3_600_000
      const id = await transaction((tx) => queue.enqueue(tx, { laneId: lane.id, kind: 'test.do', expiresAt }))
      const worker = makeWorker({
        ...{ queue: bound.queue, handlers: { 'test.do': gate.handler }, laneKinds: ['test'], name: 'one' },
        onFault: fail,
      })
      await worker.start()
      await claimed.promise
      await halted
      expect(await queue.jobs.get(id)).toMatchObject({ state: 'waiting', attempt: 0, startedAt: null, expiresAt })
      await worker.stop()
      expect(gate.began).toEqual([])
    })

    test('once halted goes on with what runs, hands over what ends, and lets handlers give back', async () => {
      const { add, work, state, queue, transaction } = await setup()
      const gate = gated()
      const asks = Promise.withResolvers<void>()
      const worker = await work({
        'test.do': gate.handler,
        'test.late': async (_, __, hold) => {
          await asks.promise
          expect(hold.isStopping()).toBe(true)
          expect(await transaction(hold.giveBack)).toBe(true)
          return 'settled'
        },
      })
      const [running, late] = [await add(), await add({ kind: 'test.late' })]
      await expect.poll(() => worker.running()).toBe(2)
      await worker.halt()
      const next = await add()
      gate.release(done())
      asks.resolve()
      await expect.poll(() => state(running)).toBe('done')
      await expect.poll(() => state(late)).toBe('waiting')
      expect(await queue.jobs.get(late)).toMatchObject({ attempt: 0, losses: 0 })
      expect([gate.began, await state(next)]).toEqual([[running], 'waiting'])
    })

    test('after its deadline tells handlers, and gives up what goes on all the same', async () => {
      const { add, work, state, janitor, queue } = await setup()
      const gate = gated()
      const worker = await work({
        'test.do': gate.handler,
        'test.polite': (_, signal) =>
          new Promise((resolve) => signal.addEventListener('abort', () => resolve(retryAfter('stopped', 0)))),
      })
      const stubborn = await add()
      const polite = await add({ kind: 'test.polite' })
      await expect.poll(() => worker.running()).toBe(2)
      await worker.stop({ deadlineMs: 1, graceMs: 50 })
      await janitor.recover()
      expect([await state(stubborn), await state(polite)]).toEqual(['waiting', 'waiting'])
      expect(await queue.jobs.get(stubborn)).toMatchObject({ losses: 1 })
      expect(await queue.jobs.get(polite)).toMatchObject({ losses: 0, note: 'stopped' })
      gate.release(done())
    })

    test('is not entered again by a sign of life that was on its way', async () => {
      const { queue, work, read } = await setup()
      const asked = Promise.withResolvers<void>()
      const answer = Promise.withResolvers<boolean>()
      const beat = () => {
        asked.resolve()
        return answer.promise
      }
      const worker = await work({}, { queue: { ...queue, work: { ...queue.work, beat } }, leaseMs: 30 })
      await asked.promise
      const stopped = worker.stop()
      answer.resolve(false)
      await stopped
      expect(await read.jobs.holders.named('')).toEqual([])
    })

    test('may be stopped twice, and before its start', async () => {
      const { work, queue } = await setup()
      const never = makeWorker({ queue, handlers: {}, laneKinds: [], name: 'never', onFault: () => {} })
      await never.stop()
      const worker = await work({})
      await Promise.all([worker.stop(), worker.stop()])
      await worker.stop()
    })
  })

  test('a worker whose lease was lost aborts, goes on as another, and its late word is told', async () => {
    const { add, work, queue, janitor, state, late } = await setup()
    const gate = gated()
    const handlers = {
      'test.do': gate.handler,
      'test.after': async () => done(),
    }
    const worker = await work(handlers, { leaseMs: 150, name: 'twin' })
    const id = await add()
    await expect.poll(() => gate.began).toEqual([id])
    await queue.work.register('twin', 1)
    await expect.poll(() => gate.signals[0]!.aborted).toBe(true)
    await janitor.recover()
    await expect.poll(() => gate.began).toEqual([id, id])
    const next = await add({ kind: 'test.after' })
    await expect.poll(() => state(next)).toBe('done')
    gate.release(done())
    await expect.poll(() => state(id)).toBe('done')
    expect(await queue.jobs.get(id)).toMatchObject({ losses: 1, attempt: 2 })
    expect(worker.running()).toBe(0)
    expect(late).toEqual([done()])
  })

  if (engine.name === 'sqlite') return
  test('a worker that listens hears at once of work on other nodes', async () => {
    const { place, lane, work, state, faults } = await setup()
    const listen = listenForJobs(place.url!, (fault) => faults.push({ fault, job: undefined }))
    await work({ 'test.do': async () => done() }, { listen })
    const elsewhere = bindQueue(await openedElsewhere(place)).queue
    const id = await elsewhere.enqueueAlone({ laneId: lane.id, kind: 'test.do' })
    await expect.poll(() => state(id)).toBe('done')
    expect(faults).toEqual([])
  })

  test('a worker whose connection for listening dies without a word hears again over another', async () => {
    const { place, lane, work, state, faults } = await setup()
    const { url, proxy } = await proxied(place.url!)
    const onFault = (fault: unknown) => faults.push({ fault, job: undefined })
    await work(
      { 'test.do': async () => done() },
      { listen: listenForJobs(url, onFault, { askMs: 50, answerMs: 1000 }) },
    )
    const elsewhere = bindQueue(await openedElsewhere(place)).queue
    proxy.swallowOpen()
    await expect.poll(() => proxy.open(), { timeout: 5000 }).toBeGreaterThan(1)
    const id = await elsewhere.enqueueAlone({ laneId: lane.id, kind: 'test.do' })
    await expect.poll(() => state(id)).toBe('done')
    expect(faults).toEqual([])
  })
})

async function openedElsewhere(place: Place) {
  const database = await openPlace(place)
  onTestFinished(() => database.close())
  return database
}
