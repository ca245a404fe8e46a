import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { makeCertificate } from '../../test/support/certificates.ts'
import type { CallFailed } from './call-failed.ts'
import { makeGuardedHttp, type OutgoingCall } from './guarded-http.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

const client = makeGuardedHttp({ allow: ['127.0.0.0/8'] })
const elsewhere = (address: string) =>
  makeGuardedHttp({ allow: ['127.0.0.0/8'], resolve: async () => [{ address, family: 4 }] })

test('an answer is whole: status, reason phrase, headers and body, whatever the status', async () => {
  const url = await serve((_, answer) => {
    answer
      .writeHead(500, 'storage is not available', { 'X-Panel': 'a', 'Set-Cookie': ['b=1', 'c=2'] })
      .end('{"data":null}')
  })
  const { body, ...answer } = await client.send({ method: 'GET', url })
  expect(answer).toMatchObject({
    status: 500,
    reason: 'storage is not available',
    headers: { 'x-panel': 'a', 'set-cookie': 'b=1, c=2' },
  })
  expect(body.toString()).toBe('{"data":null}')
})

test('the request arrives as it was meant', async () => {
  const url = await serve(async (request, answer) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    answer.end(JSON.stringify([request.method, request.url, request.headers, Buffer.concat(chunks).toString()]))
  })
  const sent = { method: 'POST', url: `${url}/a%20b?x=1#part`, headers: { authorization: 'whm root:t' }, body: 'ä=1' }
  const [method, path, headers, body] = JSON.parse((await client.send(sent)).body.toString())
  expect([method, path, body]).toEqual(['POST', '/a%20b?x=1', 'ä=1'])
  expect(headers).toMatchObject({
    host: new URL(url).host,
    authorization: 'whm root:t',
    'content-length': '4',
    connection: 'close',
  })
})

test('a redirect is an answer, and nobody goes there', async () => {
  const visits: string[] = []
  const url = await serve(({ url: path }, answer) => {
    visits.push(path ?? '')
    answer.writeHead(302, { location: '/login' }).end()
  })
  expect(await client.send({ method: 'GET', url })).toMatchObject({ status: 302, headers: { location: '/login' } })
  expect(visits).toEqual(['/'])
})

describe('where a call may go', () => {
  test.each([
    'http://127.0.0.1:9',
    'http://[::1]:9',
    'http://169.254.169.254/latest',
    'http://0x7f000001:9',
    'http://2130706433:9',
  ])('%s is not called unless the operator allows it', async (url) => {
    expect(await failureOf(makeGuardedHttp().send({ method: 'GET', url }))).toMatchObject({
      kind: 'forbidden-address',
      stage: 'unsent',
    })
  })

  test('a name is judged by what it resolves to', async () => {
    const url = await serve((_, answer) => answer.end('in'))
    const named = url.replace('127.0.0.1', 'panel.example.com')
    expect((await elsewhere('127.0.0.1').send({ method: 'GET', url: named })).body.toString()).toBe('in')
    const guarded = makeGuardedHttp({ resolve: async () => [{ address: '127.0.0.1', family: 4 }] })
    expect(await failureOf(guarded.send({ method: 'GET', url: named }))).toMatchObject({
      kind: 'forbidden-address',
      message: expect.stringContaining('127.0.0.1 is not a public address'),
    })
  })

  test('a name is looked up once: an answer that changes afterwards leads nowhere else', async () => {
    const url = await serve((_, answer) => answer.end('the one that was checked'))
    let lookups = 0
    const changing = makeGuardedHttp({
      allow: ['127.0.0.1'],
      resolve: async () => [{ address: lookups++ === 0 ? '127.0.0.1' : '127.0.0.2', family: 4 }],
    })
    const { body } = await changing.send({ method: 'GET', url: url.replace('127.0.0.1', 'rebinding.example.com') })
    expect([body.toString(), lookups]).toEqual(['the one that was checked', 1])
  })

  test('of several addresses only the permitted ones are used', async () => {
    const { port } = await started(
      createHttpServer(({ socket }, answer) => answer.end(socket.localAddress)),
      '0.0.0.0',
    )
    const addresses = ['127.0.0.2', '127.0.0.1'].map((address) => ({ address, family: 4 }))
    const mixed = makeGuardedHttp({ allow: ['127.0.0.1'], resolve: async () => addresses })
    const { body } = await mixed.send({ method: 'GET', url: `http://mixed.example.com:${port}/` })
    expect(body.toString()).toBe('127.0.0.1')
  })

  test.each([
    ['ftp://example.com/', 'http:// or https://'],
    ['example.com', 'http:// or https://'],
    ['https://root:secret@example.com/', 'without credentials'],
  ])('%s is no URL to call', async (url, words) => {
    const failure = await failureOf(client.send({ method: 'GET', url }))
    expect(failure).toMatchObject({ kind: 'request', stage: 'unsent', message: expect.stringContaining(words) })
    expect(failure.message).not.toContain('secret')
  })

  test('a header that would become two is not sent', async () => {
    const url = await serve((_, answer) => answer.end())
    const call = { method: 'GET', url, headers: { authorization: 'a\r\nx-admin: 1' } }
    expect(await failureOf(client.send(call))).toMatchObject({ kind: 'request', stage: 'unsent' })
  })
})

