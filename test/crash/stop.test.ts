import { once } from 'node:events'
import { copyFileSync, mkdirSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, connect, createServer as createListener, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { systemClock } from '../../src/base/clock.ts'
import { readDemo } from '../../src/demo/seed.ts'
import type { DemoCredentials } from '../../src/demo/stores.ts'
import { startFake } from '../../src/fake-panels/fake-server.ts'
import { parseFaults } from '../../src/fake-panels/fault.ts'
import { makeFakeWhm, WHM_TOKEN } from '../../src/fake-panels/whm/whm.ts'
import type { OutboundServiceConfig } from '../../src/outbound/services/service.ts'
import { BLANK_SERVICE } from '../../src/services/blank.ts'
import { demonstration, startApp } from '../support/app.ts'
import { startServer } from '../support/command.ts'
import { forEachEngine, type Place, shareOf } from '../support/databases.ts'
import { PASSWORD } from '../support/outbound.ts'

const STOPPING = /stopping when the open requests have ended/

const serve = ({ dataDir, url }: Place, ...more: string[]) =>
  startServer([
    ...[
      '--data-dir',
      dataDir,
      '--outgoing-allow',
      '127.0.0.1',
      '--outbound-allow',
      '127.0.0.1',
      '--log-level',
      'error',
    ],
    ...(url ? ['--database-url', url] : []),
    ...more,
  ])

/** An application whose first page answers once it is let. It tells who was called on each page, each time. */
async function openApplication() {
  const asked: { path: string; to: string }[] = []
  const waiting = new Set<() => void>()
  let answers = false
  const heard = new EventTarget()
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url!, 'http://application')
    asked.push({ path: pathname, to: JSON.parse(searchParams.get('instance_info')!).this_call.call_to })
    const answer = () => response.end('{"return_code":5}')
    if (answers || pathname === '/final') answer()
    else waiting.add(answer)
    heard.dispatchEvent(new Event('asked'))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const page = (path: string) =>
    ({ address: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, method: 'GET' }) as const
  const askedAt = (path: string) => asked.filter((one) => one.path === path).map(({ to }) => to)
  return {
    pages: { firstPage: page('/first'), finalPage: page('/final') },
    askedAt,
    answer() {
      answers = true
      for (const answer of waiting) answer()
    },
    async until(path: string, times: number): Promise<void> {
      while (askedAt(path).length < times) await once(heard, 'asked')
    },
  }
}

/** A service of which four run at once, and so many starts of it that wait. */
async function prepare(place: Place, starts: number, config: Partial<OutboundServiceConfig>, username = 'bob') {
  const app = await startApp(place)
  const { outbound } = app.provisor.domain
  const { account } = await outbound.accounts.create(SYSTEM, { cloudId: '1-2-0', username })
  const { service } = await outbound.services.put(
    SYSTEM,
    { accountId: account.id, name: 'pages' },
    { kind: 'rest', password: PASSWORD, concurrency: 4, ...config },
  )
  const calls = Array.from({ length: starts }, (_, n) => ({ to: `sip:${n}@example.com` }))
  const references = await outbound.starts.startMany(SYSTEM, service, calls)
  await app.close()
  return { references, called: calls.map(({ to }) => to) }
}

async function statusesOf(place: Place, references: string[]): Promise<string[]> {
  const app = await startApp(place)
  const statuses = await app.provisor.domain.outbound.starts.status(SYSTEM, references)
  await app.close()
  return statuses.map((start) => `${start?.status} ${start?.detail}`.trim())
}

/** A service that is to be set up on a fake WHM at this port; its id. */
async function addPendingService(place: Place, port: number): Promise<number> {
  const { provisor, close } = await startApp(place)
  const { catalog } = provisor.domain
  const server = await catalog.servers.create(SYSTEM, {
    ...{ name: 'Juno', hostname: '127.0.0.1', ipAddress: '127.0.0.1', port, secure: false },
    ...{ module: 'cpanel', username: 'root', accessHash: WHM_TOKEN, settings: { settleSeconds: '1' } },
  })
  const product = await catalog.products.create(SYSTEM, {
    ...{ groupId: 1, payType: 'free', module: 'cpanel', name: 'Good', moduleSettings: { 1: 'starter' } },
  })
  const id = await provisor.transaction((tx) =>
    tx.services.insert(
      {
        ...{ ...BLANK_SERVICE, clientId: 2, serverId: server.id, status: 'Pending', productId: product.id },
        ...{ domain: 'stopped.example.com', username: 'stopped', paymentMethod: 'paypal', billingCycle: 'free' },
        passwordSealed: provisor.secrets.seal('Secret-123456'),
      },
      tx.at,
    ),
  )
  await close()
  return id
}

async function ask(place: Place, url: string, path: string, body?: object) {
  const { token } = readDemo(place.dataDir) as DemoCredentials
  const answer = await fetch(`${url}/api/v1${path}`, {
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  })
  return (await answer.json()) as Record<string, unknown>
}

