import { beforeAll, expect, test } from 'vitest'
import { program } from '../../test/support/command.ts'
import {
  type Answer,
  ask,
  exchange,
  FORM_TYPE,
  type Listening,
  listen,
  post,
  queueForm,
} from '../../test/support/listening.ts'

beforeAll(async () => {
  // The page of the sandbox is made with it.
  await program()
})

const REMOTE = '/modules/addons/wbteampro/api.php/v1'
const JSON_TYPE = { 'content-type': 'application/json' }

const basic = (name: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
})

/** What a face answers, and the status by which one sees that it was meant. */
type Asked = readonly [status: number, about: string, ask: (app: Listening) => Promise<Answer>]

const get =
  (path: string, headers: (app: Listening) => Record<string, string> = () => ({})) =>
  (app: Listening) =>
    ask(app, { path, headers: headers(app) })
const bearer = ({ demo }: Listening) => ({ authorization: `Bearer ${demo.token}` })
const remote = (path: string) => (app: Listening) =>
  ask(app, {
    path: `${REMOTE}/${path}?username=${app.demo.wbteampro.username}&password=${app.demo.wbteampro.passwordMd5}`,
  })

const ANSWERS: readonly Asked[] = [
  [200, 'an action', (app) => post(app, queueForm(app))],
  [200, 'an answer in pieces', (app) => post(app, queueForm(app, { action: 'GetClientsProducts' }))],
  [403, 'wrong credentials', (app) => post(app, queueForm(app, { secret: 'wrong' }))],
  [405, 'a method that no action takes', (app) => ask(app, { method: 'PUT' })],
  [413, 'a body that is too large', (app) => ask(app, { method: 'POST', headers: FORM_TYPE, body: 'x'.repeat(3e6) })],
  [200, 'a list', get('/api/v1/projects', bearer)],
  [200, 'the description of the API', get('/api/v1/openapi.json')],
  [401, 'no token', get('/api/v1/projects')],
  [404, 'a path of the API that leads nowhere', get('/api/v1/nothing', bearer)],
  [400, 'a query that nobody asks', get('/api/v1/projects?nothing=1', bearer)],
  [
    415,
    'a body of another type',
    (app) => ask(app, { method: 'POST', path: '/api/v1/projects', headers: bearer(app), body: 'x' }),
  ],
  [
    400,
    'a body that is none',
    (app) =>
      ask(app, { method: 'POST', path: '/api/v1/projects', headers: { ...bearer(app), ...JSON_TYPE }, body: '{' }),
  ],
  [200, 'a project', remote('projects/100/json')],
  [404, 'no project', remote('projects/99999/json')],
  [401, 'nobody', get(`${REMOTE}/projects/100/json`)],
  [401, 'outbound services for nobody', get('/service/v1/outbound_queues')],
  [401, 'a report for nobody', get('/report_download?report_id=adr-1-0-1', () => basic('x', 'y'))],
  [404, 'outbound services that there are not', get('/service/v1/nothing')],
  [405, 'another method', (app) => ask(app, { method: 'DELETE', path: '/service_start' })],
  [204, 'which methods there are', (app) => ask(app, { method: 'OPTIONS', path: '/service_start' })],
  [404, 'a callback for nothing', (app) => ask(app, { method: 'POST', path: '/callbacks/nothing', body: '{}' })],
  [200, 'the status page', get('/status')],
  [302, 'the way to the console', get('/')],
  [200, 'the sandbox', get('/sandbox')],
  [200, 'the sandbox of the Remote API', get('/modules/addons/wbteampro/sandbox.php')],
  [200, 'metrics', get('/metrics')],
  [200, 'health', get('/healthz')],
  [200, 'readiness', get('/readyz')],
  [404, 'nothing', get('/nothing')],
  [400, 'a path that is no UTF-8', get('/%FF')],
  [404, 'a parameter of a path that is too long', get(`/callbacks/${'x'.repeat(600)}`)],
]

test('is kept by nobody and taken for nothing else, whatever is asked', async () => {
  const app = await listen({ bodyLimitMb: '2', loginTries: '100' })
  for (const [status, about, asked] of ANSWERS) {
    const answer = await asked(app)
    expect({ about, status: answer.status, ...headersOf(answer) }).toEqual({
      about,
      status,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    })
  }
})

const headersOf = ({ headers }: Answer) => ({
  'cache-control': headers['cache-control'],
  'x-content-type-options': headers['x-content-type-options'],
  'referrer-policy': headers['referrer-policy'],
})

test('runs nothing, loads nothing and stands in no page of another site, whatever is asked', async () => {
  const app = await listen({ bodyLimitMb: '2', loginTries: '100' })
  for (const [, about, asked] of ANSWERS) {
    const policy = String((await asked(app)).headers['content-security-policy']).split('; ')
    expect({ about, policy }).toEqual({
      about,
      policy: expect.arrayContaining([
        "default-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ]),
    })
    expect(policy.join()).not.toContain('unsafe')
  }
})

test.each(['/includes/api.php', '/service_start', '/'])(
  '%s answers likewise what never became a request',
  async (path) => {
    const app = await listen()
    const answer = await exchange(app, `GET ${path} HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(100_000)}\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1.1 431 /)
    expect(answer).toMatch(/\r\ncache-control: no-store\r\n/i)
    expect(answer).toMatch(/\r\nx-content-type-options: nosniff\r\n/i)
    expect(answer).toMatch(/\r\ncontent-security-policy: default-src 'none'; .*frame-ancestors 'none'\r\n/i)
  },
)