describe('before the request is written nothing can have happened', () => {
  test('nobody listens', async () => {
    const url = await serve(() => {})
    for (const close of closing.splice(0)) close()
    expect(await failureOf(client.send({ method: 'POST', url }))).toMatchObject({ kind: 'connection', stage: 'unsent' })
  })

  test('a name does not resolve', async () => {
    const lost = makeGuardedHttp({
      resolve: () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })),
    })
    expect(await failureOf(lost.send({ method: 'GET', url: 'https://panel.example.com:2087/' }))).toMatchObject({
      kind: 'name',
      stage: 'unsent',
      message: 'Looking up panel.example.com: ENOTFOUND',
    })
  })

  test('a handshake takes too long, or is cut', async () => {
    const silent = await listen(() => {})
    expect(await failureOf(client.send({ method: 'POST', url: silent, connectMs: 20 }))).toMatchObject({
      kind: 'timeout',
      stage: 'unsent',
    })
    const rude = await listen((socket) => socket.destroy())
    expect(await failureOf(client.send({ method: 'POST', url: rude }))).toMatchObject({
      kind: 'connection',
      stage: 'unsent',
    })
  })

  test('what listens there does not speak TLS', async () => {
    const plain = await serve((_, answer) => answer.end())
    const url = plain.replace('http:', 'https:')
    expect(await failureOf(client.send({ method: 'POST', url }))).toMatchObject({ kind: 'tls', stage: 'unsent' })
  })

  test('nobody wants the answer any more', async () => {
    const signal = AbortSignal.abort()
    expect(await failureOf(client.send({ method: 'POST', url: 'http://127.0.0.1:9', signal }))).toMatchObject({
      kind: 'aborted',
      stage: 'unsent',
    })
  })
})

