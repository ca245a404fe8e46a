import { onTestFinished } from 'vitest'
import type { Failpoint } from '../../src/jobs/failpoint.ts'
import { makeJanitor } from '../../src/jobs/janitor.ts'
import type { Job, NewJob } from '../../src/jobs/job.ts'
import type { Lane, NewLane } from '../../src/jobs/lanes/lane.ts'
import { makeQueue } from '../../src/jobs/make-queue.ts'
import type { JobStores, JobTx } from '../../src/jobs/store.ts'
import type { Database, Queries } from '../../src/storage/engine/database.ts'
import { openDatabase } from '../../src/storage/engine/open.ts'
import { migrate } from '../../src/storage/engine/schema/migrate.ts'
import { jobStore } from '../../src/storage/jobs/jobs.ts'
import { fixedClock } from './clock.ts'
import type { Engine, Place, Template } from './databases.ts'

export const NOW = Date.UTC(2026, 1, 3, 10, 11, 12)
export const LEASE = 30_000
export const BY = { by: 'test' }

export const EMPTY_QUEUE: Template = {
  name: 'jobs',
  async prepare({ dataDir, url }) {
    const database = await openDatabase(dataDir, url ?? '')
    await migrate(database)
    await database.close()
  },
}

/** A queue over a database, as a process has one. Without a clock of its own it lives by the database's. */
export function bindQueue(database: Database, { now, failpoint }: { now?: () => number; failpoint?: Failpoint } = {}) {
  const storesOf = (q: Queries, reader?: Database): JobStores => ({ jobs: jobStore(q, { database: reader, now }) })
  const read = storesOf(database.reader, database)
  const transaction = <T>(work: (tx: JobTx) => Promise<T>): Promise<T> =>
    database.transaction((q) => work({ ...storesOf(q), at: (now ?? Date.now)() }))
  const queue = makeQueue({ read, transaction, ...(failpoint && { failpoint }), ...(now && { elapsed: now }) })
  const janitor = makeJanitor({ read, transaction, onFault: fail })
  return { database, read, transaction, queue, janitor }
}

const fail = (fault: unknown) => {
  throw fault
}

export const openPlace = ({ dataDir, url }: Place) => openDatabase(dataDir, url ?? '')

/** A queue on an empty database whose clock stands still until it is told to go. Closed when the test ends. */
export async function openQueue(engine: Pick<Engine, 'fresh'>) {
  const place = await engine.fresh(EMPTY_QUEUE)
  const database = await openPlace(place)
  onTestFinished(async () => {
    await database.close()
    await place.drop()
  })
  return worldOver(database)
}

export type QueueWorld = Awaited<ReturnType<typeof openQueue>>

export async function worldOver(database: Database) {
  const clock = fixedClock(NOW)
  const bound = bindQueue(database, { now: clock.now })
  const { queue, transaction } = bound
  const holderId = await queue.work.register('worker', LEASE)
  const claim = async (lane: Pick<Lane, 'id'>, limit = 100, holder = holderId) =>
    (await queue.work.claim({ holderId: holder, limit, of: { ids: [lane.id] } })).jobs
  return {
    ...bound,
    clock,
    place: database,
    holderId,
    claim,
    /** Another process on the same database and time. */
    another: () => bindQueue(database, { now: clock.now }),
    addLane: (settings: Partial<NewLane> = {}) =>
      transaction((tx) => queue.lanes.ensure(tx, { name: 'lane', kind: 'test', ...settings })),
    enqueue: (lane: Pick<Lane, 'id'>, ...jobs: Partial<NewJob>[]) =>
      transaction((tx) =>
        queue.enqueueMany(
          tx,
          jobs.map((job) => ({ laneId: lane.id, kind: 'test.do', ...job })),
        ),
      ),
    finish: (job: Job, outcome: Parameters<typeof queue.finish>[2]) =>
      transaction((tx) => queue.finish(tx, job, outcome)),
    purge: (lane: Pick<Lane, 'id'>, options = {}) =>
      transaction((tx) => queue.purges.lane(tx, lane.id, { ...BY, ...options })),
    counts: async (lane: Pick<Lane, 'id'>) => {
      const { waiting, offered, running } = await queue.lanes.get(lane.id)
      return { waiting, offered, running }
    },
  }
}

export const idsOf = (jobs: readonly { id: number }[]): number[] => jobs.map(({ id }) => id)
