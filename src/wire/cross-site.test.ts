import type { InjectOptions } from 'light-my-request'
import { expect, test } from 'vitest'
import { aculabPlace, readCallers } from '../../test/contract/aculab/callers.ts'
import { openApp } from '../../test/support/app.ts'
import { sqlite } from '../../test/support/databases-sqlite.ts'
import { ENDPOINTS } from './aculab/registry.ts'
import { OPERATIONS } from './native/contract.ts'

const CROSS = { 'sec-fetch-site': 'cross-site' }
const basic = ([name, password]: readonly [string, string]) => ({
  authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
})

async function open() {
  const app = await openApp(await sqlite.fresh(aculabPlace))
  const callers = readCallers(app.provisor.config.dataDir) as Record<'carol' | 'calls', readonly [string, string]>
  return { ...app, callers }
}

const changing = ENDPOINTS.filter(({ reads }) => !reads).flatMap(({ methods, path, form }) =>
  methods.map((method) => ({ method, path: path.replace('{service}', 'calls'), form })),
)

test.each(changing)('a page of another site cannot $method $path with what the browser knows', async (endpoint) => {
  const { http, callers } = await open()
  const { method, path: url, form } = endpoint
  const answer = await http.inject({
    method,
    url,
    query: { rest_calls: '{"to":"con:room"}' },
    headers: { ...basic(callers[form === 'service' ? 'calls' : 'carol']), ...CROSS },
  } as InjectOptions)
  expect(answer.statusCode).toBe(403)
  expect(answer.json().error).toMatchObject({
    code: 'HTTP 403',
    text: 'Forbidden: A browser asks this for a page of another site',
  })
})

test.each([undefined, 'none', 'same-origin', 'same-site'])(
  'a start goes on where the browser says %s',
  async (site) => {
    const { http, callers } = await open()
    const headers = { ...basic(callers.calls), ...(site && { 'sec-fetch-site': site }) }
    const answer = await http.inject({ url: '/service_start', query: { rest_calls: '{"to":"con:room"}' }, headers })
    expect([answer.statusCode, answer.json()]).toEqual([200, [expect.any(String)]])
  },
)

test('looking is no change', async () => {
  const { http, callers } = await open()
  const answer = await http.inject({
    url: '/service/v1/outbound/calls/queue',
    headers: { ...basic(callers.carol), ...CROSS },
  })
  expect(answer.statusCode).toBe(200)
})

test('no outbound worker is a page of another site', async () => {
  const { http, callers } = await open()
  const works = OPERATIONS.filter(({ admits }) => admits === 'service')
  expect(works.length).toBeGreaterThan(3)
  for (const { method, path } of works) {
    const headers = { ...basic(callers.calls), ...CROSS }
    const answer = await http.inject({
      method,
      url: `/api/v1${path.replace(/\{\w+\}/g, 'x')}`,
      headers,
    } as InjectOptions)
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'cross_site'])
  }
})

test('the Remote API believes no header that a browser adds for another site', async () => {
  const { http, demo } = await open()
  const { username, passwordMd5 } = demo.wbteampro
  const url = '/modules/addons/wbteampro/api.php/v1/projects/100/json'
  const asked = async (headers: Record<string, string>, query = {}) =>
    (await http.inject({ url, headers, query })).json().request.code
  expect(await asked(basic([username, passwordMd5]))).toBe(200)
  expect(await asked({ ...basic([username, passwordMd5]), ...CROSS })).toBe(401)
  expect(await asked(CROSS, { username, password: passwordMd5 })).toBe(200)
})
