import { connect, type Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { closed, dial, exchange, listen } from '../../test/support/listening.ts'
import { sql } from '../storage/engine/sql.ts'

const problem = (status: number, code: string) => ({
  type: 'application/problem+json',
  body: { status, code, detail: expect.any(String) },
})

/** Addresses of each face, and how it says that a request never reached it. */
const FACES: [string, string, (status: number, code: string) => { type: string; body: object }][] = [
  [
    'WHMCS',
    '/billing/includes/api.php',
    () => ({ type: 'application/json; charset=utf-8', body: { result: 'error', message: expect.any(String) } }),
  ],
  [
    'Aculab',
    '//service_start',
    (status) => ({
      type: 'application/json; charset=utf-8',
      body: {
        error: {
          code: `HTTP ${status}`,
          text: expect.any(String),
          datetime: '2026-02-03_10:11:12',
          link: 'https://docs.cloud.aculab.com/Web_Services_API/web_service_errors',
        },
        request: { url: '//service_start', datetime: '2026-02-03_10:11:12' },
      },
    }),
  ],
  [
    'Remote API',
    '/x/modules/addons/wbteampro/api.php/v1/projects/7/json',
    (status) => ({
      type: 'application/json; charset=utf-8',
      body: {
        request: {
          ...{ action: 'projects/7', method: 'POST', format: 'json', code: status },
          message: 'Request Invalid or Bad Format',
        },
        response: { errors: [{ field: 'request', message: expect.any(String) }] },
      },
    }),
  ],
  ['native', '/api/v1/projects', problem],
  [
    'callbacks',
    '/callbacks/one',
    () => ({ type: 'application/json; charset=utf-8', body: { code: 'invalid', message: expect.any(String) } }),
  ],
  ['no face', '/nothing', (status) => problem(status, 'invalid')],
]

const LONG = 'x'.repeat(17_000)
const FIELDS = Array.from({ length: 501 }, (_, index) => `a${index}:\r\n`).join('')

/** What comes after the address, and how that is answered. */
const WRONG: [string, number, string][] = [
  [` HTTP/1.1\r\nHost: x\r\nX-Long: ${LONG}\r\n\r\n`, 431, 'head_too_large'],
  [` HTTP/1.1\r\nHost: x\r\nX-Long: ${LONG.repeat(3)}`, 431, 'head_too_large'],
  [`?${LONG} HTTP/1.1\r\nHost: x\r\n\r\n`, 431, 'head_too_large'],
  [`?${LONG.repeat(3)}`, 431, 'head_too_large'],
  [` HTTP/1.1\r\nHost: x\r\n${FIELDS}\r\n`, 431, 'head_too_large'],
  [' HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n', 400, 'invalid'],
  [' HTTP/1.1\r\nHost: x\r\nX: a\u0001b\r\n\r\n', 400, 'invalid'],
  [' HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', 400, 'invalid'],
  [' HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 400, 'invalid'],
  [' HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n', 400, 'invalid'],
  [' HTTP/1.1\r\n\r\n', 400, 'invalid'],
  [' HTTP/1.1\r\nHost: x\r\nExpect: a miracle\r\n\r\n', 417, 'expectation_failed'],
]

test.each(FACES)('what is wrong with a head is said in the form of the face: %s', async (_name, path, form) => {
  const app = await listen()
  for (const [rest, status, code] of WRONG)
    for (const address of [path, `http://example.com${path}`])
      expect(parsed(await exchange(app, `POST ${address}${rest}`)), rest).toEqual(expected(status, form(status, code)))
})

test('so it is when the address came in a packet before', async () => {
  const app = await listen()
  const { client, server } = await dial(app)
  const heard = hear(client)
  const begun = 'POST /includes/api.php HTTP/1.1\r\nHost: x\r\nX-Long: '
  client.write(begun)
  await until(() => server.bytesRead === begun.length)
  client.write(`${LONG}\r\n\r\n`)
  expect(parsed(await heard)).toMatchObject({ status: 431, body: { result: 'error' } })
})

/** They read a body: the native face only of those who may call, the others before they know whose it is. */
test.each(FACES.filter(([name]) => ['WHMCS', 'Remote API', 'native', 'callbacks'].includes(name)))(
  'what is wrong with a body is said in the form of the face, and no handler has failed: %s',
  async (_name, path, form) => {
    const app = await listen()
    const native = `Authorization: Bearer ${app.demo.token}\r\nContent-Type: application/json\r\n`
    const head = `POST ${path} HTTP/1.1\r\nHost: x\r\n${path.startsWith('/api') ? native : ''}`
    const { client, server } = await dial(app)
    const heard = hear(client)
    const begun = `${head}Content-Length: 100\r\n\r\n{`
    client.write(begun)
    await until(() => server.bytesRead === begun.length)
    app.http.connections.look(1)
    app.http.connections.look(30_000)
    expect(parsed(await heard)).toEqual(expected(408, form(408, 'too_slow')))
    const answer = await exchange(app, `${head}Transfer-Encoding: chunked\r\n\r\nzz\r\n`)
    expect(parsed(answer)).toEqual(expected(400, form(400, 'invalid')))
    expect(app.logged.filter(({ level }) => level === 'error')).toEqual([])
  },
)

test('a file that drips is cut, and nothing stays of it', async () => {
  const app = await listen()
  const contents = async () =>
    (await app.provisor.database.reader.get<{ n: number }>(sql`SELECT count(*) AS n FROM contents`))!.n
  const before = await contents()
  const { client, server } = await dial(app)
  const heard = hear(client)
  const { username, passwordMd5 } = app.demo.wbteampro
  const path = `/modules/addons/wbteampro/api.php/v1/files/json?username=${username}&password=${passwordMd5}&project_id=100&file_label=x`
  client.write(
    `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=B\r\nContent-Length: 99999999\r\n\r\n`,
  )
  client.write(`--B\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\n`)
  client.write(Buffer.alloc(2_000_000))
  await until(() => server.bytesRead > 2_000_000)
  app.http.connections.look(1)
  app.http.connections.look(30_000)
  expect(await heard).toMatch(/^HTTP\/1.1 408 /)
  await until(() => app.http.connections.open() === 0)
  await vi.waitFor(async () => expect(await contents()).toBe(before))
  expect(app.logged.filter(({ level }) => level === 'error')).toEqual([])
})

test('what comes in the wanted order is served: HTTP/1.0, whole addresses, 100-continue, Upgrade, chunks with extensions', async () => {
  const app = await listen()
  const of = async (bytes: string) => (await exchange(app, bytes)).split('\r\n', 1)[0]
  const close = 'Host: x\r\nConnection: close\r\n'
  expect(await of('GET /healthz HTTP/1.0\r\n\r\n')).toBe('HTTP/1.1 200 OK')
  expect(await of(`GET http://example.com/healthz HTTP/1.1\r\n${close}\r\n`)).toBe('HTTP/1.1 200 OK')
  expect(
    await of(`GET /healthz HTTP/1.1\r\n${close.replace('close', 'Upgrade')}Upgrade: h2c\r\nConnection: close\r\n\r\n`),
  ).toBe('HTTP/1.1 200 OK')
  const form = `${close}Content-Type: application/x-www-form-urlencoded\r\n`
  expect(
    await exchange(
      app,
      `POST /includes/api.php HTTP/1.1\r\n${form}Expect: 100-continue\r\nContent-Length: 3\r\n\r\na=b`,
    ),
  ).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 400 .*Empty action request/s)
  expect(
    await exchange(
      app,
      `POST /includes/api.php HTTP/1.1\r\n${form}Transfer-Encoding: chunked\r\n\r\n3;some=thing\r\na=b\r\n0\r\n\r\n`,
    ),
  ).toMatch(/^HTTP\/1.1 400 .*Empty action request/s)
})

test('a tunnel is asked for in vain', async () => {
  const app = await listen()
  expect(await exchange(app, 'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n')).toBe('')
})

test('the extensions of chunks have a limit', async () => {
  const app = await listen()
  const answer = await exchange(
    app,
    'POST /includes/api.php HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n',
    `1;${'x'.repeat(20_000)}\r\n`,
  )
  expect(parsed(answer)).toMatchObject({ status: 413, body: { result: 'error' } })
})

test('who sends no request at all is answered, whoever that is', async () => {
  const app = await listen()
  for (const bytes of ['\u0016\u0003\u0001\u0002', 'hello\r\n\r\n', 'GET\r\n\r\n', `${'x'.repeat(100_000)}`])
    expect(parsed(await exchange(app, bytes))).toMatchObject({ status: 400, body: { code: 'invalid' } })
})

test('HEAD has no body', async () => {
  const app = await listen()
  const answer = await exchange(app, `HEAD /nothing HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(17_000)}\r\n\r\n`)
  expect(answer).toMatch(/^HTTP\/1.1 431 .*\r\n\r\n$/s)
})

test('who goes on sending after such an answer is let go all the same', async () => {
  const app = await listen()
  const client = connect(app.port, '127.0.0.1')
  onTestFinished(() => void client.destroy())
  const heard = hear(client)
  client.write(`GET /nothing HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(50_000)}`)
  const more = () => client.writable && client.write('x'.repeat(50_000), () => setImmediate(more))
  more()
  await until(() => app.http.connections.endings.get('malformed') === 1)
  app.http.connections.look(2000)
  await until(() => app.http.connections.open() === 0)
  await heard
})

const expected = (status: number, { type, body }: { type: string; body: object }) => ({
  ...{ status, type, connection: 'close' },
  body: expect.objectContaining(body),
})

function parsed(answer: string) {
  const [head = '', body = ''] = answer.split('\r\n\r\n', 2)
  const [line = '', ...lines] = head.split('\r\n')
  const fields = Object.fromEntries(lines.map((each) => each.toLowerCase().split(': ') as [string, string]))
  expect(Number(fields['content-length'])).toBe(Buffer.byteLength(body, 'latin1'))
  return {
    status: Number(line.split(' ')[1]),
    type: fields['content-type'],
    connection: fields.connection,
    body: JSON.parse(body),
  }
}

async function hear(client: Socket): Promise<string> {
  const chunks: Buffer[] = []
  client.on('data', (chunk) => chunks.push(chunk))
  await closed(client)
  return Buffer.concat(chunks).toString('latin1')
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await turn()
}
