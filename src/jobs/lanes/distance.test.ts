import { expect, onTestFinished, test } from 'vitest'
import { type Engine, forEachEngine } from '../../../test/support/databases.ts'
import { proxied } from '../../../test/support/faults/tcp-proxy.ts'
import { bindQueue, EMPTY_QUEUE } from '../../../test/support/jobs.ts'
import { isLong } from '../../../test/support/long.ts'
import { openDatabase } from '../../storage/engine/open.ts'
import { done } from '../outcome.ts'
import { makeWorker } from '../worker.ts'

type Case = { each: number; rate: number; nodes: number }

/** Milliseconds each way. Two of them always, all of them in the long suite. */
const CASES: Case[] = isLong
  ? [0, 2.9, 10, 25].flatMap((each) =>
      [0.5, 10, 50, 100, 1000].flatMap((rate) => [1, 5].map((nodes) => ({ each, rate, nodes }))),
    )
  : [{ each: 10, rate: 100, nodes: 1 }]
const SETTLED_MS = isLong ? 4000 : 1500
const LOOKED_MS = isLong ? 10_000 : 2000
/** In the long suite what was promised; always what the rule of before was far from. */
const LEAST = isLong ? 0.98 : 0.9

forEachEngine((engine) => {
  test.for(engine.name === 'sqlite' ? CASES.filter(({ nodes }) => nodes === 1).slice(-1) : CASES)(
    'a lane reaches $rate/s from $nodes node(s) with the database $each ms away',
    { timeout: 60_000 },
    async ({ each, rate, nodes }) => {
      const begun = await begunBy(engine, { each, rate, nodes })
      // A claim takes what had its instant meanwhile, so what it took last may belong to the time before or after.
      const inClaim = Math.ceil((rate * each * 2 * 10) / 1000) + 1
      expect(begun).toBeGreaterThanOrEqual(Math.floor((LEAST * rate * LOOKED_MS) / 1000) - inClaim)
      expect(begun).toBeLessThanOrEqual(Math.ceil((1.02 * rate * LOOKED_MS) / 1000) + inClaim)
    },
  )
})

/** How many begin, after a while, in a time. */
async function begunBy(engine: Engine, { each, rate, nodes }: Case): Promise<number> {
  const place = await engine.fresh(EMPTY_QUEUE)
  const { url, proxy } = place.url ? await proxied(place.url) : { url: '', proxy: undefined }
  const databases = await Promise.all(Array.from({ length: nodes }, () => openDatabase(place.dataDir, url)))
  onTestFinished(async () => {
    proxy?.delay(0)
    await Promise.all(databases.map((database) => database.close()))
    await place.drop()
  })
  const queues = databases.map((database) => bindQueue(database))
  const { transaction, queue } = queues[0]!
  const lane = await transaction((tx) => queue.lanes.ensure(tx, { name: 'far', kind: 'far', startsPerSecond: rate }))
  const n = Math.ceil((rate * (SETTLED_MS + LOOKED_MS) * 1.5) / 1000) + 10
  await transaction((tx) =>
    queue.enqueueMany(
      tx,
      Array.from({ length: n }, () => ({ laneId: lane.id, kind: 'far.do' })),
    ),
  )
  const startsAt: number[] = []
  const workers = queues.map((bound, index) =>
    makeWorker({
      queue: bound.queue,
      handlers: {
        'far.do': async () => {
          startsAt.push(performance.now())
          return done()
        },
      },
      laneKinds: ['far'],
      name: `node ${index}`,
      // Places are not what is asked about.
      concurrency: 1024,
      onFault: (fault) => {
        throw fault
      },
    }),
  )
  proxy?.delay(each)
  const from = performance.now() + SETTLED_MS
  for (const worker of workers) await worker.start()
  // What begins in a span of time is what is asked for: there is no earlier sign of it.
  await new Promise((resolve) => setTimeout(resolve, from + LOOKED_MS - performance.now()))
  await Promise.all(workers.map((worker) => worker.stop()))
  return startsAt.filter((at) => at >= from && at < from + LOOKED_MS).length
}
