import type { InjectOptions } from 'fastify'
import { describe, expect, test, vi } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { md5Hex } from '../../src/access/sign-in/passwords.ts'
import { demonstration, openApp, startApp, type TestApp } from '../support/app.ts'
import { forEachEngine } from '../support/databases.ts'
import { isLong } from '../support/long.ts'

const STRANGER = '203.0.113.9'
/** More than wait their turn while known callers are served. */
const STRANGERS = isLong ? 200 : 60

const whmcs = (form: Record<string, string>, remoteAddress = STRANGER): InjectOptions => ({
  method: 'POST',
  url: '/includes/api.php',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  payload: new URLSearchParams({ action: 'GetModuleQueue', responsetype: 'json', ...form }).toString(),
  remoteAddress,
})
const remote = (password: string, remoteAddress = STRANGER, username = 'admin'): InjectOptions => ({
  url: '/modules/addons/wbteampro/api.php/v1/projects/100/json',
  query: { username, password },
  remoteAddress,
})
const native = (token: string, remoteAddress = STRANGER): InjectOptions => ({
  url: '/api/v1/services?limit=1',
  headers: { authorization: `Bearer ${token}` },
  remoteAddress,
})
const basic = (name: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
})
const aculab = ({ demo }: TestApp, key: string, username = demo.aculab.username): InjectOptions => ({
  url: '/service/v1/outbound_queues',
  headers: basic(username, key),
  remoteAddress: STRANGER,
})
const work = ({ demo }: TestApp, password: string): InjectOptions => ({
  method: 'POST',
  url: '/api/v1/outbound/work/open',
  headers: basic(`${demo.aculab.username}/${demo.aculab.services[0]!.name}`, password),
  payload: { worker: 'one' },
  remoteAddress: STRANGER,
})

