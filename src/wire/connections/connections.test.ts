import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import { connect as connectTls } from 'node:tls'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { tlsFile } from '../../../test/support/tls/files.ts'
import { makeLog } from '../../base/log.ts'
import { makeHttp } from '../http.ts'
import type { ConnectionLimits } from './connections.ts'

const LIMITS = { total: 0, perAddress: 0, headMs: 20_000, bytesPerSecond: 1024 }
const WINDOW_MS = 30_000
const LARGE = 24 * 1024 * 1024
const ca = readFileSync(tlsFile('cert.pem'))

type Served = Awaited<ReturnType<typeof serve>>

/** A listener with a route for each way of answering. */
async function serve(isTls: boolean, limits: Partial<ConnectionLimits> = {}, host = '127.0.0.1') {
  const logged: Record<string, unknown>[] = []
  const waiting = new Set<() => void>()
  const http = makeHttp({
    log: makeLog({ destination: { write: (line) => logged.push(JSON.parse(line)) } }),
    limits: { ...LIMITS, ...limits },
    forms: [],
    bodyLimitMb: 16,
    trustedProxies: [],
    tls: isTls ? { cert: tlsFile('cert.pem'), key: tlsFile('key.pem') } : undefined,
    paths: [],
  })
  // One who takes a body when he is told to.
  http.register(async (app) => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', (_request, body, done) => done(null, body))
    app.post('/later', async ({ raw }) => {
      await new Promise<void>((resolve) => waiting.add(resolve))
      let size = 0
      for await (const piece of raw) size += piece.length
      return String(size)
    })
  })
  let aborted = 0
  http.get('/whole', (_request, reply) => reply.send(Buffer.alloc(LARGE)))
  http.get('/stream', (_request, reply) => reply.send(Readable.from(pieces(), { objectMode: false })))
  http.get('/hijacked', (_request, reply) => {
    reply.hijack()
    reply.raw.write(Buffer.alloc(LARGE))
    reply.raw.end()
  })
  http.get('/wait', async () => {
    await new Promise<void>((resolve) => waiting.add(resolve))
    return 'waited'
  })
  http.register(async (app) => {
    app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body))
    app.post('/echo', async ({ body }) => body)
  })
  http.addHook('onRequestAbort', (_request, done) => {
    aborted++
    done()
  })
  await http.listen({ host, port: 0 })
  onTestFinished(async () => {
    http.server.closeAllConnections()
    await http.close()
  })
  const from: { address?: string | undefined } = {}
  for (const event of ['connection', 'secureConnection'])
    http.server.prependListener(event, (socket: Socket) => {
      if (from.address) Object.defineProperty(socket, 'remoteAddress', { value: from.address })
    })
  const { port } = http.server.address() as AddressInfo
  return {
    ...{ http, port, logged, isTls, from },
    aborted: () => aborted,
    look: http.connections.look,
    answerAll: () => {
      for (const answer of waiting) answer()
    },
    waiting: () => waiting.size,
  }
}

async function* pieces() {
  for (let sent = 0; sent < LARGE; sent += 65_536) yield Buffer.alloc(65_536)
}

