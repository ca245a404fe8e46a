import { afterEach, expect, test, vi } from 'vitest'
import { NO_LIMITS } from '../../../test/support/no-limits.ts'
import { StorageFault } from '../../base/fault.ts'
import { makeLog } from '../../base/log.ts'
import { makeHttp } from '../http.ts'
import { healthRoutes } from './health.ts'

afterEach(() => void vi.useRealTimers())

function ask(url: string, requireReady: () => Promise<void>) {
  const lines: string[] = []
  const log = makeLog({ destination: { write: (line) => lines.push(line) } })
  const http = makeHttp({
    log,
    limits: NO_LIMITS,
    forms: [],
    bodyLimitMb: 1,
    trustedProxies: [],
    paths: [],
  })
  http.register(healthRoutes({ database: { requireReady }, log }))
  return http.inject(url).then((answer) => ({ status: answer.statusCode, body: answer.json(), lines, answer }))
}

const lost = async () => {
  throw new Error('connect ECONNREFUSED 10.0.0.5:5432')
}

test('a server whose database answers is ready', async () => {
  expect(await ask('/readyz', async () => {})).toMatchObject({ status: 200, body: { status: 'ready' } })
})

test('one whose database is lost is not, and tells the log why but not the world', async () => {
  const { status, body, lines } = await ask('/readyz', lost)
  expect({ status, body }).toEqual({
    status: 503,
    body: { status: 'not ready', reason: 'The database does not answer' },
  })
  expect(lines.join('')).toContain('10.0.0.5')
})

test('one that may not write is not, in words that help whoever looks, and says when to ask again', async () => {
  const readOnly = async () => {
    throw new StorageFault('Asking PostgreSQL', 'read_only')
  }
  const { status, body, answer } = await ask('/readyz', readOnly)
  expect({ status, body }).toEqual({
    status: 503,
    body: { status: 'not ready', reason: 'The database takes no writes' },
  })
  expect(answer.headers['retry-after']).toBe('5')
})

test('one whose database hangs is not, after two seconds', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const asked = vi.fn(() => new Promise<void>(() => {}))
  const answer = ask('/readyz', asked)
  await vi.waitFor(() => expect(asked).toHaveBeenCalled())
  await vi.advanceTimersByTimeAsync(2000)
  expect(await answer).toMatchObject({ status: 503 })
})

test('the process is up whatever the database does', async () => {
  const { status, body, answer } = await ask('/healthz', lost)
  expect({ status, body }).toEqual({ status: 200, body: { status: 'ok' } })
  expect(answer.headers['cache-control']).toBe('no-store')
})