describe('after the request is written the other side may have acted', () => {
  test.each<[string, RequestListener]>([
    ['without a byte', (request) => request.socket.destroy()],
    [
      'in the middle of the answer',
      (_, answer) => answer.writeHead(200, { 'content-length': 10 }).write('12', () => answer.destroy()),
    ],
  ])('the connection ends %s', async (_, listener) => {
    const url = await serve(listener)
    expect(await failureOf(client.send({ method: 'POST', url }))).toMatchObject({ kind: 'lost', stage: 'sent' })
  })

  test.each<[string, RequestListener]>([
    ['nothing comes', () => {}],
    ['an answer drips', (_, answer) => answer.writeHead(200).write('a little')],
  ])('%s within the time limit', async (_, listener) => {
    const url = await serve(listener)
    expect(await failureOf(client.send({ method: 'POST', url, answerMs: 20 }))).toMatchObject({
      kind: 'timeout',
      stage: 'sent',
    })
  })

  test('nobody wants the answer any more', async () => {
    const wanted = new AbortController()
    const url = await serve(() => wanted.abort())
    expect(await failureOf(client.send({ method: 'POST', url, signal: wanted.signal }))).toMatchObject({
      kind: 'aborted',
      stage: 'sent',
    })
  })

  test('the answer is not HTTP', async () => {
    const url = (await listen((socket) => socket.end('SSH-2.0-OpenSSH\r\n'))).replace('https:', 'http:')
    expect(await failureOf(client.send({ method: 'POST', url }))).toMatchObject({ kind: 'protocol', stage: 'sent' })
  })

  test('the answer has no end', async () => {
    const url = await serve((_, answer) => {
      const more = () => answer.write(Buffer.alloc(1000), (failure) => failure || more())
      more()
    })
    expect(await failureOf(client.send({ method: 'GET', url, maxAnswerBytes: 5000 }))).toMatchObject({
      kind: 'too-large',
      stage: 'sent',
    })
  })

  test('what is told about it has neither credentials nor query', async () => {
    const url = await serve((request) => request.socket.destroy())
    const failure = await failureOf(
      client.send({
        method: 'POST',
        url: `${url}/create?apikey=k3y`,
        headers: { authorization: 'Bearer t0ken' },
        body: 'pass=w0rd',
      }),
    )
    expect(failure.message).toBe(`Calling ${url}/create: the connection broke off before the answer was complete`)
  })
})

describe('whom TLS trusts', () => {
  const certificate = makeCertificate('panel.example.com')
  const call = async (trust: OutgoingCall['trust'], { cert = certificate, name = 'panel.example.com' } = {}) => {
    const server = createHttpsServer(cert, (_, answer) => answer.end('trusted'))
    const { port } = await started(server)
    return elsewhere('127.0.0.1').send({ method: 'POST', url: `https://${name}:${port}/`, ...(trust && { trust }) })
  }

  test('a certificate that nobody signed is refused before anything is written', async () => {
    expect(await failureOf(call(undefined))).toMatchObject({ kind: 'certificate', stage: 'unsent' })
  })

  test('a pinned certificate is trusted, written with or without colons', async () => {
    for (const pin of [certificate.pin, certificate.pin.replaceAll(':', '').toLowerCase()])
      expect((await call({ pin })).body.toString()).toBe('trusted')
  })

  test('any other certificate than the pinned one is refused before anything is written', async () => {
    const failure = await failureOf(call({ pin: makeCertificate('panel.example.com').pin }))
    expect(failure).toMatchObject({
      kind: 'certificate',
      stage: 'unsent',
      message: expect.stringContaining(certificate.pin),
    })
  })

  test('an authority of our own is trusted for its names, and only while it is valid', async () => {
    const authority = certificate.cert
    expect((await call({ authority })).body.toString()).toBe('trusted')
    expect(await failureOf(call({ authority }, { name: 'other.example.com' }))).toMatchObject({
      kind: 'certificate',
      message: expect.stringContaining('ERR_TLS_CERT_ALTNAME_INVALID'),
    })
    const old = makeCertificate('panel.example.com', { days: -1 })
    expect(await failureOf(call({ authority: old.cert }, { cert: old }))).toMatchObject({
      kind: 'certificate',
      message: expect.stringContaining('CERT_HAS_EXPIRED'),
    })
  })
})

async function failureOf(call: Promise<unknown>): Promise<CallFailed> {
  return call.then(
    () => {
      throw new Error('The call has an answer')
    },
    (failure) => failure,
  )
}

async function serve(listener: RequestListener): Promise<string> {
  const { port } = await started(createHttpServer(listener))
  return `http://127.0.0.1:${port}`
}

async function listen(connected: (socket: Socket) => void): Promise<string> {
  const server = createTcpServer(connected)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => server.close())
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function started(server: Server, address = '127.0.0.1'): Promise<AddressInfo> {
  await new Promise<void>((resolve) => server.listen(0, address, resolve))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return server.address() as AddressInfo
}
