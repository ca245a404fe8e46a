import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { demonstration, startApp, type TestApp } from '../../test/support/app.ts'
import { type Engine, forEachEngine } from '../../test/support/databases.ts'
import { PASSWORD } from '../../test/support/outbound.ts'
import { makeClient, type WorkerHandler, type WorkerOptions } from '../src/index.ts'

const ACCOUNT = '7-7-7/worker@example.com'

forEachEngine((engine: Engine) => {
  let app: TestApp
  let baseUrl: string
  let accountId: number
  let named = 0
  beforeAll(async () => {
    app = await startApp(await engine.fresh(demonstration))
    baseUrl = await app.http.listen({ host: '127.0.0.1', port: 0 })
    const { account } = await app.provisor.domain.outbound.accounts.create(SYSTEM, {
      cloudId: '7-7-7',
      username: 'worker@example.com',
    })
    accountId = account.id
  })
  afterAll(() => app.close())

  /** A service of its own for each test, and its starts. */
  async function setup(calls: number) {
    const client = makeClient({ baseUrl, token: app.demo.token, outbound: { account: ACCOUNT, password: PASSWORD } })
    const name = `campaign-${++named}`
    const { service } = await client.outbound.services.put(accountId, name, { kind: 'uas', password: PASSWORD })
    const { references } = await client.outbound.starts.create(
      service.id,
      Array.from({ length: calls }, (_, n) => ({ parameters: `${n}` })),
    )
    return {
      client,
      service,
      references,
      work(handler: WorkerHandler, options: WorkerOptions = {}) {
        const worker = client.worker(name, handler, options)
        onTestFinished(() => worker.stop())
        return worker
      },
      statuses: async () =>
        (await client.outbound.starts.status(references)).items.map((start) => `${start?.status} ${start?.detail}`),
    }
  }

  test('a worker in three lines runs every start once and tells how it ended', async () => {
    const { work, statuses } = await setup(20)
    const seen: string[] = []
    work(
      async ({ call }) => {
        if (!('parameters' in call)) throw new Error('no parameters')
        seen.push(call.parameters)
        if (call.parameters === '3') throw new Error('no line')
        return Number(call.parameters)
      },
      { concurrency: 4 },
    )
    await vi.waitFor(
      async () => expect((await statuses()).filter((one) => /QUEUED|RUNNING/.test(one))).toEqual([]),
      9000,
    )
    expect(await statuses()).toEqual(
      Array.from({ length: 20 }, (_, n) => (n === 3 ? 'COULDNOTRUN no line' : `COMPLETED ${n}`)),
    )
    expect(seen.map(Number).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n))
  })

  test('runs no more at once than it was told, and lets what runs end when it is stopped', async () => {
    const { client, service, work } = await setup(5)
    const held = Promise.withResolvers<void>()
    let most = 0
    let now = 0
    const worker = work(
      async () => {
        now += 1
        most = Math.max(most, now)
        await held.promise
        now -= 1
        return 0
      },
      { concurrency: 2 },
    )
    await vi.waitFor(() => expect(now).toBe(2))
    const stopped = worker.stop()
    held.resolve()
    await stopped
    expect(most).toBe(2)
    expect(await client.outbound.queues.get(service.id)).toMatchObject({ waiting: 3, running: 0 })
  })

  test('tells of wrong passwords, and begins when they are right', async () => {
    const { client, service, references } = await setup(1)
    const errors: unknown[] = []
    const wrong = makeClient({ baseUrl, outbound: { account: ACCOUNT, password: 'changed' } })
    const worker = wrong.worker(service.name, () => 5, { onError: (error) => void errors.push(error) })
    onTestFinished(() => worker.stop())
    await vi.waitFor(() => expect(errors[0]).toMatchObject({ status: 401, code: 'unauthenticated' }))
    await client.outbound.services.patch(service.id, { password: 'changed' })
    await vi.waitFor(
      async () => expect((await client.outbound.starts.status(references)).items[0]?.detail).toBe('5'),
      9000,
    )
  })

  test('purges, lists what it took, and undoes', async () => {
    const { client, service, references } = await setup(7)
    const purge = await client.outbound.queues.purge(service.id, { why: 'a test' })
    expect(purge).toMatchObject({ count: 7, why: 'a test', undoneAt: null })
    const taken: string[] = []
    for await (const reference of client.outbound.queues.purged(purge.id)) taken.push(reference)
    expect(taken).toEqual(references)
    expect(await client.outbound.queues.undo(purge.id)).toMatchObject({ id: purge.id, undoneBy: 'admin' })
    expect((await client.outbound.starts.waiting(service.id)).items.map(({ reference }) => reference)).toEqual(
      references,
    )
  })
})
