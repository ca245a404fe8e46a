import { expect, test } from 'vitest'
import { forEachEngine } from '../../test/support/databases.ts'
import { openQueue, type QueueWorld } from '../../test/support/jobs.ts'
import { observed } from '../base/transactions/after-commit.ts'
import type { Job } from './job.ts'
import { makeQueue } from './make-queue.ts'
import { type JobNews, observeJobs } from './observe-jobs.ts'
import { done, giveUp, type JobOutcome, retryAfter } from './outcome.ts'

async function openObserved(world: QueueWorld) {
  const news: JobNews[] = []
  const transaction = observed(
    world.transaction,
    observeJobs((one) => news.push(one)),
  )
  const queue = makeQueue({ ...world, transaction })
  const lane = await world.addLane({ name: 'server:3', breakAfter: 2, breakForMs: 1000 })
  const end = (job: Job, outcome: JobOutcome) => queue.work.finish([{ job, outcome }])
  const take = async () =>
    (await queue.work.claim({ holderId: world.holderId, limit: 1, of: { ids: [lane.id] } })).jobs[0]!
  return { news, transaction, queue, lane, end, take }
}

forEachEngine((engine) => {
  test('a lane that breaks is told of once, however often it is tried, and once when it works again', async () => {
    const world = await openQueue(engine)
    const { news, lane, end, take } = await openObserved(world)
    await world.enqueue(lane, {}, {}, {}, {})
    await end(await take(), retryAfter('no answer', 1))
    expect(news).toEqual([])
    await end(await take(), retryAfter('no answer', 1))
    expect(news).toEqual([{ is: 'broken', lane: 'server:3', openUntil: world.clock.now() + 1000 }])
    world.clock.advance(1001)
    await end(await take(), retryAfter('no answer', 1))
    expect(news).toHaveLength(1)
    world.clock.advance(1001)
    await end(await take(), done())
    expect(news.slice(1)).toEqual([{ is: 'mended', lane: 'server:3' }])
  })

  test('a job that fails is told of with its lane, its number and why', async () => {
    const world = await openQueue(engine)
    const { news, lane, end, take } = await openObserved(world)
    await world.enqueue(lane, {})
    const job = await take()
    await end(job, giveUp('the page answered 500'))
    await end(job, giveUp('too late'))
    expect(news).toEqual([{ is: 'failed', lane: 'server:3', job: job.id, why: 'the page answered 500' }])
  })

  test('nothing is told of what was rolled back', async () => {
    const world = await openQueue(engine)
    const { news, transaction, queue, lane, take } = await openObserved(world)
    await world.enqueue(lane, {})
    const job = await take()
    const failing = transaction(async (tx) => {
      await queue.finish(tx, job, giveUp('no', { health: 'broken' }))
      throw new Error('rolled back')
    })
    await expect(failing).rejects.toThrow('rolled back')
    expect(news).toEqual([])
  })
})
