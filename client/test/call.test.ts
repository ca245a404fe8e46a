import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeClient, ProvisorError } from '../src/index.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 0 }))
afterEach(() => void vi.useRealTimers())

type Answer = { status?: number; body?: unknown; headers?: Record<string, string> } | Error

/** A client whose server gives these answers in turn, and then the last one again; and what it was asked. */
function clientOf(
  answers: readonly Answer[],
  options: { retries?: number; baseUrl?: string; timeoutMs?: number } = {},
) {
  const requests: { url: string; init: RequestInit; at: number }[] = []
  const client = makeClient({
    baseUrl: 'http://provisor.test',
    token: 'me.secret',
    ...options,
    fetch: async (url, init = {}) => {
      const answer = answers[Math.min(requests.length, answers.length - 1)]!
      requests.push({ url: String(url), init, at: Date.now() })
      if (answer instanceof Error) throw answer
      const { status = 200, body = {}, headers = {} } = answer
      return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers })
    },
  })
  return { client, requests }
}

/** Lets all waiting pass, and answers how the call ended. */
async function outcomeOf<T>(call: Promise<T>): Promise<T | Error> {
  const ended = call.catch((error: Error) => error)
  await vi.runAllTimersAsync()
  return ended
}

const page = { items: [], total: 0, offset: 0, limit: 50 }
const unavailable = { status: 503, body: problem(503, 'busy') }

function problem(status: number, code: string, more: object = {}) {
  return { type: `urn:provisor:problem:${code}`, title: 'Title', status, detail: 'Detail.', code, ...more }
}

test('a call goes to the path of its operation, with the token and what was asked', async () => {
  const { client, requests } = clientOf([{ body: page }], { baseUrl: 'http://provisor.test/behind/' })
  await client.services.list({ clientId: 1, domain: 'a&b=c d', include: ['password'], status: undefined })
  await client.services.history(7, { limit: 2 })
  expect(requests.map(({ url }) => url)).toEqual([
    'http://provisor.test/behind/api/v1/services?clientId=1&domain=a%26b%3Dc%20d&include=password',
    'http://provisor.test/behind/api/v1/services/7/history?limit=2',
  ])
  expect(requests[0]!.init).toMatchObject({ method: 'GET', headers: { authorization: 'Bearer me.secret' } })
})

test('a problem is thrown with its status, code, detail, facts, hint and errors', async () => {
  const errors = [{ path: 'query.limit', message: 'expected a whole number' }]
  const told = problem(403, 'permission_refused', { facts: { permission: 'x' }, hint: 'Ask.', errors, requestId: 'r1' })
  const { client } = clientOf([{ status: 403, body: told }])
  const error = await outcomeOf(client.services.get(1))
  expect(error).toBeInstanceOf(ProvisorError)
  expect({ ...error, message: (error as Error).message }).toMatchObject({
    name: 'ProvisorError',
    message: 'Detail.',
    status: 403,
    code: 'permission_refused',
    detail: 'Detail.',
    facts: { permission: 'x' },
    hint: 'Ask.',
    errors,
    requestId: 'r1',
  })
})

test.each([429, 502, 503, 504])('a reading call is tried again after %i', async (status) => {
  const { client, requests } = clientOf([{ status, body: 'not JSON' }, { body: page }])
  expect(await outcomeOf(client.services.list())).toEqual(page)
  expect(requests).toHaveLength(2)
})

test.each([400, 401, 403, 404, 409, 500])('nothing is tried again after %i', async (status) => {
  const { client, requests } = clientOf([{ status, body: problem(status, 'x') }])
  expect(await outcomeOf(client.services.list())).toMatchObject({ status })
  expect(requests).toHaveLength(1)
})

test('a lost connection is tried again, and in the end told with its cause', async () => {
  const lost = new TypeError('fetch failed')
  const { client, requests } = clientOf([lost])
  expect(await outcomeOf(client.services.list())).toMatchObject({ status: 0, code: 'unreachable', cause: lost })
  expect(requests).toHaveLength(3)
})

test('tries are as many as asked for', async () => {
  for (const retries of [0, 1, 4]) {
    const { client, requests } = clientOf([unavailable], { retries })
    expect(await outcomeOf(client.services.list())).toMatchObject({ status: 503, code: 'busy' })
    expect(requests).toHaveLength(1 + retries)
  }
})

