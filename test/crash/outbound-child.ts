// A process that takes starts, carries them out and purges, and dies at a named moment, told by its arguments: data
// folder, url or '', a name of its own, moment or '', at which time, and how many rounds. Says what it was told is done,
// and ends when nothing is left to be carried out.

import { createHash } from 'node:crypto'
import { writeSync } from 'node:fs'
import { SYSTEM } from '../../src/access/actor.ts'
import { makeJanitor } from '../../src/jobs/janitor.ts'
import { done } from '../../src/jobs/outcome.ts'
import { makeWorker } from '../../src/jobs/worker.ts'
import { START_JOB } from '../../src/outbound/starts/start.ts'
import { openPlace } from '../support/jobs.ts'
import { bindOutbound } from '../support/outbound.ts'

const [dataDir = '', url = '', name = '', moment = '', nth = '1', rounds = '4'] = process.argv.slice(2)
const say = (...words: (string | number)[]) => writeSync(1, `${words.join(' ')}\n`)

let seen = 0
function dieAt(at: string): void {
  if (at !== moment || ++seen < Number(nth)) return
  process.kill(process.pid, 'SIGKILL')
  for (;;);
}

const node = createHash('sha256').update(name).digest('hex').slice(0, 8)
const database = await openPlace({ dataDir, ...(url && { url }) })
const { queue, read, transaction, outbound } = bindOutbound(database, { node, failpoint: dieAt })
const onFault = (fault: unknown) => say('fault', String(fault))
const janitor = makeJanitor({ read, transaction, onFault, quietMs: 1000 })
const [moving, idle] = await outbound.services.list(SYSTEM)

const worker = makeWorker({
  queue,
  name,
  laneKinds: ['outbound.demonstration'],
  concurrency: 8,
  leaseMs: 3000,
  pollMs: 20,
  handlers: {
    [START_JOB]: async (job) => {
      say(job.losses === 0 ? 'ran' : 'looked', job.reference!)
      dieAt('handle')
      return done({ result: { code: 0 } })
    },
  },
  onFault,
})
janitor.start()
await worker.start()

async function startSome(n: number): Promise<void> {
  for (let k = 0; k < n; k++) {
    const service = k % 3 === 0 ? idle! : moving!
    const call = { to: 'sip:a@example.com' }
    const many = k % 4 === 1 ? 5 : 1
    const calls = Array.from({ length: many }, () => call)
    for (const reference of await outbound.starts.startMany(SYSTEM, service, calls)) say('started', reference)
  }
}

for (let round = 0; round < Number(rounds); round++) {
  await Promise.all([startSome(12), startSome(12)])
  for (const service of [idle!, moving!]) {
    const { purge } = await outbound.queues.purge(SYSTEM, service, { final: true })
    say('purged', purge.id, purge.count)
    dieAt('purged')
  }
  await startSome(12)
}

// Also what others had who died: their leases are short.
for (let left = 1; left > 0; ) {
  await new Promise((resolve) => setTimeout(resolve, 20))
  const { waiting, running } = await queue.lanes.get(moving!.laneId)
  left = waiting + running
}
await worker.stop()
await janitor.stop()
await database.close()
