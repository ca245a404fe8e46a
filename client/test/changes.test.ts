import { expect, test, vi } from 'vitest'
import { makeCall } from '../src/call.ts'
import { headerIdentity } from '../src/identity.ts'

// The API of today only reads: this one changes something, as others will.
vi.mock('../src/contract.ts', () => ({
  BASE: '/api/v1',
  ROUTES: { 'services.list': { method: 'POST', path: '/services' } },
}))

test('a change is sent once, whatever comes back: it may have been made', async () => {
  const requests: RequestInit[] = []
  const fetch = async (_url: unknown, init: RequestInit = {}) => {
    requests.push(init)
    return new Response('', { status: 503 })
  }
  const call = makeCall({ baseUrl: 'http://provisor.test', retries: 5, fetch }, headerIdentity('Bearer me.secret'))
  const input = { query: {}, body: { domain: 'example.com' } }
  await expect(call('services.list', input)).rejects.toMatchObject({ status: 503 })
  expect(requests).toHaveLength(1)
  expect(requests[0]).toMatchObject({
    method: 'POST',
    body: '{"domain":"example.com"}',
    headers: { 'content-type': 'application/json' },
  })
})
