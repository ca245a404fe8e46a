import { expect, test } from 'vitest'
import { type Engine, forEachEngine } from '../../../test/support/databases.ts'
import { openOutboundWorld } from '../../../test/support/outbound.ts'
import { makeJanitor } from '../../jobs/janitor.ts'
import { makeOutbound } from '../outbound.ts'

async function setup(engine: Engine, config = {}) {
  const world = await openOutboundWorld(engine)
  const { id, caller } = await world.addAccount()
  const service = await world.addService(id, 'campaign', { kind: 'uas', runner: 'worker', ...config })
  const { workers, starts } = world.outbound
  const janitor = makeJanitor({ ...world, onFault: (fault) => Promise.reject(fault) })
  return {
    ...world,
    account: caller,
    service,
    janitor,
    start: (n: number) =>
      starts.startMany(
        service.caller,
        service,
        Array.from({ length: n }, (_, index) => ({ parameters: `call ${index}` })),
      ),
    open: async (name = 'one') => (await workers.open(service.caller, name)).session,
    take: (session: string, limit = 10) => workers.take(service.caller, session, { limit, waitMs: 0 }),
    statuses: async (references: string[]) =>
      (await starts.status(caller, references)).map((start) => start && `${start.status} ${start.detail}`.trim()),
    counts: async () => {
      const { waiting, running } = await world.outbound.queues.get(caller, service)
      return { waiting, running }
    },
  }
}