/** How many were answered with each status and message. */
async function tally(app: TestApp, requests: InjectOptions[]): Promise<Record<string, number>> {
  const answers = await Promise.all(requests.map((request) => app.http.inject(request)))
  const counts: Record<string, number> = {}
  for (const { statusCode, body } of answers) {
    const json = JSON.parse(body)
    const message = json.message ?? json.request?.message ?? json.code ?? json.error?.code ?? 'in'
    const name = `${statusCode} ${message}`
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}

const sixty = (request: (n: number) => InjectOptions) => Array.from({ length: 60 }, (_, n) => request(n))

forEachEngine((engine) => {
  describe('of sixty guesses at once from one address', () => {
    test('three are looked at on the WHMCS face, and the right one behind them does not get in', async () => {
      const app = await openApp(await engine.fresh(demonstration))
      const { username, passwordMd5 } = app.demo.wbteampro
      const requests = sixty((n) => whmcs({ username, password: n === 59 ? passwordMd5 : md5Hex(`guess ${n}`) }))
      expect(await tally(app, requests)).toEqual({
        '403 Authentication Failed': 3,
        [`403 Banned IP ${STRANGER}`]: 57,
      })
      expect(await app.provisor.domain.access.bans.list(SYSTEM, 'all')).toMatchObject([{ face: 'whmcs' }])
    })

    test('three are looked at on the Remote API face and on the native one', async () => {
      const app = await openApp(await engine.fresh(demonstration))
      const { identifier } = app.demo.whmcs
      expect(
        await tally(
          app,
          sixty((n) => remote(md5Hex(`guess ${n}`))),
        ),
      ).toEqual({
        '401 Authentication Failed': 3,
        '403 IP Address Banned': 57,
      })
      expect(
        await tally(
          app,
          sixty((n) => native(`${identifier}.${String(n).padEnd(32, 'x')}`)),
        ),
      ).toEqual({
        '401 unauthenticated': 3,
        '403 address_banned': 57,
      })
      expect(await app.provisor.domain.access.bans.list(SYSTEM, 'all')).toHaveLength(2)
    })

    test('ten are looked at on the Aculab face and for workers together, and the others wait', async () => {
      const app = await openApp(await engine.fresh(demonstration))
      const requests = sixty((n) => (n % 2 ? aculab(app, `guess ${n}`) : work(app, `guess ${n}`)))
      const counts = await tally(app, requests)
      const of = (status: string) =>
        Object.entries(counts).reduce((sum, [name, count]) => (name.startsWith(status) ? sum + count : sum), 0)
      expect([of('401'), of('429') + of('503')]).toEqual([10, 50])
      expect(await app.provisor.domain.access.bans.list(SYSTEM, 'all')).toEqual([])
    })

    test('and of twenty right ones all are served', async () => {
      const app = await openApp(await engine.fresh(demonstration))
      const { username, passwordMd5 } = app.demo.wbteampro
      const requests = Array.from({ length: 20 }, () => whmcs({ username, password: passwordMd5 }))
      expect(await tally(app, requests)).toEqual({ '200 in': 20 })
      expect(await tally(app, Array(20).fill(aculab(app, app.demo.aculab.apiKey)))).toEqual({ '200 in': 20 })
    })
  })

  describe('a ban that was made by hand', () => {
    test.each(['whmcs', 'wbteampro', 'aculab', 'native'] as const)(
      'on %s holds there, and on no other',
      async (face) => {
        const app = await openApp(await engine.fresh(demonstration))
        const ban = { face, address: STRANGER, reason: 'abuse', expiresAt: null }
        await app.provisor.domain.access.bans.ban(SYSTEM, ban)
        const { whmcs: credential, wbteampro, token } = app.demo
        const apiKey = app.demo.aculab.apiKey
        const service = app.demo.aculab.services[0]!
        const requests = {
          whmcs: whmcs(credential),
          wbteampro: remote(wbteampro.passwordMd5),
          aculab: aculab(app, apiKey),
          native: native(token),
          work: work(app, service.password),
        }
        const banned: string[] = []
        for (const [name, request] of Object.entries(requests))
          if ((await app.http.inject(request)).statusCode === 403) banned.push(name)
        const workers = face === 'aculab' || face === 'native' ? ['work'] : []
        expect(banned).toEqual([face, ...workers])
      },
    )

    test('is the only one that stops workers: one that came of wrong tokens does not', async () => {
      const app = await openApp(await engine.fresh(demonstration))
      const guess = (n: number) => native(`${app.demo.whmcs.identifier}.${String(n).padEnd(32, 'x')}`)
      for (let n = 0; n < 4; n++) await app.http.inject(guess(n))
      expect((await app.http.inject(guess(4))).statusCode).toBe(403)
      const service = app.demo.aculab.services[0]!
      expect((await app.http.inject(work(app, service.password))).statusCode).not.toBe(403)
    })
  })

  test('who was right before goes on where others guess, after a restart and after a change', async () => {
    const place = await engine.fresh(demonstration)
    const first = await startApp(place)
    const { username, passwordMd5 } = first.demo.wbteampro
    const right = whmcs({ username, password: passwordMd5 })
    expect((await first.http.inject(right)).statusCode).toBe(200)
    expect((await first.http.inject(aculab(first, first.demo.aculab.apiKey))).statusCode).toBe(200)
    await first.close()

    const app = await openApp(place)
    const { domain } = app.provisor
    await tally(
      app,
      sixty((n) => whmcs({ username: `guess${n}`, password: md5Hex(`guess ${n}`) })),
    )
    await tally(
      app,
      sixty((n) => aculab(app, `guess ${n}`, '1-2-0/eve')),
    )
    const goesOn = async () => [
      (await app.http.inject(right)).statusCode,
      (await app.http.inject(aculab(app, app.demo.aculab.apiKey))).statusCode,
    ]
    expect(await goesOn()).toEqual([200, 200])
    // From here on this process knows what they show, whoever guesses at the same names.
    await tally(
      app,
      sixty((n) => whmcs({ username, password: md5Hex(`guess ${n}`) })),
    )
    await tally(
      app,
      sixty((n) => aculab(app, `guess ${n}`)),
    )
    const [account] = await domain.outbound.accounts.list(SYSTEM)
    await domain.outbound.accounts.createKey(SYSTEM, account!.id, { name: 'more', readOnly: true })
    await domain.access.roles.create(SYSTEM, { name: 'More', permissions: ['api.access'] })
    expect(await goesOn()).toEqual([200, 200])
  })
})

test('known callers are served with fresh checks while many strangers guess', async () => {
  const { sqlite } = await import('../support/databases-sqlite.ts')
  const place = await sqlite.fresh(demonstration)
  const first = await startApp(place)
  const { staff, roles } = first.provisor.domain.access
  const [role] = await roles.list(SYSTEM)
  const names = Array.from({ length: 12 }, (_, n) => `colleague${n}`)
  const password = 'correct horse'
  for (const username of names) await staff.create(SYSTEM, { username, roleId: role!.id, password, legacyLogin: true })
  const asked = names.map((name) => remote(md5Hex(password), '198.51.100.7', name))
  expect(await tally(first, asked)).toEqual({ '200 Success': 12 })
  await first.close()

  const app = await openApp(place)
  const guesses = Array.from({ length: STRANGERS }, (_, n) =>
    app.http.inject(remote(md5Hex(`guess ${n}`), `203.0.113.${n}`, `stranger${n}`)),
  )
  expect(await tally(app, asked)).toEqual({ '200 Success': 12 })
  await Promise.all(guesses)
})

test('what is remembered asks the database nothing on any face', async () => {
  const { sqlite } = await import('../support/databases-sqlite.ts')
  const app = await openApp(await sqlite.fresh(demonstration))
  const { username, passwordMd5 } = app.demo.wbteampro
  const requests = [whmcs({ username, password: passwordMd5 }), aculab(app, app.demo.aculab.apiKey)]
  for (const request of requests) await app.http.inject(request)
  const { callers, attempts } = app.provisor.read.access
  const spies = [vi.spyOn(callers, 'has'), vi.spyOn(callers, 'ofBlock'), vi.spyOn(attempts, 'now')]
  const writes = vi.spyOn(app.provisor.database, 'transaction')
  for (const request of requests) expect((await app.http.inject(request)).statusCode).toBe(200)
  expect([...spies, writes].map(({ mock }) => mock.calls.length)).toEqual([0, 0, 0, 0])
})