forEachEngine((engine) => {
  test('a server that is told to stop begins nothing more and loses nothing, also before it leaves', async () => {
    const { pages, askedAt, until, answer } = await openApplication()
    const place = await engine.fresh()
    const { references, called } = await prepare(place, 24, pages)

    const first = await serve(place, '--drain-seconds', '1')
    await until('/first', 4)
    first.signal('SIGTERM')
    await first.says(STOPPING)
    // Four places are free again while it still answers requests, and nobody takes them.
    answer()
    expect(await first.ended).toMatchObject({ code: 0 })
    expect(askedAt('/first')).toHaveLength(4)
    expect((await statusesOf(place, references)).sort()).toEqual([
      ...Array.from({ length: 4 }, () => 'COMPLETED 5'),
      ...Array.from({ length: 20 }, () => 'QUEUED'),
    ])

    const second = await serve(place)
    await until('/final', 24)
    expect(await second.stop()).toMatchObject({ code: 0 })
    expect(askedAt('/first').toSorted()).toEqual(called.toSorted())
    expect(new Set(await statusesOf(place, references))).toEqual(new Set(['COMPLETED 5']))
  })

  const shared = shareOf(engine, ['unknown', 'pages'])
  test.runIf(shared.includes('pages'))('pages that do not answer in time end as their services say', async () => {
    const [careful, repeated] = [await openApplication(), await openApplication()]
    const place = await engine.fresh()
    const failing = await prepare(place, 1, { ...careful.pages, onLost: 'fail' })
    const repeating = await prepare(place, 1, { ...repeated.pages, onLost: 'repeat' }, 'carol')
    const both = [careful, repeated]
    const first = await serve(place, '--stop-seconds', '3')
    for (const { until } of both) await until('/first', 1)
    expect(await first.stop()).toMatchObject({ code: 0 })
    for (const { answer } of both) answer()
    const second = await serve(place)
    for (const { until } of both) await until('/final', 1)
    expect(await second.stop()).toMatchObject({ code: 0 })
    expect(both.map(({ askedAt }) => askedAt('/first').length)).toEqual([1, 2])
    expect(await statusesOf(place, [...failing.references, ...repeating.references])).toEqual([
      'COULDNOTRUN worker lost',
      'COMPLETED 5',
    ])
  })

  test.runIf(shared.includes('unknown'))(
    'a creation that is under way when the time is up is unknown, and looked for before it is repeated',
    async () => {
      const place = await engine.fresh(demonstration)
      const faults = parseFaults('hang verb=createacct times=1')
      const fake = await startFake(makeFakeWhm({ clock: systemClock }), { clock: systemClock, faults, seed: 219 })
      onTestFinished(() => fake.goDown())
      const creations = () => fake.journal.filter(({ verb }) => verb === 'createacct')
      const id = await addPendingService(place, fake.port)

      const hangs = fake.hanging()
      const first = await serve(place, '--stop-seconds', '3', '--command-seconds', '0')
      await ask(place, first.url, `/services/${id}/module-commands`, { command: 'create' })
      await hangs
      expect(await first.stop()).toMatchObject({ code: 0 })

      const app = await startApp(place)
      const entries = await app.provisor.domain.moduleQueue.list(SYSTEM, {})
      await app.close()
      expect(entries.filter(({ serviceType, serviceId }) => serviceType === 'service' && serviceId === id)).toEqual([
        expect.objectContaining({ failureClass: 'unknown', lastError: 'The server was stopped before an answer came' }),
      ])

      const second = await serve(place)
      const status = async () => (await ask(place, second.url, `/services/${id}`)).status
      await expect.poll(status, { timeout: 20_000 }).toBe('Active')
      expect(await second.stop()).toMatchObject({ code: 0 })
      expect(creations()).toHaveLength(1)
    },
  )

  if (engine.name !== 'postgres') return
  test('what one node does not end in time, another one has at once', async () => {
    const { pages, askedAt, until, answer } = await openApplication()
    const place = await engine.fresh()
    const { references } = await prepare(place, 8, { ...pages, onLost: 'repeat' })
    const first = await serve(place, '--stop-seconds', '3')
    await until('/first', 4)
    const dataDir = `${place.dataDir}/other`
    mkdirSync(dataDir)
    copyFileSync(`${place.dataDir}/secret.key`, `${dataDir}/secret.key`)
    const second = await serve({ ...place, dataDir })
    expect(await first.stop()).toMatchObject({ code: 0 })
    answer()
    await until('/final', 8)
    expect(await second.stop()).toMatchObject({ code: 0 })
    expect(askedAt('/first')).toHaveLength(12)
    expect(new Set(await statusesOf(place, references))).toEqual(new Set(['COMPLETED 5']))
  })

  test.each([
    ['hangs', (line: Line) => line.freeze()],
    ['is gone', (line: Line) => line.cut()],
  ])('a database that %s holds up no stop, which says so', async (_, trouble) => {
    const place = await engine.fresh()
    const line = await openLine(place.url!)
    const server = await serve({ ...place, url: line.url }, '--stop-seconds', '3')
    trouble(line)
    expect(await server.stop()).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^provisor: Stopped, but not in good order: .*(no end within 3 s|PostgreSQL)/m),
    })
  })
})

type Line = Awaited<ReturnType<typeof openLine>>

/** A connection to PostgreSQL that can be interrupted. */
async function openLine(url: string) {
  const target = new URL(url)
  const { port, hostname } = target
  const sockets = new Set<Socket>()
  let isFrozen = false
  const listener = createListener((near) => {
    sockets.add(near)
    if (isFrozen) return void near.on('error', () => {})
    const far = connect(Number(port), hostname)
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket)
      socket.on('error', () => other.destroy()).on('close', () => other.destroy())
      socket.pipe(other)
    }
  })
  const cut = () => {
    listener.close()
    for (const socket of sockets) socket.destroy()
  }
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  onTestFinished(cut)
  target.port = String((listener.address() as AddressInfo).port)
  target.hostname = '127.0.0.1'
  return {
    url: target.href,
    cut,
    /** Nothing comes through any more, over new connections either, and nobody is told. */
    freeze() {
      isFrozen = true
      for (const socket of sockets) {
        socket.unpipe()
        socket.pause()
      }
    },
  }
}
