// A process that works a queue and dies at a named moment, told by its arguments: data folder, url or '', moment or '',
// at which time. Says what it was told is done, and never what is not.
import { writeSync } from 'node:fs'
import { done, retryAfter } from '../../src/jobs/outcome.ts'
import { makeWorker } from '../../src/jobs/worker.ts'
import { bindQueue, openPlace } from '../support/jobs.ts'

const [dataDir = '', url = '', moment = '', nth = '1'] = process.argv.slice(2)
const say = (...words: (string | number)[]) => writeSync(1, `${words.join(' ')}\n`)

let seen = 0
function dieAt(name: string): void {
  if (name !== moment || ++seen < Number(nth)) return
  process.kill(process.pid, 'SIGKILL')
  for (;;);
}

const database = await openPlace({ dataDir, ...(url && { url }) })
const { queue, transaction, janitor } = bindQueue(database, { failpoint: dieAt })
const lane = (name: string, kind: string, onLost: 'retry' | 'fail' = 'retry') =>
  transaction((tx) => queue.lanes.ensure(tx, { name, kind, onLost }))
const work = await lane('work', 'test')
const once = await lane('once', 'test', 'fail')
const idle = await lane('idle', 'idle')

const worker = makeWorker({
  queue,
  name: 'child',
  laneKinds: ['test'],
  concurrency: 4,
  pollMs: 50,
  handlers: {
    'test.do': async (job) => {
      say('ran', job.id)
      dieAt('handle')
      return job.attempt === 1 && job.id % 5 === 0 ? retryAfter('again', 0, { health: 'unsaid' }) : done()
    },
  },
  onFault: (fault) => say('fault', String(fault)),
})
await worker.start()
await janitor.recover()

async function enqueueTo(laneId: number, times: number): Promise<void> {
  for (let n = 0; n < times; n++) {
    const job = { laneId, kind: 'test.do' }
    if (n % 2 === 0) say('enqueued', await queue.enqueueAlone(job))
    else for (const id of await transaction((tx) => queue.enqueueMany(tx, [job, job]))) say('enqueued', id)
  }
}

await Promise.all([enqueueTo(work.id, 20), enqueueTo(work.id, 20), enqueueTo(once.id, 10), enqueueTo(idle.id, 10)])
for (let n = 0; n < 3; n++) {
  await enqueueTo(idle.id, 3)
  const purge = await transaction((tx) => queue.purges.lane(tx, idle.id, { by: 'child' }))
  say('purged', purge.id, purge.count)
  dieAt('purged')
}

while ((await queue.lanes.list({ kind: 'test' })).some(({ waiting, running }) => waiting + running > 0))
  await new Promise(setImmediate)
await worker.stop()
await database.close()
say('drained')
