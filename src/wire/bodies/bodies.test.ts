import type { Socket } from 'node:net'
import { describe, expect, test, vi } from 'vitest'
import {
  ask,
  closed,
  dial,
  encoded,
  FORM_TYPE,
  type Listening,
  listen,
  queueForm,
} from '../../../test/support/listening.ts'

const MEGABYTE = 1024 * 1024
const WHMCS = '/includes/api.php'
const REMOTE = '/modules/addons/wbteampro/api.php/v1/projects/json'
const JSON_TYPE = { 'content-type': 'application/json' }

const SOON = { timeout: 30_000 }

const padding = (bytes: number) => `padding=${'x'.repeat(bytes)}`

const post = (app: Listening, path: string, body: string, headers: Record<string, string> = FORM_TYPE) =>
  ask(app, { method: 'POST', path, headers, body })

describe('credentials that come last in a large body are found', () => {
  test.each([0.5, 3, 15])('%s MB', { timeout: 120_000 }, async (megabytes) => {
    const app = await listen()
    const { username, passwordMd5 } = app.demo.wbteampro
    const pad = megabytes * MEGABYTE
    const form = await post(app, WHMCS, `${padding(pad)}&${encoded(queueForm(app))}`)
    expect([form.status, JSON.parse(form.body).result]).toEqual([200, 'success'])
    const login = `username=${username}&password=${passwordMd5}`
    expect((await post(app, REMOTE, `${padding(pad)}&method=GET&${login}`)).status).toBe(200)
    const json = JSON.stringify({ padding: 'x'.repeat(pad), method: 'GET', username, password: passwordMd5 })
    expect((await post(app, REMOTE, json, JSON_TYPE)).status).toBe(200)
  })
})

/** A request of which only so much comes, until it is told to go on. */
async function half(app: Listening, path: string, body: string, from = '', sent = body.length / 2) {
  const { client, server } = await dial(app)
  let answer = ''
  const end = closed(client)
  client.on('data', (text) => {
    answer += text
  })
  client.write(
    `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: ${FORM_TYPE['content-type']}\r\nContent-Length: ${body.length}\r\n` +
      `Connection: close\r\n${from && `X-Forwarded-For: ${from}\r\n`}\r\n${body.slice(0, sent)}`,
  )
  return {
    server,
    client: client as Socket,
    finish: () => void client.write(body.slice(sent)),
    answered: async () => {
      await end
      return answer
    },
    sofar: () => answer,
  }
}

const wholeForm = (app: Listening, bytes: number) => `${padding(bytes)}&${encoded(queueForm(app))}`

test.each([
  ['WHMCS', WHMCS, 'identifier=wrong&secret=wrong&action=GetModuleQueue&', 403],
  ['Remote API', REMOTE, `username=admin&password=${'0'.repeat(32)}&`, 401],
])(
  'over the %s face wrong credentials at the beginning are refused before the rest comes',
  async (_, path, form, status) => {
    const app = await listen()
    const request = await half(app, path, `${form}${padding(12 * MEGABYTE)}`, '', 100_000)
    await vi.waitFor(() => expect(request.sofar()).toContain(`HTTP/1.1 ${status} `), SOON)
    expect(request.server.bytesRead).toBeLessThan(MEGABYTE)
  },
)

test('a banned address is refused before its large body comes', async () => {
  const app = await listen()
  const actor = (await import('../../access/actor.ts')).SYSTEM
  await app.provisor.domain.access.bans.ban(actor, {
    face: 'whmcs',
    address: '127.0.0.1',
    reason: 'x',
    expiresAt: null,
  })
  const request = await half(app, WHMCS, padding(12 * MEGABYTE), '', 100_000)
  await vi.waitFor(() => expect(request.sofar()).toContain('HTTP/1.1 403 '), SOON)
  expect(request.sofar()).toContain('Banned IP 127.0.0.1')
})

test('of one address two large bodies come in at once, and a third waits', async () => {
  const app = await listen()
  const first = await half(app, WHMCS, wholeForm(app, 4 * MEGABYTE))
  const second = await half(app, WHMCS, wholeForm(app, 4 * MEGABYTE))
  await vi.waitFor(() => expect(first.server.bytesRead + second.server.bytesRead).toBeGreaterThan(4 * MEGABYTE), SOON)
  const third = await half(app, WHMCS, wholeForm(app, 4 * MEGABYTE))
  third.finish()
  // Who is known waits for nobody.
  const known = await post(app, WHMCS, `${encoded(queueForm(app))}&${padding(4 * MEGABYTE)}`)
  expect(known.status).toBe(200)
  expect(third.server.bytesRead).toBeLessThan(2 * MEGABYTE)
  expect(third.sofar()).toBe('')
  first.finish()
  expect(await third.answered()).toContain('"result":"success"')
  second.finish()
  expect([await first.answered(), await second.answered()]).toEqual([
    expect.stringContaining('"result":"success"'),
    expect.stringContaining('"result":"success"'),
  ])
})

test('what unknown senders have together is all they have, whatever their addresses', async () => {
  const app = await listen({ trustedProxies: '127.0.0.1', bodyLimitMb: '4', uploadLimitMb: '0' })
  const body = wholeForm(app, 4 * MEGABYTE - 10_000)
  const others = await Promise.all(['192.0.2.1', '192.0.2.2'].map((address) => half(app, WHMCS, body, address)))
  await vi.waitFor(() => {
    for (const { server } of others) expect(server.bytesRead).toBeGreaterThan(1.5 * MEGABYTE)
  }, SOON)
  const refused = await half(app, WHMCS, body, '192.0.2.3')
  expect(await refused.answered()).toMatch(/^HTTP\/1.1 413 .*Request too large"\}$/s)
  for (const other of others) other.client.destroy()
  await vi.waitFor(async () => {
    const again = await half(app, WHMCS, body, '192.0.2.3')
    again.finish()
    expect(await again.answered()).toContain('"result":"success"')
  }, SOON)
})

test.each(['/nothing', '/healthz', '/sandbox', '/metrics', '/'])('at %s nobody reads a body', async (path) => {
  const app = await listen()
  const answer = await half(app, path, `{${'['.repeat(5 * MEGABYTE)}`, '', 100_000)
  await vi.waitFor(() => expect(answer.sofar()).toContain('HTTP/1.1 404 '), SOON)
  expect(answer.server.bytesRead).toBeLessThan(MEGABYTE)
})
