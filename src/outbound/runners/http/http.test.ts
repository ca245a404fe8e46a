import { expect, onTestFinished, test, vi } from 'vitest'
import { type Engine, forEachEngine } from '../../../../test/support/databases.ts'
import { NODE, NOW, openOutboundWorld } from '../../../../test/support/outbound.ts'
import { checkWebhook, parseWebhookSecrets } from '../../../base/webhook-signature.ts'
import { CallFailed } from '../../../guarded-http/call-failed.ts'
import type { OutgoingCall } from '../../../guarded-http/guarded-http.ts'
import { makeJanitor } from '../../../jobs/janitor.ts'
import { openOutbound } from '../../open.ts'
import type { OutboundServiceConfig } from '../../services/service.ts'

const FIRST = { address: 'https://app.example.com/first', method: 'POST' } as const
const FINAL = { address: 'https://app.example.com/final', method: 'POST' } as const
const FALLBACK = { address: 'https://app.example.com/fallback', method: 'GET' } as const
const INSTANCE = `${NODE}-1-${Math.floor(NOW / 1000)}-1`

type Page = (info: Record<string, unknown>, call: OutgoingCall) => string | number | Promise<string | number>

/** An application whose pages are functions: they answer a text, or a status. */
async function setup(engine: Engine, pages: Record<string, Page>, config: Partial<OutboundServiceConfig> = {}) {
  const world = await openOutboundWorld(engine)
  const { id, caller } = await world.addAccount()
  const service = await world.addService(id, 'pages', { runner: 'http', firstPage: FIRST, finalPage: FINAL, ...config })
  const asked: { path: string; info: Record<string, unknown>; call: OutgoingCall }[] = []
  const http = {
    async send(call: OutgoingCall) {
      const url = new URL(call.url)
      const info = JSON.parse(String(call.body ?? url.searchParams.get('instance_info')))
      asked.push({ path: url.pathname, info, call })
      const answer = await (pages[url.pathname] ?? (() => 404))(info, call)
      const [status, text] = typeof answer === 'number' ? [answer, ''] : [200, answer]
      return { status, reason: '', headers: {}, body: Buffer.from(text) }
    },
  }
  const faults: unknown[] = []
  const janitor = makeJanitor({ ...world, onFault: (fault) => void faults.push(fault) })
  const open = (name: string) => {
    const work = openOutbound(
      { ...world, http },
      { name, pollMs: 2, leaseMs: 1_000_000_000, onFault: (fault) => void faults.push(fault) },
    )
    onTestFinished(() => work.stop())
    return work
  }
  const work = open('one')
  onTestFinished(() => expect(faults).toEqual([]))
  return {
    ...world,
    account: caller,
    service,
    asked,
    work,
    open,
    janitor,
    paths: () => asked.map(({ path }) => path),
    async begin(token?: string): Promise<string> {
      const reference = await world.outbound.starts.start(service.caller, service, {
        to: 'sip:a@example.com',
        ...(token !== undefined && { token }),
      })
      await work.start()
      return reference
    },
    async becomes(reference: string, wanted: string): Promise<void> {
      await vi.waitFor(async () => {
        const [start] = await world.outbound.starts.status(caller, [reference])
        expect(`${start?.status} ${start?.detail}`.trim()).toBe(wanted)
      }, 5000)
    },
  }
}

