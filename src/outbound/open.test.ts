import { expect, onTestFinished, test } from 'vitest'
import { type Engine, forEachEngine } from '../../test/support/databases.ts'
import { calls, NOW, openOutboundWorld } from '../../test/support/outbound.ts'
import { SYSTEM } from '../access/actor.ts'
import { makeJanitor } from '../jobs/janitor.ts'
import { openOutbound } from './open.ts'

const SOON = { timeout: 10_000, interval: 5 }
const UNLUCKY = 7

async function setup(engine: Engine, config = {}) {
  const world = await openOutboundWorld(engine)
  const { id, caller } = await world.addAccount()
  const service = await world.addService(id, 'demo', config)
  const onFault = (fault: unknown) => Promise.reject(fault)
  const http = { send: () => Promise.reject(new Error('the demonstration calls nobody')) }
  const work = openOutbound({ ...world, http }, { name: 'one', pollMs: 2, leaseMs: 1_000_000_000, onFault })
  onTestFinished(() => work.stop())
  const janitor = makeJanitor({
    ...world,
    keepFinishedMs: 1000,
    keepPurgesMs: 1000,
    onDelete: (tx, ids) => tx.outbound.runs.delete(ids),
    onFault,
  })
  return {
    ...world,
    account: caller,
    service,
    work,
    janitor,
    start: (n: number) => world.outbound.starts.startMany(SYSTEM, service, calls(n)),
    statuses: async (references: string[]) =>
      (await world.outbound.starts.status(caller, references)).map(
        (start) => start && `${start.status} ${start.detail}`.trim(),
      ),
  }
}

forEachEngine((engine) => {
  test('the demonstration ends every start, always in the same way for the same reference', async () => {
    const { outbound, queue, start, work, clock, statuses, service } = await setup(engine)
    const started = await start(40)
    await work.start()
    const parked = async () => (await queue.jobs.byReference(started)).filter((job) => job.parked).length
    await expect.poll(parked, SOON).toBe(40)
    clock.advance(8000)
    await expect.poll(async () => (await outbound.queues.get(SYSTEM, service)).running, SOON).toBe(0)
    const ends = await statuses(started)
    expect(new Set(ends.map((end) => end!.split(' ')[0]))).toEqual(new Set(['COMPLETED', 'COULDNOTRUN']))
    // The references of this test are always the same, and so are these.
    expect(ends.filter((end) => end!.startsWith('COULDNOTRUN'))).toHaveLength(UNLUCKY)
  })

  test('begins no more than the service may have at once', async () => {
    const { outbound, start, work, service } = await setup(engine, { concurrency: 3 })
    await start(10)
    await work.start()
    await expect.poll(() => outbound.queues.get(SYSTEM, service), SOON).toMatchObject({ waiting: 7, running: 3 })
  })

  test('stops beginning when the calling window closes, and goes on when it opens', async () => {
    // It is Tuesday, 10:11:12.
    const callingWindow = { zone: 'UTC', days: ['tue'], from: '10:00', until: '10:12' } as const
    const { outbound, queue, start, work, clock, service } = await setup(engine, { callingWindow })
    await work.start()
    const first = await start(1)
    // Claimed is not begun: a first turn that finds the window closed gives its start back.
    await expect.poll(async () => (await queue.jobs.byReference(first)).map((job) => job.parked), SOON).toEqual([true])
    expect(await outbound.queues.get(SYSTEM, service)).toMatchObject({ waiting: 0, running: 1 })
    clock.advance(60_000)
    await start(1)
    const opensAt = Date.UTC(2026, 1, 10, 10)
    expect(await outbound.queues.get(SYSTEM, service)).toMatchObject({ stopped: 'calling-window', opensAt })
    // The lane itself is told by the next look.
    await expect.poll(async () => (await queue.lanes.get(service.laneId)).notBefore, SOON).toBe(opensAt)
    // One that was claimed before the lane was told is back in its place after a look.
    await expect.poll(() => outbound.queues.get(SYSTEM, service), SOON).toMatchObject({ waiting: 1 })
    clock.advance(opensAt - NOW - 60_000)
    await expect.poll(async () => (await outbound.queues.get(SYSTEM, service)).waiting, SOON).toBe(0)
  })

  test('a start that waited too long could not run, and says so', async () => {
    const { outbound, start, janitor, clock, statuses, service } = await setup(engine, {
      expireAfterMs: 5000,
      paused: true,
    })
    const started = await start(2)
    expect((await outbound.starts.waiting(SYSTEM, service, { limit: 1 }))[0]).toMatchObject({ expiresAt: NOW + 5000 })
    clock.advance(5000)
    await janitor.expire()
    expect(await statuses(started)).toEqual(['COULDNOTRUN expired', 'COULDNOTRUN expired'])
    expect(await outbound.queues.length(SYSTEM, service)).toMatchObject({ length: 0 })
  })

  test('what ended long ago is forgotten, and so are purges', async () => {
    const { outbound, queue, transaction, read, start, janitor, clock, statuses, service, claim } = await setup(engine)
    const started = await start(3)
    const [job] = await claim(service, 1)
    await transaction((tx) => tx.outbound.runs.insert(job!.id))
    await queue.work.finish([{ job: job!, outcome: { is: 'giveUp', why: 'engaged', result: null, health: 'well' } }])
    const { purge } = await outbound.queues.purge(SYSTEM, service, { final: true })
    await janitor.prune()
    expect(await statuses(started)).toEqual(['COULDNOTRUN engaged', 'CANCELLED', 'CANCELLED'])
    clock.advance(1001)
    await janitor.prune()
    expect(await statuses(started)).toEqual([undefined, undefined, undefined])
    expect(await read.outbound.runs.get(job!.id)).toBe(undefined)
    await expect(queue.purges.get(purge.id)).rejects.toMatchObject({ code: 'not_found' })
  })
})
