import { createRequire } from 'node:module'
import { PgBoss } from 'pg-boss'
import { type Contender, payloadOf } from '../support/contender.ts'
import { syncOf } from './postgres.ts'

/** Its `work` looks for jobs every half second at best, so this claims and completes by itself: several at once. */
const CLAIMERS = 4
const CLAIMED = 256
const MOST_LISTED = 100_000

export async function open(url: string): Promise<Contender> {
  const boss = new PgBoss({ connectionString: url, max: 10, supervise: false, schedule: false })
  boss.on('error', (fault) => {
    throw fault
  })
  await boss.start()
  const made = new Map<string, Promise<void>>()
  const ready = (queue: string): Promise<void> => {
    const making = made.get(queue) ?? boss.createQueue(queue)
    made.set(queue, making)
    return making
  }
  const { version } = createRequire(import.meta.resolve('pg-boss'))('../package.json') as { version: string }
  const { about, synced } = await syncOf((text) => boss.getDb().executeSql(text))

  return {
    name: 'pg-boss',
    about: `${version} on ${about}`,
    synced,
    async enqueue(queue, n) {
      await ready(queue)
      await boss.send(queue, payloadOf(n))
    },
    async enqueueMany(queue, numbers) {
      await ready(queue)
      await boss.insert(
        queue,
        numbers.map((n) => ({ data: payloadOf(n) })),
      )
    },
    async workOff(queue) {
      const claim = async () => {
        while (true) {
          const jobs = await boss.fetch(queue, { batchSize: CLAIMED })
          if (jobs.length === 0) return
          await boss.complete(
            queue,
            jobs.map(({ id }) => id),
          )
        }
      }
      await Promise.all(Array.from({ length: CLAIMERS }, claim))
    },
    async purge(queue) {
      const waiting = await boss.findJobs(queue, { queued: true, limit: MOST_LISTED })
      await boss.deleteQueuedJobs(queue)
      return waiting.length
    },
    // `getQueues` tells what the last monitoring counted, so this counts by SQL.
    async waiting(queues) {
      const asked = new Set(queues)
      const { rows } = await boss
        .getDb()
        .executeSql(`SELECT name, count(*)::int AS count FROM pgboss.job WHERE state < 'active' GROUP BY name`)
      return rows.reduce((sum: number, row: Counted) => (asked.has(row.name) ? sum + row.count : sum), 0)
    },
    close: () => boss.stop({ graceful: false }),
  }
}

type Counted = { name: string; count: number }