/** A bare connection, and what came on it until it was closed. */
async function dial({ port, isTls, http, from }: Served, address?: string) {
  const secured = isTls ? once(http.server, 'secureConnection') : undefined
  from.address = address
  const accepted = once(http.server, 'connection')
  const client = isTls
    ? connectTls({ port, host: '127.0.0.1', ca, servername: 'localhost' })
    : connect(port, '127.0.0.1')
  onTestFinished(() => void client.destroy())
  const heard: Buffer[] = []
  let length = 0
  client.on('data', (bytes: Buffer) => {
    heard.push(bytes)
    length += bytes.length
  })
  let failure: string | undefined
  client.on('error', (cause: NodeJS.ErrnoException) => {
    failure = cause.code
  })
  const end = new Promise<void>((resolve) => client.on('close', () => resolve()))
  const [raw] = (await accepted) as [Socket]
  if (secured) await Promise.race([secured, end])
  return {
    ...{ client, raw },
    length: () => length,
    text: () => Buffer.concat(heard).toString('latin1'),
    end: async () => {
      await end
      return failure ?? Buffer.concat(heard).toString('latin1')
    },
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await turn()
}

const get = (path: string, version = '1.1') => `GET ${path} HTTP/${version}\r\nHost: x\r\n\r\n`
const HEAD_OF_BODY = 'POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n'

describe.each([
  ['plain', false],
  ['TLS', true],
])('over %s', (_name, isTls) => {
  test('who says nothing is let go after a minute, without a word', async () => {
    const served = await serve(isTls)
    const { raw, end } = await dial(served)
    served.look(59_000)
    await turn()
    expect(raw.destroyed).toBe(false)
    served.look(2000)
    expect(await end()).toBe('')
  })

  test('a head that is not whole in time is answered 408', async () => {
    const served = await serve(isTls)
    const { client, raw, end } = await dial(served)
    const before = raw.bytesRead
    client.write('GET / HTTP/1.1\r\nHo')
    await until(() => raw.bytesRead > before)
    served.look(1)
    served.look(19_000)
    client.write('st: x\r\n')
    served.look(1000)
    expect(await end()).toMatch(
      /^HTTP\/1.1 408 Request Timeout\r\n(.*\r\n)*connection: close\r\n(.*\r\n)*\r\n{"type":"about:blank"/,
    )
  })

  test('so is that of a later request', async () => {
    const served = await serve(isTls)
    const { client, raw, text, end } = await dial(served)
    client.write(get('/nothing'))
    await until(() => text().includes('not_found'))
    served.look(1)
    const before = raw.bytesRead
    client.write('GET / HTTP/1.1\r\nHo')
    await until(() => raw.bytesRead > before)
    served.look(1)
    served.look(20_000)
    expect(await end()).toMatch(/^HTTP\/1.1 404 .*HTTP\/1.1 408 /s)
  })

  test('who waits for an answer may be silent for ever', async () => {
    const served = await serve(isTls)
    const { client, text } = await dial(served)
    client.write(get('/wait'))
    await until(() => served.waiting() === 1)
    for (let times = 0; times < 10; times++) served.look(60_000)
    served.answerAll()
    await until(() => text().endsWith('waited'))
  })

  test('a body that drips is answered 408, and its handler hears that the sender is gone', async () => {
    const served = await serve(isTls)
    const { client, raw, end } = await dial(served)
    const before = raw.bytesRead
    client.write(HEAD_OF_BODY)
    client.write('{')
    await until(() => raw.bytesRead > before + HEAD_OF_BODY.length)
    served.look(1)
    served.look(WINDOW_MS)
    expect(await end()).toMatch(/^HTTP\/1.1 408 .*The body came too slowly/s)
    await until(() => served.aborted() === 1)
    expect(served.logged).toMatchObject([{ level: 'warn', path: '/echo', msg: 'request cut: it comes too slowly' }])
  })

  test('a body that we do not take yet is not slow, however long that is', async () => {
    const served = await serve(isTls)
    const { client, raw, text } = await dial(served)
    const size = 8 * 1024 * 1024
    client.write(`POST /later HTTP/1.1\r\nHost: x\r\nContent-Type: a/b\r\nContent-Length: ${size}\r\n\r\n`)
    client.write(Buffer.alloc(size))
    await until(() => served.waiting() === 1)
    for (let still = 0, read = -1; still < 200; still++, read = raw.bytesRead) {
      await turn()
      if (raw.bytesRead !== read) still = 0
    }
    expect(raw.bytesRead).toBeLessThan(size)
    for (let times = 0; times < 10; times++) served.look(WINDOW_MS)
    served.answerAll()
    await until(() => text().endsWith(String(size)))
  })

  test.each(['/whole', '/stream', '/hijacked'])('an answer that nobody reads is cut: %s', async (path) => {
    const served = await serve(isTls)
    const { client, raw, end } = await dial(served)
    client.pause()
    client.write(get(`${path}?secret=1`, '1.0'))
    await until(() => queued(raw) > 0)
    served.look(1)
    served.look(WINDOW_MS)
    served.look(1)
    await until(() => raw.destroyed)
    client.resume()
    // Reset, not ended: to HTTP/1.0 the end of the connection would be that of the document.
    if (!isTls) expect(await end()).toBe('ECONNRESET')
    expect(served.logged).toMatchObject([{ level: 'warn', path, msg: 'answer cut: nobody reads it' }])
    expect(served.http.connections.endings.get('slow_reader')).toBe(1)
  })

  test('one that is read slowly, but read, is whole', async () => {
    const served = await serve(isTls)
    const { client, raw, length } = await dial(served)
    client.pause()
    client.write(get('/whole'))
    await until(() => queued(raw) > 0)
    for (let left = queued(raw); left > 0; left = queued(raw)) {
      served.look(WINDOW_MS)
      client.resume()
      await until(() => queued(raw) < left)
      client.pause()
    }
    client.resume()
    await until(() => length() > LARGE)
    expect(served.logged).toEqual([])
  })

  test('is counted until it is closed', async () => {
    const served = await serve(isTls)
    const connections = [await dial(served), await dial(served)]
    expect(served.http.connections.open()).toBe(2)
    for (const { client } of connections) client.destroy()
    await until(() => served.http.connections.open() === 0)
  })

  test('one too many from an address is closed at once, and told of once', async () => {
    const served = await serve(isTls, { perAddress: 2 })
    const stranger = '203.0.113.7'
    const [first, second] = [await dial(served, stranger), await dial(served, stranger)]
    expect([first.raw.destroyed, second.raw.destroyed]).toEqual([false, false])
    for (let times = 0; times < 3; times++) {
      const { raw, end } = await dial(served, stranger)
      await end()
      expect(raw.destroyed).toBe(true)
    }
    const other = await dial(served, '203.0.113.8')
    expect(other.raw.destroyed).toBe(false)
    expect(served.logged).toMatchObject([{ address: stranger, level: 'warn' }])
    expect(served.http.connections.endings.get('refused')).toBe(3)
    first.client.destroy()
    await until(() => first.raw.destroyed && served.http.connections.open() === 2)
    expect((await dial(served, stranger)).raw.destroyed).toBe(false)
  })
})

test('a TLS handshake has no longer than a head, however it drips', async () => {
  const served = await serve(true)
  const accepted = once(served.http.server, 'connection')
  const client = connect(served.port, '127.0.0.1')
  client.on('error', () => {})
  const [raw] = (await accepted) as [Socket]
  const hello = Buffer.from('16030100c8010000c40303', 'hex')
  for (const byte of hello) {
    const before = raw.bytesRead
    client.write(Buffer.of(byte))
    await until(() => raw.bytesRead > before)
    served.look(2500)
    if (raw.destroyed) break
  }
  expect(raw.destroyed).toBe(true)
  expect(served.http.connections.endings.get('late_head')).toBe(1)
})

test('requests in a row on one connection are answered in their order, until there are too many', async () => {
  const served = await serve(false)
  const few = await dial(served)
  few.client.write(get('/wait') + get('/nothing').repeat(50))
  await until(() => served.waiting() === 1)
  served.answerAll()
  await until(() => few.text().split('HTTP/1.1 404').length === 51)
  expect(few.text()).toMatch(/^HTTP\/1.1 200 /)
  const many = await dial(served)
  many.client.write(get('/wait') + get('/wait').repeat(500))
  expect(await many.end()).toBe('ECONNRESET')
  expect(served.waiting()).toBeLessThanOrEqual(102)
  served.answerAll()
})

test('a request that is in order is answered, whatever comes behind it', async () => {
  const served = await serve(false)
  const { client, end } = await dial(served)
  client.write(`${get('/wait')}what is this\r\n\r\n`)
  await until(() => served.waiting() === 1)
  await turn()
  served.answerAll()
  expect(await end()).toMatch(/^HTTP\/1.1 200 .*waited$/s)
})

test('nobody is slow for a time in which the process stood still', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const served = await serve(false)
  const { client, raw } = await dial(served)
  client.write('GET / HTTP/1.1\r\n')
  await until(() => raw.bytesRead > 0)
  const clock = vi.spyOn(performance, 'now')
  onTestFinished(() => clock.mockRestore())
  const tick = (seconds: number) => {
    clock.mockReturnValue((performance.now() || 0) + seconds * 1000)
    vi.advanceTimersByTime(1000)
  }
  tick(1)
  for (const seconds of [3600, 1, 3600]) tick(seconds)
  expect(raw.destroyed).toBe(false)
  for (let times = 0; times < 20; times++) tick(1)
  expect(raw.writableEnded).toBe(true)
})

test('every address of localhost is watched', async () => {
  const served = await serve(false, {}, 'localhost')
  for (const { address, port } of served.http.addresses() as AddressInfo[]) {
    const client = connect(port, address)
    onTestFinished(() => void client.destroy())
    await once(client, 'connect')
  }
  await until(() => served.http.connections.open() === served.http.addresses().length)
})

/** What the kernel has not taken yet. */
const queued = (raw: Socket): number =>
  (raw as unknown as { _handle: { writeQueueSize: number } | null })._handle?.writeQueueSize ?? 0
