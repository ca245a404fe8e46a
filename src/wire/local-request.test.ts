import { expect, test } from 'vitest'
import { NO_LIMITS } from '../../test/support/no-limits.ts'
import { makeLog } from '../base/log.ts'
import { makeHttp } from './http.ts'
import { isLocal } from './local-request.ts'

type Asked = { remoteAddress?: string; url?: string; headers?: Record<string, string> }
type Settings = { trustedProxies?: string[]; publicUrl?: string }

async function isBelieved({ headers, ...request }: Asked, { trustedProxies = [], publicUrl = '' }: Settings = {}) {
  const log = makeLog({ level: 'silent' })
  const options = { trustedProxies, publicUrl, paths: [] }
  const http = makeHttp({ log, limits: NO_LIMITS, forms: [], bodyLimitMb: 1, ...options })
  http.get('/', async (asked) => ({ local: isLocal(asked) }))
  const answer = await http.inject({ url: '/', ...request, headers: { host: '127.0.0.1:8080', ...headers } })
  return answer.json().local as boolean
}

test.each<Asked>([
  {},
  { remoteAddress: '::1', headers: { host: '[::1]:8080' } },
  { remoteAddress: '::ffff:127.0.0.1' },
  { headers: { host: 'LocalHost' } },
  { headers: { host: 'app.localhost:8080' } },
])('%j is from this machine', async (asked) => {
  expect(await isBelieved(asked)).toBe(true)
})

test.each<Asked>([
  { remoteAddress: '203.0.113.9' },
  { headers: { host: 'provisor.example.com' } },
  { headers: { 'x-forwarded-for': '127.0.0.1' } },
  { headers: { forwarded: 'for=127.0.0.1' } },
  { headers: { via: '1.1 proxy' } },
])('%j is not', async (asked) => {
  expect(await isBelieved(asked)).toBe(false)
})

test.each<Settings>([
  { trustedProxies: ['10.0.0.1'] },
  { trustedProxies: ['127.0.0.1'] },
  { publicUrl: 'https://provisor.example.com' },
])('where %j is set nobody is: a proxy here may add no header and ask for 127.0.0.1', async (settings) => {
  expect(await isBelieved({}, settings)).toBe(false)
})