forEachEngine((engine) => {
  test('hands out starts, which begin when they are acknowledged and end with a code or a reason', async () => {
    const { outbound, service, start, open, take, statuses, counts } = await setup(engine, {
      applicationName: 'dialler',
    })
    const { workers } = outbound
    const started = await start(3)
    const session = await open()
    const taken = await take(session)
    expect(taken.map(({ reference, call, applicationName }) => ({ reference, call, applicationName }))).toEqual(
      started.map((reference, n) => ({ reference, call: { parameters: `call ${n}` }, applicationName: 'dialler' })),
    )
    expect(await counts()).toEqual({ waiting: 3, running: 0 })
    expect(await statuses(started)).toEqual(['QUEUED', 'QUEUED', 'QUEUED'])
    const begun = await workers.acknowledge(service.caller, session, taken.slice(0, 2))
    expect(await counts()).toEqual({ waiting: 1, running: 2 })
    expect(await workers.finish(service.caller, session, begun[0]!, { code: -100 })).toBe(true)
    expect(await workers.finish(service.caller, session, begun[1]!, { why: 'no line' })).toBe(true)
    expect(await workers.finish(service.caller, session, begun[1]!, { code: 1 })).toBe(false)
    expect(await statuses(started)).toEqual(['COMPLETED -100', 'COULDNOTRUN no line', 'QUEUED'])
  })

  test('gives back what was taken and not acknowledged, in its place, when the worker asks for more or is gone', async () => {
    const { outbound, service, start, open, take, counts, clock, janitor } = await setup(engine)
    const started = await start(4)
    const first = await open('one')
    expect((await take(first, 2)).map(({ reference }) => reference)).toEqual(started.slice(0, 2))
    // As if the answer had never arrived.
    expect((await take(first, 3)).map(({ reference }) => reference)).toEqual(started.slice(0, 3))
    const held = { name: 'one', alive: true, lastPollAt: clock.now(), inHand: 3, running: 0 }
    expect(await outbound.queues.workers(service.caller, service)).toEqual([held])
    const second = await open('two')
    expect((await take(second)).map(({ reference }) => reference)).toEqual([started[3]])
    clock.advance(30_000)
    await janitor.recover()
    expect(await counts()).toEqual({ waiting: 4, running: 0 })
    await expect(take(first)).rejects.toMatchObject({ code: 'session_over' })
    expect((await take(await open('one'))).map(({ reference }) => reference)).toEqual(started)
  })

  test('a node that is being stopped hands out nothing more, and what has not begun goes back', async () => {
    const world = await setup(engine)
    const { service, start, open, take, counts } = world
    const stopping = new AbortController()
    const { workers } = makeOutbound({ ...world, draining: stopping.signal })
    const started = await start(3)
    const session = await open()
    const [first, second] = await take(session, 2)
    await workers.acknowledge(service.caller, session, [first!])
    const other = await open('other')
    await take(other, 1)
    const waiting = workers.take(service.caller, await open('third'), { limit: 1, waitMs: 25_000 })
    stopping.abort()
    expect(await waiting).toEqual([])
    expect(await workers.acknowledge(service.caller, session, [first!, second!])).toEqual([
      { id: first!.id, turn: first!.turn },
    ])
    expect(await workers.take(service.caller, session, { limit: 5, waitMs: 0 })).toEqual([])
    expect(await counts()).toEqual({ waiting: 2, running: 1 })
    // Another node has it at once.
    expect((await take(session)).map(({ reference }) => reference)).toEqual([started[1]])
  })

  test.each([
    ['fail', 'COULDNOTRUN worker lost'],
    ['repeat', 'QUEUED'],
  ])('what a lost worker had begun: %s', async (onLost, status) => {
    const { outbound, service, start, open, take, statuses, janitor, clock } = await setup(engine, { onLost })
    const started = await start(1)
    const session = await open()
    const [taken] = await outbound.workers.acknowledge(service.caller, session, await take(session))
    clock.advance(29_000)
    expect(await outbound.workers.heartbeat(service.caller, session)).toBe(true)
    clock.advance(29_000)
    await janitor.recover()
    expect(await statuses(started)).toEqual(['RUNNING'])
    // A worker of the same name has started again: the one before is gone.
    await open()
    await janitor.recover()
    expect(await statuses(started)).toEqual([status])
    expect(await outbound.workers.heartbeat(service.caller, session)).toBe(false)
    expect(await outbound.workers.finish(service.caller, session, taken!, { code: 0 })).toBe(false)
  })

  test('begins nothing after a purge or a pause, though it was handed out before', async () => {
    const { outbound, account, service, start, open, take, statuses, counts } = await setup(engine)
    const started = await start(2)
    const session = await open()
    const taken = await take(session)
    await outbound.services.pause(account, service)
    expect(await outbound.workers.acknowledge(service.caller, session, taken)).toEqual([])
    expect(await counts()).toEqual({ waiting: 2, running: 0 })
    await outbound.services.resume(account, service)
    const again = await take(session)
    const { purge } = await outbound.queues.purge(account, service, { final: true })
    expect(purge.count).toBe(2)
    expect(await outbound.workers.acknowledge(service.caller, session, again)).toEqual([])
    expect(await statuses(started)).toEqual(['CANCELLED', 'CANCELLED'])
  })

  test('lets who waits have a start as soon as there is one, and keeps to the calling window', async () => {
    const { outbound, account, service, start, open, take } = await setup(engine)
    const session = await open()
    const waiting = outbound.workers.take(service.caller, session, { limit: 5, waitMs: 20_000 })
    const [reference] = await start(1)
    expect((await waiting).map((taken) => taken.reference)).toEqual([reference])

    const callingWindow = { zone: 'UTC', days: ['wed'], from: '11:00', until: '12:00' } as const
    await outbound.services.update(account, service, { callingWindow })
    expect(await take(session)).toEqual([])
    const nobody = new AbortController()
    const left = outbound.workers.take(service.caller, session, { limit: 5, waitMs: 20_000, signal: nobody.signal })
    nobody.abort()
    expect(await left).toEqual([])
  })

  test('refuses sessions of others, services without workers, and what is no end', async () => {
    const { outbound, service, addService, open, take, start } = await setup(engine)
    const { workers } = outbound
    const other = await addService(service.accountId, 'other', { kind: 'uas', runner: 'worker' })
    const pages = await addService(service.accountId, 'pages')
    const session = await open()
    const code = (refused: Promise<unknown>) =>
      refused.then(
        () => 'done',
        ({ code }) => code,
      )
    expect(await code(workers.take(other.caller, session, { limit: 1, waitMs: 0 }))).toBe('session_over')
    expect(await code(workers.take(service.caller, '1.nonsense', { limit: 1, waitMs: 0 }))).toBe('session_over')
    expect(await code(workers.open(pages.caller, 'one'))).toBe('not_for_workers')
    await start(1)
    const [taken] = await workers.acknowledge(service.caller, session, await take(session))
    expect(await code(workers.finish(service.caller, session, taken!, { code: 1.5 }))).toBe('invalid')
    const others = await workers.open(other.caller, 'one')
    expect(await workers.finish(other.caller, others.session, taken!, { code: 1 })).toBe(false)
  })
})
