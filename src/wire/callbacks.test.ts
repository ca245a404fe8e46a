import { expect, onTestFinished, test } from 'vitest'
import { type Engine, forEachEngine } from '../../test/support/databases.ts'
import { ask, listen } from '../../test/support/listening.ts'
import { SYSTEM } from '../access/actor.ts'
import { parseWebhookSecrets, signWebhook } from '../base/webhook-signature.ts'
import { usualDomain } from '../demo/usual.ts'
import { startFake } from '../fake-panels/fake-server.ts'
import { makeFakeWebhook, type Send, WEBHOOK_SECRET } from '../fake-panels/webhook/webhook.ts'

const KEYS = parseWebhookSecrets(WEBHOOK_SECRET)!
const PUBLIC = 'https://provisor.example.com'

type Sent = { url: string; headers: Record<string, string>; body: string }

/** A server that listens, with a receiver that takes its time and calls back, and a service on it that is being set up. */
async function openWithReceiver(engine: Engine) {
  const app = await listen({ outgoingAllow: '127.0.0.1', publicUrl: `${PUBLIC}/`, commandSeconds: '0' }, engine)
  const { clock, provisor } = app
  const sent: Sent[] = []
  const send: Send = (url, headers, body) => sent.push({ url, headers, body })
  const fake = await startFake(makeFakeWebhook({ clock, send }), { clock })
  onTestFinished(() => fake.goDown())
  const { catalog, services, modules, moduleQueue } = provisor.domain
  const server = await catalog.servers.create(SYSTEM, {
    ...{ name: 'Receiver', module: 'webhook' },
    settings: { url: `${fake.url}/provisor`, secret: WEBHOOK_SECRET },
  })
  await catalog.products.update(SYSTEM, 2, { module: 'webhook', moduleSettings: { 1: 'starter' } })
  const id = (await services.list(SYSTEM, { productId: 2, status: 'Pending' }, { offset: 0, limit: 1 })).rows[0]!.id
  await services.update(SYSTEM, id, { serverId: server.id, username: 'callme' })
  await provisor.background.provisioning.start()
  const item = { type: 'service', id } as const
  const settled = async (holds: () => Promise<boolean>) => {
    const stop = performance.now() + 20_000
    while (!(await holds())) {
      if (performance.now() > stop) throw new Error('It never came to be')
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }

  return {
    ...app,
    fake,
    sent,
    settled,
    id,
    /** Until the receiver is at work on it, and we wait for its call. */
    async create() {
      await expect(modules.create(SYSTEM, item)).rejects.toMatchObject({ code: 'still_going_on' })
      await settled(async () => (await provisor.read.operations.since([item], 0))[0]?.looking === true)
    },
    status: async () => (await services.get(SYSTEM, id)).status,
    queue: () => moduleQueue.list(SYSTEM, { serviceType: 'service', relatedId: id }),
    call: (path: string, { headers, body }: Pick<Sent, 'headers' | 'body'>) =>
      ask(app, { method: 'POST', path, headers, body }),
  }
}

type Opened = Awaited<ReturnType<typeof openWithReceiver>>

const signed = ({ clock }: Pick<Opened, 'clock'>, id: string, said: object, keys = KEYS) => {
  const body = JSON.stringify(said)
  return { headers: { 'content-type': 'application/json', ...signWebhook(keys, id, clock.now(), body) }, body }
}

forEachEngine((engine) => {
  test('what a receiver is at work on is no failure, and is done when it calls back, once', async () => {
    const app = await openWithReceiver(engine)
    app.fake.model.seed({ callbacks: true })
    await app.create()
    expect(await app.queue()).toEqual([])
    const [report] = app.sent
    const path = report!.url.slice(PUBLIC.length)
    expect(report!.url).toMatch(/^https:\/\/provisor\.example\.com\/callbacks\/[a-z0-9]+-operation-\d+$/)
    expect(await app.status()).toBe('Pending')
    expect(await app.call(path, report!)).toMatchObject({ status: 204, body: '' })
    expect(await app.status()).toBe('Active')
    // Again, and another end that comes too late: both are answered, and change nothing.
    const events = async () =>
      (await app.provisor.domain.services.history(SYSTEM, app.id, { offset: 0, limit: 1 })).total
    const before = await events()
    const late = { operation_id: path.split('/').at(-1), status: 'failed', code: 'permanent', message: 'No' }
    expect((await app.call(path, report!)).status).toBe(204)
    expect((await app.call(path, signed(app, 'cb_late', late))).status).toBe(204)
    expect(await events()).toBe(before)
    expect(await app.queue()).toEqual([])
  })

  test('an end that says it failed is listed in the receiver’s words, and a repetition of it is not a second failure', async () => {
    const app = await openWithReceiver(engine)
    app.fake.model.seed({ callbacks: true })
    await app.create()
    const path = app.sent[0]!.url.slice(PUBLIC.length)
    const said = {
      operation_id: path.split('/').at(-1),
      status: 'failed',
      code: 'transient',
      message: 'The robot is ill',
    }
    const report = signed(app, 'cb_1', said)
    const both = await Promise.all([app.call(path, report), app.call(path, report)])
    expect(both.map(({ status }) => status)).toEqual([204, 204])
    expect(await app.queue()).toMatchObject([
      { lastError: 'The robot is ill', failureClass: 'transient', retries: 0, held: false },
    ])
    const shown = await app.provisor.domain.moduleQueue.get(SYSTEM, (await app.queue())[0]!.id)
    expect(shown.attempts.map(({ looked, outcome, said }) => [looked, outcome, said])).toEqual([
      [false, 'unknown', 'Accepted'],
      [true, 'transient', 'The robot is ill'],
    ])
    // While it waits to be tried again, the receiver has done it after all.
    const done = signed(app, 'cb_2', { operation_id: said.operation_id, status: 'done', username: 'callme' })
    expect((await app.call(path, done)).status).toBe(204)
    expect(await app.status()).toBe('Active')
    expect(await app.queue()).toEqual([])
  })

  test('nobody is believed who does not sign as the server, and about the operation', async () => {
    const app = await openWithReceiver(engine)
    app.fake.model.seed({ callbacks: true })
    await app.create()
    const path = app.sent[0]!.url.slice(PUBLIC.length)
    const name = path.split('/').at(-1)!
    const done = { operation_id: name, status: 'done' }
    const cases: [path: string, sent: Pick<Sent, 'headers' | 'body'>, status: number, code: string][] = [
      [path, { headers: {}, body: JSON.stringify(done) }, 401, 'callback_refused'],
      [path, { headers: {}, body: '' }, 401, 'callback_refused'],
      [path, signed(app, 'x', done, [Buffer.alloc(32, 1)]), 401, 'callback_refused'],
      [
        path,
        { ...signed(app, 'x', done), body: JSON.stringify({ ...done, username: 'root' }) },
        401,
        'callback_refused',
      ],
      [path, signed(app, 'x', { ...done, operation_id: `${name}1` }), 400, 'callback_refused'],
      [path, signed(app, 'x', []), 400, 'callback_refused'],
      [path, signed(app, 'x', { operation_id: name, status: 'accepted' }), 400, 'callback_refused'],
      [path, signed(app, 'x', { operation_id: name, username: { a: 1 } }), 400, 'callback_refused'],
      [`${path}99`, signed(app, 'x', done), 404, 'not_found'],
      ['/callbacks/other-operation-1', signed(app, 'x', done), 404, 'not_found'],
      ['/callbacks/%00', signed(app, 'x', done), 404, 'not_found'],
    ]
    for (const [to, sent, status, code] of cases) {
      const answer = await app.call(to, sent)
      expect([to, sent.body, answer.status, JSON.parse(answer.body).code]).toEqual([to, sent.body, status, code])
    }
    const old = signed(app, 'x', done)
    app.clock.advance(301_000)
    expect(await app.call(path, old)).toMatchObject({ status: 401, body: expect.stringContaining('five minutes') })
    expect((await app.call(path, signed(app, 'x', { ...done, message: 'x'.repeat(70_000) }))).status).toBe(413)
    expect((await ask(app, { method: 'GET', path })).status).toBe(404)
    expect(await app.status()).toBe('Pending')
  })

  test('a transfer that takes its time is pending at the registrar, and stands in nobody’s way', async () => {
    const app = await openWithReceiver(engine)
    app.fake.model.seed({ callbacks: true })
    const { provisor } = app
    const { domains, modules, lanes } = provisor.domain
    const name = { ...usualDomain, clientId: 1, kind: 'Transfer', status: 'Pending', registrar: 'webhook' } as const
    const [slow, quick] = await provisor.transaction(async (tx) => [
      await tx.domains.insert(
        { ...name, name: 'slow.example.com', eppCodeSealed: provisor.secrets.seal('auth') },
        tx.at,
      ),
      await tx.domains.insert({ ...name, kind: 'Register', name: 'quick.example.com' }, tx.at),
    ])
    const item = (id: number) => ({ type: 'domain', id }) as const
    await expect(modules.transfer(SYSTEM, item(slow!))).rejects.toMatchObject({ code: 'still_going_on' })
    await app.settled(async () => (await domains.get(SYSTEM, slow!)).status === 'Pending Transfer')
    expect(await provisor.domain.moduleQueue.list(SYSTEM, { serviceType: 'domain', module: 'webhook' })).toEqual([])
    const lane = (await lanes.list(SYSTEM)).find(({ waiting }) => waiting === 1)
    expect(lane).toMatchObject({ running: 0, breaker: 'closed' })

    app.fake.model.seed({ callbacks: false })
    await modules.register(SYSTEM, item(quick!)).catch(() => {})
    await app.settled(async () => (await domains.get(SYSTEM, quick!)).status === 'Active')
    const report = app.sent.find(({ body }) => body.includes('slow') || body.includes('expires_on'))!
    expect((await app.call(report.url.slice(PUBLIC.length), report)).status).toBe(204)
    expect(await domains.get(SYSTEM, slow!)).toMatchObject({ status: 'Active', expiresOn: expect.any(String) })
  })
})