forEachEngine((engine) => {
  test('asks the first page, those it leads to, and the final one, signed and with the documented names', async () => {
    const { begin, becomes, asked, outbound, service, account, clock } = await setup(engine, {
      '/first': () =>
        JSON.stringify({ actions: [{ play: { file: 'a.wav' } }, { redirect: { next_page: 'menu' } }], token: 'T2' }),
      '/menu': () => JSON.stringify({ actions: [{ action: 'hang_up' }], return_code: 42 }),
      '/final': () => '',
    })
    const reference = await begin('T1')
    await becomes(reference, 'COMPLETED 42')
    expect(asked.map(({ path, info }) => [path, info.token, info.application_instance_id])).toEqual([
      ['/first', 'T1', INSTANCE],
      ['/menu', 'T2', INSTANCE],
      ['/final', null, INSTANCE],
    ])
    expect(asked[0]!.info).toMatchObject({
      is_notification: false,
      this_call: {
        call_direction: 'out',
        call_to: 'sip:a@example.com',
        call_target: 'sip:a@example.com',
        call_from: '',
        call_state: 'answered',
      },
    })
    expect(asked[2]!.info).toMatchObject({ this_call: { call_state: 'idle', call_cause: 'completed' } })
    const keys = parseWebhookSecrets(await outbound.services.signingSecret(account, service))!
    for (const { call } of asked)
      expect(checkWebhook(keys, call.headers!, clock.now(), call.body as string)).toMatchObject({ valid: true })
    expect(await outbound.starts.application(account, INSTANCE)).toMatchObject({ start: { reference, detail: '42' } })
    const report = { from: NOW, before: NOW + 1, limit: 10 }
    expect(await outbound.starts.report(account, report)).toMatchObject([{ reference, detail: '42' }])
  })

  test('asks the fallback page when a page fails, and says why the start could not run when that fails too', async () => {
    const { begin, becomes, asked } = await setup(
      engine,
      { '/first': () => 500, '/fallback': () => 'no JSON', '/final': () => '' },
      { fallbackPage: FALLBACK },
    )
    await becomes(await begin(), 'COULDNOTRUN the page answered with no JSON object')
    expect(asked.map(({ path, info }) => [path, info.error_result])).toEqual([
      ['/first', undefined],
      ['/fallback', { result: 'the page answered with status 500' }],
      ['/final', { result: 'the page answered with no JSON object' }],
    ])
    expect(asked[1]!.call).toMatchObject({ method: 'GET', body: undefined })
    expect(asked[2]!.info).toMatchObject({ this_call: { call_cause: 'failed' } })
  })

  test('opens the breaker of an application that cannot be reached', async () => {
    const refuse = () => {
      throw new CallFailed('connection', 'unsent', 'Calling app.example.com: refused')
    }
    const { outbound, service, account, work, paths } = await setup(engine, { '/first': refuse }, { finalPage: null })
    await outbound.starts.startMany(
      account,
      service,
      Array.from({ length: 30 }, () => ({ to: 'sip:a@example.com' })),
    )
    await outbound.services.update(account, service, { concurrency: 1 })
    await work.start()
    await vi.waitFor(async () => {
      expect(await outbound.queues.get(account, service)).toMatchObject({ stopped: 'breaker', waiting: 20 })
    }, 5000)
    expect(paths()).toHaveLength(10)
  })

  test('follows pages, but not for ever', async () => {
    const { begin, becomes, paths } = await setup(engine, {
      '/first': () => JSON.stringify({ actions: [{ redirect: { next_page: { address: '/first' } } }] }),
      '/final': () => '',
    })
    await becomes(await begin(), 'COULDNOTRUN the pages led on, past 20')
    expect(paths()).toHaveLength(21)
  })

  test('waits for the application to report the end, which only its own service may', async () => {
    const { begin, becomes, outbound, service, account, addService, paths } = await setup(engine, {
      '/first': () => 202,
      '/final': () => '',
    })
    const reference = await begin()
    const other = await addService(service.accountId, 'other')
    await vi.waitFor(async () => expect((await outbound.queues.get(account, service)).running).toBe(1))
    await vi.waitFor(() => expect(paths()).toEqual(['/first']))
    expect(await outbound.workers.report(other.caller, INSTANCE, { code: 1 })).toBe(false)
    expect(await outbound.workers.report(service.caller, 'nonsense', { code: 1 })).toBe(false)
    expect(await outbound.workers.report(service.caller, INSTANCE, { code: 9 })).toBe(true)
    await becomes(reference, 'COMPLETED 9')
    expect(await outbound.workers.report(service.caller, INSTANCE, { code: 8 })).toBe(false)
    expect(paths()).toEqual(['/first', '/final'])
  })

  test('takes an end that is reported before the page has even answered', async () => {
    const world = await setup(engine, {
      '/first': async () => {
        expect(await world.outbound.workers.report(world.service.caller, INSTANCE, { why: 'engaged' })).toBe(true)
        return 202
      },
      '/final': () => '',
    })
    await world.becomes(await world.begin(), 'COULDNOTRUN engaged')
    expect(world.paths()).toEqual(['/first', '/final'])
  })

  test('gives up on an application that never reports', async () => {
    const { begin, becomes, clock, queue, paths } = await setup(
      engine,
      { '/first': () => 202, '/final': () => '' },
      { runLimitMs: 60_000 },
    )
    const reference = await begin()
    await becomes(reference, 'RUNNING')
    await vi.waitFor(() => expect(paths()).toEqual(['/first']))
    await vi.waitFor(async () => {
      const [job] = await queue.jobs.byReference([reference])
      expect(job?.parked).toBe(true)
    })
    clock.advance(60_000)
    await becomes(reference, 'COULDNOTRUN the application did not report the end in time')
    expect(paths()).toEqual(['/first', '/final'])
  })

  test('asks the final page again when it fails, some times', async () => {
    const { begin, becomes, clock, queue, paths } = await setup(engine, { '/first': () => '', '/final': () => 503 })
    const reference = await begin()
    const finals = () => paths().filter((path) => path === '/final').length
    for (let n = 1; n <= 4; n++) {
      await vi.waitFor(async () => {
        const [job] = await queue.jobs.byReference([reference])
        expect([finals(), job?.parked]).toEqual([n, true])
      })
      clock.advance(500_000)
    }
    await becomes(reference, 'COMPLETED 0')
    expect(finals()).toBe(5)
  })

  test.each([
    ['fail', 'COULDNOTRUN worker lost', ['/first', '/final']],
    ['repeat', 'COMPLETED 3', ['/first', '/first', '/final']],
  ] as const)('when the process dies while a page is asked: %s', async (onLost, end, paths) => {
    const asking = Promise.withResolvers<void>()
    const never = Promise.withResolvers<number>()
    let died = false
    const world = await setup(
      engine,
      {
        '/first': () => {
          if (died) return JSON.stringify({ return_code: 3 })
          asking.resolve()
          return never.promise
        },
        '/final': () => '',
      },
      { onLost },
    )
    const reference = await world.begin()
    await asking.promise
    died = true
    // Somebody else has its name, as after a restart; a purge meanwhile does not take what has begun.
    await world.queue.work.register('one', 1000)
    await world.janitor.recover()
    expect((await world.outbound.queues.purge(world.account, world.service)).purge.count).toBe(0)
    await world.open('one').start()
    await world.becomes(reference, end)
    expect(world.paths()).toEqual(paths)
    never.resolve(500)
  })

  test('a start whose page was not asked yet when the process stops waits in its place, as if it had not begun', async () => {
    const world = await setup(engine, { '/first': () => JSON.stringify({ return_code: 3 }), '/final': () => '' })
    const { outbound, service, account, queue, work, read, paths } = world
    const now = read.jobs.now
    // The last thing that is asked of the database before the page.
    read.jobs.now = async () => {
      if (runs) await work.halt()
      return now()
    }
    let runs = false
    const insert = vi.spyOn(read.outbound.services, 'get')
    insert.mockImplementationOnce(async (id) => {
      runs = true
      insert.mockRestore()
      return read.outbound.services.get(id)
    })
    const reference = await outbound.starts.start(service.caller, service, { to: 'sip:a@example.com' })
    await work.start()
    await vi.waitFor(() => expect(runs).toBe(true))
    await work.stop()
    read.jobs.now = now
    expect(paths()).toEqual([])
    const [job] = await queue.jobs.byReference([reference])
    expect(job).toMatchObject({ state: 'waiting', attempt: 0, note: null })
    expect(await read.outbound.runs.get(job!.id)).toBeUndefined()
    await world.open('two').start()
    await world.becomes(reference, 'COMPLETED 3')
    expect(paths()).toEqual(['/first', '/final'])
    expect(await outbound.queues.get(account, service)).toMatchObject({ waiting: 0, running: 0 })
  })
})
