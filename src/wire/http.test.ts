import { Agent } from 'node:http'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import {
  ask,
  closed,
  dial,
  encoded,
  exchange,
  FORM_TYPE,
  listen,
  post,
  queueForm,
} from '../../test/support/listening.ts'

describe('an answer says exactly what it is', () => {
  test.each([
    ['json', 'application/json; charset=utf-8'],
    ['flat', 'application/json; charset=utf-8'],
    ['xml', 'application/xml; charset=utf-8'],
    ['nvp', 'text/plain; charset=utf-8'],
    ['nonsense', 'application/json; charset=utf-8'],
    ['', 'application/xml; charset=utf-8'],
  ])('where responsetype is %j', async (responsetype, type) => {
    const app = await listen()
    const answer = await post(app, queueForm(app, { responsetype }))
    expect([answer.status, answer.headers['content-type']]).toEqual([200, type])
    expect(Number(answer.headers['content-length'])).toBe(Buffer.byteLength(answer.body))
    const refused = await post(app, queueForm(app, { responsetype, serviceType: 'x' }))
    expect([refused.status, refused.headers['content-type']]).toEqual([200, type])
  })

  test('where it is asked for without its body', async () => {
    const app = await listen()
    const path = `/includes/api.php?${encoded(queueForm(app))}`
    const whole = await ask(app, { path })
    const head = await ask(app, { path, method: 'HEAD' })
    expect(head).toMatchObject({ status: 200, body: '' })
    expect(head.headers['content-length']).toBe(String(Buffer.byteLength(whole.body)))
  })
})

describe('connections', () => {
  test('are kept for further requests, after refusals too', async () => {
    const app = await listen()
    let connections = 0
    app.http.server.on('connection', () => connections++)
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const requests: Record<string, string>[] = [{}, { action: '' }, { secret: 'wrong' }, {}]
    const statuses: number[] = []
    for (const more of requests) {
      const body = encoded(queueForm(app, more))
      statuses.push((await ask(app, { agent, method: 'POST', headers: FORM_TYPE, body })).status)
    }
    agent.destroy()
    expect(statuses).toEqual([200, 400, 403, 200])
    expect(connections).toBe(1)
  })

  test('answer what comes at once in its order', async () => {
    const app = await listen()
    const request = (moduleName: string, header = '') =>
      `GET /includes/api.php?${encoded(queueForm(app, { moduleName }))} HTTP/1.1\r\nHost: x\r\n${header}\r\n`
    const answers = await exchange(app, request('demopanel'), request('cpanel', 'Connection: close\r\n'))
    const names = [...answers.matchAll(/"moduleName":"(\w+)"/g)].map((match) => match[1])
    expect(names.length).toBeGreaterThan(1)
    expect(names).toEqual([...names.slice(1).fill('demopanel'), 'cpanel'])
  })

  test('end after the answer for clients of HTTP/1.0', async () => {
    const app = await listen()
    const answer = await exchange(app, `GET /includes/api.php?${encoded(queueForm(app))} HTTP/1.0\r\n\r\n`)
    expect(answer).toContain('"moduleName":"cpanel"')
  })
})

