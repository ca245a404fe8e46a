import { createRequire } from 'node:module'
import { Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { type Contender, payloadOf } from '../support/contender.ts'

/** Of 64, 128, 256 and 512 the one with which it worked off most. */
const CONCURRENCY = 256

export async function open(url: string): Promise<Contender> {
  const connection = new Redis(url, { maxRetriesPerRequest: null, enableAutoPipelining: true })
  // A worker's blocking command would hold up what shares its connection.
  const working = new Redis(url, { maxRetriesPerRequest: null })
  const queues = new Map<string, Queue>()
  const queueOf = (name: string): Queue => {
    const queue = queues.get(name) ?? new Queue(name, { connection, skipMetasUpdate: true })
    queues.set(name, queue)
    return queue
  }
  const [, appendfsync] = (await connection.config('GET', 'appendfsync')) as string[]
  const redis = /redis_version:(\S+)/.exec(await connection.info('server'))?.[1]
  const { version } = createRequire(import.meta.url)('bullmq/package.json') as { version: string }
  const job = (n: number) => ({ name: 'do', data: payloadOf(n), opts: KEPT })

  return {
    name: 'BullMQ',
    about: `${version} on Redis ${redis}, appendfsync ${appendfsync}`,
    synced: appendfsync === 'always',
    enqueue: (queue, n) => queueOf(queue).add('do', payloadOf(n), KEPT),
    enqueueMany: (queue, numbers) => queueOf(queue).addBulk(numbers.map(job)),
    async workOff(queue, jobs) {
      let left = jobs
      await new Promise<void>((resolve, reject) => {
        const worker = new Worker(queue, async () => null, { connection: working, concurrency: CONCURRENCY })
        worker.on('completed', () => {
          if (--left === 0) void worker.close().then(resolve, reject)
        })
        worker.on('error', reject)
      })
    },
    async purge(queue) {
      const waiting = await queueOf(queue).getWaiting()
      await queueOf(queue).drain()
      return waiting.length
    },
    async waiting(names) {
      const counts = await Promise.all(names.map((name) => queueOf(name).getWaitingCount()))
      return counts.reduce((sum, count) => sum + count, 0)
    },
    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.close()))
      connection.disconnect()
      working.disconnect()
    },
  }
}

/** Finished jobs go at once: kept ones would only cost it time. */
const KEPT = { removeOnComplete: true, removeOnFail: true }