test('waits grow from try to try', async () => {
  const { client, requests } = clientOf([unavailable], { retries: 4 })
  await outcomeOf(client.services.list())
  const waits = requests.slice(1).map(({ at }, index) => at - requests[index]!.at)
  for (const [index, wait] of waits.entries()) {
    expect(wait).toBeGreaterThanOrEqual(125 * 2 ** index)
    expect(wait).toBeLessThanOrEqual(250 * 2 ** index + 1)
  }
})

test.each([
  ['seconds', '7'],
  ['a date', 'Thu, 01 Jan 1970 00:00:07 GMT'],
])('Retry-After in %s is obeyed', async (_kind, value) => {
  const { client, requests } = clientOf([{ ...unavailable, headers: { 'retry-after': value } }, { body: page }])
  expect(await outcomeOf(client.services.list())).toEqual(page)
  expect(requests[1]!.at).toBe(7000)
})

test('a server that asks for minutes is not waited for', async () => {
  const { client, requests } = clientOf([{ ...unavailable, headers: { 'retry-after': '600' } }])
  expect(await outcomeOf(client.services.list())).toMatchObject({ status: 503 })
  expect(requests).toHaveLength(1)
})

test.each([
  ['an error page', 502, '<html>Bad Gateway</html>'],
  ['a page of somebody else', 200, '<html>Hello</html>'],
  ['JSON that is no problem', 400, { error: 'Bad Request' }],
])('%s is an unexpected answer', async (_name, status, body) => {
  const { client } = clientOf([{ status, body }], { retries: 0 })
  const error = await outcomeOf(client.services.list())
  expect(error).toMatchObject({ status, code: 'unexpected_answer' })
})

test('an aborted call ends at once with the reason of its signal', async () => {
  const controller = new AbortController()
  const { client, requests } = clientOf([{ ...unavailable, headers: { 'retry-after': '20' } }])
  const call = client.services.list({}, { signal: controller.signal }).catch((error: unknown) => error)
  await vi.advanceTimersByTimeAsync(1000)
  controller.abort('enough')
  expect(await call).toBe('enough')
  expect(requests).toHaveLength(1)
  expect(vi.getTimerCount()).toBe(0)
})

test('a server that never answers is a timeout', async () => {
  const client = makeClient({
    baseUrl: 'http://provisor.test',
    token: 'me.secret',
    timeoutMs: 1,
    retries: 0,
    fetch: (_url, init) =>
      new Promise((_, reject) => init!.signal!.addEventListener('abort', () => reject(init!.signal!.reason))),
  })
  await expect(client.services.list()).rejects.toMatchObject({ status: 0, code: 'timeout' })
})

test('all() asks page after page, and only for what is read', async () => {
  const items = [1, 2, 3, 4, 5].map((id) => ({ id }))
  const asked: string[] = []
  const client = makeClient({
    baseUrl: 'http://provisor.test',
    token: 'me.secret',
    fetch: async (url) => {
      const { searchParams } = new URL(String(url))
      asked.push(String(searchParams))
      const [from, limit] = [Number(searchParams.get('cursor')), Number(searchParams.get('limit'))]
      const nextCursor = from + limit < items.length ? String(from + limit) : null
      return Response.json({
        items: items.slice(from, from + limit),
        total: items.length,
        offset: 0,
        limit,
        nextCursor,
      })
    },
  })
  const found: number[] = []
  for await (const { id } of client.services.all({ clientId: 9 }, { pageSize: 2 })) found.push(id)
  expect(found).toEqual([1, 2, 3, 4, 5])
  expect(asked).toEqual(['', '&cursor=2', '&cursor=4'].map((place) => `clientId=9${place}&limit=2`))

  for await (const { id } of client.services.all({}, { pageSize: 2 })) if (id === 2) break
  expect(asked).toHaveLength(4)
})

test('all() ends where an answer names no next page', async () => {
  const { client, requests } = clientOf([{ body: { items: [{ id: 1 }], total: 3, offset: 0, limit: 2 } }])
  const found: number[] = []
  for await (const { id } of client.services.all()) found.push(id)
  expect([found, requests.length]).toEqual([[1], 1])
})