describe('bodies', () => {
  const head = 'POST /includes/api.php HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n'

  test('may come in chunks of any size', async () => {
    const app = await listen()
    const chunks = [...encoded(queueForm(app))].map((character) => `1\r\n${character}\r\n`)
    const start = `${head}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n`
    expect(await exchange(app, start, ...chunks, '0\r\n\r\n')).toContain('"moduleName":"cpanel"')
  })

  test('are not carried out by halves', async () => {
    const app = await listen()
    const form = encoded({ ...app.callers.full, action: 'LogActivity', description: 'half', responsetype: 'json' })
    const logged = async () => {
      await app.provisor.domain.access.sealer.settle()
      return (await app.provisor.read.events.list({ description: 'half' }, { offset: 0, limit: 10 })).total
    }
    const { client, server } = await dial(app)
    client.write(`${head}Content-Length: ${form.length + 1}\r\n\r\n${form}`)
    client.end()
    await closed(server)
    expect(await logged()).toBe(0)
    await exchange(app, `${head}Connection: close\r\nContent-Length: ${form.length}\r\n\r\n${form}`)
    expect(await logged()).toBe(1)
  })

  test.each(['gzip', 'br', 'nonsense', 'gzip, identity'])('in the encoding %s are refused', async (encoding) => {
    const app = await listen()
    const headers = { ...FORM_TYPE, 'content-encoding': encoding }
    const body = gzipSync(encoded(queueForm(app)))
    const answer = await ask(app, { method: 'POST', headers, body })
    expect(answer).toMatchObject({
      status: 400,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: '{"result":"error","message":"Unsupported content encoding: expected a body that is not compressed"}',
    })
  })

  test('may say that they are not encoded', async () => {
    const app = await listen()
    expect((await post(app, queueForm(app), { 'content-encoding': 'Identity' })).status).toBe(200)
  })

  test('are not read on a GET', async () => {
    const app = await listen()
    const path = `/includes/api.php?${encoded(queueForm(app))}`
    const body = 'moduleName=webhook'
    const answer = await ask(app, { path, headers: { ...FORM_TYPE, 'content-length': body.length }, body })
    expect(answer.body).toContain('"moduleName":"cpanel"')
  })
})

describe('other methods', () => {
  const message = '{"result":"error","message":"Method Not Allowed: expected GET or POST"}'

  test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'])('%s is refused in the form of the face', async (method) => {
    const app = await listen()
    for (const path of ['/includes/api.php', '/billing/includes/api.php?action=GetModuleQueue']) {
      const answer = await ask(app, { method, path })
      expect(answer).toMatchObject({
        status: 405,
        headers: { 'content-type': 'application/json; charset=utf-8', allow: 'GET, HEAD, POST' },
        body: message,
      })
    }
  })

  test('are refused without waiting for their body', async () => {
    const app = await listen()
    const request = 'PUT /includes/api.php HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 5000000\r\n\r\n'
    expect(await exchange(app, request)).toContain(message)
  })
})

describe('request lines', () => {
  const get = (target: string | Buffer) => ['GET ', target, ' HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n']

  test('hold no bytes but ASCII', async () => {
    const app = await listen()
    const target = Buffer.from(`/includes/api.php?${encoded(queueForm(app))}&x=ü`)
    expect(await exchange(app, ...get(target))).toMatch(/^HTTP\/1.1 400 /)
  })

  test('may name the whole address', async () => {
    const app = await listen()
    const target = `http://127.0.0.1:${app.port}/billing/includes/api.php?${encoded(queueForm(app))}`
    expect(await exchange(app, ...get(target))).toContain('"moduleName":"cpanel"')
  })

  test('may have anything before the path of the face', async () => {
    const app = await listen()
    const answer = await exchange(app, ...get(`/%zz/%00/../includes/api.php?${encoded(queueForm(app))}`))
    expect(answer).toContain('"moduleName":"cpanel"')
  })

  test('that are no HTTP end the connection, and nobody else notices', async () => {
    const app = await listen()
    expect(await exchange(app, 'hello\r\n\r\n')).toMatch(/^HTTP\/1.1 400 /)
    expect((await post(app, queueForm(app))).status).toBe(200)
  })
})

describe('header floods', () => {
  test.each([
    ['one long header', `X-Long: ${'x'.repeat(100_000)}\r\n`],
    ['many short ones', 'X-Short: x\r\n'.repeat(10_000)],
  ])('%s is refused, and nobody else notices', async (_kind, headers) => {
    const app = await listen()
    const answer = await exchange(app, `GET /includes/api.php HTTP/1.1\r\nHost: x\r\n${headers}\r\n`)
    expect(answer).toMatch(/^HTTP\/1.1 431 /)
    expect((await post(app, queueForm(app))).status).toBe(200)
  })

  test('a request line without an end is one', async () => {
    const app = await listen()
    const answer = await exchange(app, `GET /includes/api.php?${'x=1&'.repeat(10_000)} HTTP/1.1\r\nHost: x\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1.1 431 /)
  })
})
