import { createRequire } from 'node:module'
import { Logger, makeWorkerUtils, runTaskList, WorkerPreset } from 'graphile-worker'
import pg from 'pg'
import { type Contender, payloadOf } from '../support/contender.ts'
import { syncOf } from './postgres.ts'

/** Its own benchmark's way: a local queue fetches many at once, and ends are written together. */
const SPEEDY = { localQueue: { size: 512 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 }
const CONCURRENCY = 24

export async function open(url: string): Promise<Contender> {
  const pgPool = new pg.Pool({ connectionString: url, max: 10 })
  pgPool.on('error', () => {})
  pgPool.on('connect', (client) => client.on('error', () => {}))
  const logger = new Logger(() => () => {})
  const utils = await makeWorkerUtils({ pgPool, logger })
  await utils.migrate()
  const { version } = createRequire(import.meta.resolve('graphile-worker'))('../package.json') as { version: string }
  const { about, synced } = await syncOf((text) => pgPool.query(text))

  return {
    name: 'graphile-worker',
    about: `${version} on ${about}`,
    synced,
    enqueue: (queue, n) => utils.addJob(queue, payloadOf(n)),
    enqueueMany: (queue, numbers) => utils.addJobs(numbers.map((n) => ({ identifier: queue, payload: payloadOf(n) }))),
    async workOff(queue, jobs) {
      let left = jobs
      let finish = () => {}
      const finished = new Promise<void>((resolve) => {
        finish = resolve
      })
      const tasks = {
        [queue]: async () => {
          if (--left === 0) finish()
        },
      }
      const preset = { extends: [WorkerPreset], worker: { ...SPEEDY, concurrentJobs: CONCURRENCY } }
      const pool = runTaskList(
        { concurrency: CONCURRENCY, pollInterval: 100, noHandleSignals: true, preset, logger },
        tasks,
        pgPool,
      )
      await finished
      await pool.gracefulShutdown()
    },
    async purge(queue) {
      const { rows } = await pgPool.query<{ id: string }>(
        'SELECT id FROM graphile_worker.jobs WHERE task_identifier = $1 AND locked_at IS NULL',
        [queue],
      )
      return (await utils.completeJobs(rows.map(({ id }) => id))).length
    },
    async waiting(queues) {
      const asked = new Set(queues)
      const { rows } = await pgPool.query<{ name: string; count: number }>(
        'SELECT task_identifier AS name, count(*)::int AS count FROM graphile_worker.jobs WHERE locked_at IS NULL GROUP BY task_identifier',
      )
      return rows.reduce((sum, { name, count }) => (asked.has(name) ? sum + count : sum), 0)
    },
    async close() {
      await utils.release()
      await pgPool.end()
    },
  }
}
