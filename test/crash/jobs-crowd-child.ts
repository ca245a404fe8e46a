// One of several processes that work the same queue, told by its arguments: data folder, url, and a name of its own. Ends when told to,
// or killed. Says each job that it begins.
import { writeSync } from 'node:fs'
import { done, retryAfter } from '../../src/jobs/outcome.ts'
import { makeWorker } from '../../src/jobs/worker.ts'
import { sql } from '../../src/storage/engine/sql.ts'
import { jobStore } from '../../src/storage/jobs/jobs.ts'
import { bindQueue, openPlace } from '../support/jobs.ts'

const [dataDir = '', url = '', name = ''] = process.argv.slice(2)
const say = (...words: (string | number)[]) => writeSync(1, `${words.join(' ')}\n`)

const database = await openPlace({ dataDir, url })
const { queue, janitor } = bindQueue(database)

/** The effect of a job and its end are one. */
const effectAndEnd = (job: Parameters<typeof queue.finish>[1]) =>
  database.transaction(async (q) => {
    const ended = await queue.finish({ jobs: jobStore(q), at: Date.now() }, job, done())
    if (ended) await q.run(sql`INSERT INTO effects (job_id) VALUES (${job.id})`)
  })

const worker = makeWorker({
  queue,
  name,
  laneKinds: ['crowd'],
  concurrency: 8,
  leaseMs: 1500,
  pollMs: 20,
  handlers: {
    'test.do': async (job) => {
      say('ran', job.laneId, job.id, job.startedAt!)
      if (job.attempt === 1 && job.id % 7 === 0) return retryAfter('again', 20, { health: 'unsaid' })
      await effectAndEnd(job)
      return 'settled'
    },
  },
  onFault: (fault) => say('fault', String(fault)),
})
janitor.start()
await worker.start()
process.once('SIGTERM', async () => {
  await worker.stop()
  await janitor.stop()
  await database.close()
})
