import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { fixedClock } from '../../../test/support/clock.ts'
import { NO_LIMITS } from '../../../test/support/no-limits.ts'
import { makeLog } from '../../base/log.ts'
import { VERSION } from '../../base/version.ts'
import { makeWallClock } from '../../base/wall-clock.ts'
import type { Domain } from '../../domain.ts'
import { makeHttp } from '../http.ts'
import { statusPage } from './status-page.ts'

type Request = { headers?: Record<string, string>; remoteAddress?: string }

/** The page over a domain that holds these numbers of things. */
function openPage({ trustedProxies = [] as string[], version = async () => 'SQLite <3>', told = 'on' } = {}) {
  const clock = fixedClock(Date.UTC(2026, 1, 3, 10, 11, 12))
  let counted = 0
  const list = (total: number) => async () => {
    counted++
    return { total }
  }
  const domain = {
    clients: { list: list(52) },
    services: { list: list(1204) },
    addons: { list: list(37) },
    projects: { list: list(6) },
    support: { tickets: { list: list(8) } },
    orders: { list: list(3) },
    moduleQueue: { count: async () => 5 },
    outbound: { queues: { lengths: async () => [{ length: 78 }, { length: 112 }] } },
  } as unknown as Domain
  const log = makeLog({ level: 'silent' })
  const http = makeHttp({ log, limits: NO_LIMITS, forms: [], bodyLimitMb: 1, trustedProxies, paths: [] })
  const config = { tellVersion: told, sandbox: told }
  const wallClock = makeWallClock('Europe/Berlin')
  http.register(statusPage({ domain, database: { version }, clock, wallClock, log, config }))
  const look = (request: Request = {}) =>
    http.inject({ url: '/status', ...request, headers: { host: 'localhost:8080', ...request.headers } })
  return { look, clock, counted: () => counted }
}

/** The text that a person sees, in order. */
const seen = (html: string) =>
  html
    .replace(/<(style|svg|title)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

test('on its own machine it shows what runs and what it holds', async () => {
  const { body, headers } = await openPage().look()
  expect(headers['content-type']).toBe('text/html; charset=utf-8')
  const text = seen(body)
  expect(text).toContain(VERSION)
  expect(text).toContain('Running on SQLite &lt;3&gt; 2026-02-03 11:11:12 Europe/Berlin')
  expect(text).toContain('Clients 52 Services 1,204 Add-ons 37 Projects 6 Tickets 8 Waiting starts 190')
  expect(text).toContain('Pending orders 3 Module queue 5')
})

test.each<[string, Request]>([
  ['from elsewhere', { remoteAddress: '203.0.113.9' }],
  ['through a proxy on the same machine', { headers: { 'x-forwarded-for': '203.0.113.9' } }],
  ['through one that says so in other words', { headers: { forwarded: 'for=203.0.113.9' } }],
  ['by a name that a stranger points at this machine', { headers: { host: 'evil.example' } }],
])('a request %s sees name, version and links only', async (_how, request) => {
  const { look, counted } = openPage()
  const { body, statusCode } = await look(request)
  expect(statusCode).toBe(200)
  const text = seen(body)
  expect(text).toContain(VERSION)
  for (const secret of ['SQLite', '52', '1,204', '2026', 'Metrics']) expect(text).not.toContain(secret)
  expect(counted()).toBe(0)
})

test.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])('%s is this machine', async (remoteAddress) => {
  expect((await openPage().look({ remoteAddress })).body).toContain('Running')
})

test.each(['127.0.0.1:80', '[::1]:8080', 'localhost', 'app.localhost:8080'])('%s is its name', async (host) => {
  expect((await openPage().look({ headers: { host } })).body).toContain('Running')
})

test('a trusted proxy does not make strangers local', async () => {
  const { look } = openPage({ trustedProxies: ['127.0.0.1'] })
  expect((await look({ headers: { 'x-forwarded-for': '127.0.0.1' } })).body).not.toContain('Running')
})

test('its policy allows its own style and nothing that runs', async () => {
  const { body, headers } = await openPage().look()
  const style = /<style>([\s\S]*)<\/style>/.exec(body)![1]!
  const hash = createHash('sha256').update(style).digest('base64')
  const policy = String(headers['content-security-policy'])
  expect(policy).toContain(`style-src 'sha256-${hash}'`)
  expect(policy).toMatch(/^default-src 'none'; /)
  expect(policy).not.toContain('script')
  expect(body).not.toMatch(/<script|style="| on\w+=/)
})

test('without its database it still says so', async () => {
  const lost = async () => {
    throw new Error('lost')
  }
  const text = seen((await openPage({ version: lost }).look()).body)
  expect(text).toContain('The database does not answer')
  expect(text).not.toContain('Clients')
})

test('whoever reloads does not make the database count again until five seconds have passed', async () => {
  const { look, clock, counted } = openPage()
  await Promise.all([look(), look(), look()])
  expect(counted()).toBe(6)
  clock.advance(4999)
  await look()
  expect(counted()).toBe(6)
  clock.advance(1)
  await look()
  expect(counted()).toBe(12)
})

test.each(['on', 'off'])('version and sandbox are shown where they are %s', async (told) => {
  const { body } = await openPage({ told }).look()
  expect([body.includes(VERSION), body.includes('/sandbox')]).toEqual([told === 'on', told === 'on'])
})
