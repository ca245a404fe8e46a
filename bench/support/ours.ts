import { systemClock } from '../../src/base/clock.ts'
import type { Job } from '../../src/jobs/job.ts'
import type { NewLane } from '../../src/jobs/lanes/lane.ts'
import { makeQueue } from '../../src/jobs/make-queue.ts'
import { done, type JobOutcome, retryAfter } from '../../src/jobs/outcome.ts'
import type { JobTx } from '../../src/jobs/store.ts'
import { makeWorker } from '../../src/jobs/worker.ts'
import { openDatabase } from '../../src/storage/engine/open.ts'
import { migrate } from '../../src/storage/engine/schema/migrate.ts'
import { bindStores } from '../../src/storage/stores.ts'
import { type Contender, payloadOf } from './contender.ts'
import type { Place } from './fill.ts'
import { syncOf } from './sync-of.ts'

export type Ours = Contender & {
  /** Makes the lane of a queue that has no name yet, with limits. */
  limit(queue: string, limits: Partial<NewLane>): Promise<void>
  /** Works off a queue with a worker that serves another one too, whose far side never answers. */
  workBeside(queue: string, jobs: number, dead: string): Promise<void>
  /** Takes back all that waits, and answers the purge. */
  mark(queue: string): Promise<number>
  references(purgeId: number): AsyncIterable<readonly unknown[]>
  /** With a worker that has so many places, and so claims of at most as many. */
  workOffBy(atOnce: number, queue: string, jobs: number): Promise<void>
}

const CONCURRENCY = 512

/** Our own queue, as the server uses it: one lane for each queue. */
export async function openOurs(name: string, place: Place): Promise<Ours> {
  const database = await openDatabase(place.dataDir, place.databaseUrl)
  await migrate(database)
  const { read, transaction } = bindStores(database, systemClock)
  const queue = makeQueue({ read, transaction })
  const lanes = new Map<string, Promise<number>>()

  /** A kind for each, so that a worker serves this one alone. */
  const laneOf = (lane: string, limits: Partial<NewLane> = {}): Promise<number> => {
    const known =
      lanes.get(lane) ??
      transaction((tx: JobTx) => queue.lanes.ensure(tx, { name: lane, kind: lane, ...limits })).then(({ id }) => id)
    lanes.set(lane, known)
    return known
  }

  const jobFor = (laneId: number, n: number) => ({
    laneId,
    kind: 'bench.do',
    payload: payloadOf(n),
    reference: `34100b7a_1.1666875127.${n}`,
  })

  async function purge(lane: string): Promise<number> {
    const laneId = await laneOf(lane)
    return (await transaction((tx: JobTx) => queue.purges.lane(tx, laneId, { by: 'bench', undoForMs: null }))).id
  }

  /** Ends with so many jobs done; what has not ended by then is given up. */
  function work(
    laneKinds: string[],
    jobs: number,
    handle: (job: Job, signal: AbortSignal) => JobOutcome | Promise<JobOutcome>,
    concurrency = CONCURRENCY,
  ): Promise<void> {
    let left = jobs
    return new Promise((resolve, reject) => {
      const worker = makeWorker({
        queue,
        name: laneKinds.join(),
        laneKinds,
        concurrency,
        handlers: {
          'bench.do': async (job, signal) => {
            const outcome = await handle(job, signal)
            if (outcome.is === 'done' && --left === 0) void worker.stop({ deadlineMs: 0 }).then(resolve, reject)
            return outcome
          },
        },
        onFault: reject,
      })
      worker.start().catch(reject)
    })
  }

  return {
    name,
    ...(await syncOf(database)),
    async limit(lane, limits) {
      await laneOf(lane, limits)
    },
    enqueue: async (lane, n) => queue.enqueueAlone(jobFor(await laneOf(lane), n)),
    async enqueueMany(lane, numbers) {
      const laneId = await laneOf(lane)
      await transaction((tx: JobTx) =>
        queue.enqueueMany(
          tx,
          numbers.map((n) => jobFor(laneId, n)),
        ),
      )
    },
    workOff: (lane, jobs) => work([lane], jobs, async () => done()),
    workOffBy: (atOnce, lane, jobs) => work([lane], jobs, async () => done(), atOnce),
    workBeside: async (lane, jobs, dead) => {
      const deadId = await laneOf(dead)
      await work([lane, dead], jobs, ({ laneId }, signal) => (laneId === deadId ? untilAborted(signal) : done()))
    },
    async purge(lane) {
      return (await queue.purges.references(await purge(lane), { limit: Number.MAX_SAFE_INTEGER })).length
    },
    mark: purge,
    references: (purgeId) => queue.purges.streamReferences(purgeId),
    async waiting(names) {
      const asked = new Set(names)
      const found = await queue.lanes.list()
      return found.reduce((sum, lane) => (asked.has(lane.name) ? sum + lane.waiting : sum), 0)
    },
    close: () => database.close(),
  }
}

const untilAborted = (signal: AbortSignal): Promise<JobOutcome> =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(retryAfter('nobody answered', 60_000)), { once: true })
  })
