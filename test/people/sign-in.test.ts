import { Secret, TOTP } from 'otpauth'
import { describe, expect, test } from 'vitest'
import { makeClient } from '../../client/src/client.ts'
import { SYSTEM } from '../../src/access/actor.ts'
import type { GivenSettings } from '../../src/config.ts'
import { NOW, openApp, type TestApp } from '../support/app.ts'
import { makeAuthenticator } from '../support/authenticator.ts'
import { forEachEngine } from '../support/databases.ts'
import { injectedFetch } from '../support/injected-fetch.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const PASSWORD = 'seven green bicycles'
const BASE = 'http://localhost'

forEachEngine((engine) => {
  async function open(settings: GivenSettings = {}) {
    const app = await openApp(await engine.fresh(), settings)
    const { access } = app.provisor.domain
    const role = await access.roles.create(SYSTEM, { name: 'Support', permissions: ['api.access', 'clients.read'] })
    const ann = await access.staff.create(SYSTEM, { username: 'ann', roleId: role.id, password: PASSWORD })
    return { ...app, access, role, ann, person: () => personOf(app) }
  }

  const personOf = (app: TestApp, headers: Record<string, string> = {}) =>
    makeClient({ baseUrl: BASE, session: true, fetch: injectedFetch(app, headers), retries: 0 })
  const signIn = { username: 'Ann', password: PASSWORD }

  describe('a session', () => {
    test('is a second way in, with the rights of its member', async () => {
      const { person } = await open()
      const client = person()
      await expect(client.me.get()).rejects.toMatchObject({ status: 401, code: 'unauthenticated' })
      expect(await client.sessions.create(signIn)).toMatchObject({
        username: 'ann',
        role: 'Support',
        permissions: ['api.access', 'clients.read'],
        mustSetUpSecondFactor: false,
      })
      expect(await client.clients.list()).toMatchObject({ total: 0 })
      await expect(client.bans.list()).rejects.toMatchObject({ code: 'permission_refused' })
      await client.sessions.endCurrent()
      await expect(client.me.get()).rejects.toMatchObject({ status: 401 })
    })

    test('is opened by a link that the server printed, once, and by no second factor less', async () => {
      const { person, access, ann } = await open()
      const token = await access.signIn.createLink(SYSTEM, 'ann')
      const client = person()
      expect(await client.sessions.createByLink(token)).toMatchObject({ username: 'ann', timeZone: 'UTC' })
      expect(await client.sessions.list()).toMatchObject({ items: [{ method: 'link' }] })
      await expect(person().sessions.createByLink(token)).rejects.toMatchObject({ code: 'sign_in_refused' })
      const again = await access.signIn.createLink(SYSTEM, 'ann')
      const [, challenge] = again.split('.')
      await expect(person().sessions.createByLink(`${ann.id + 1}.${challenge}`)).rejects.toMatchObject({ status: 401 })
      const { secret } = await client.me.beginOneTimeCodes()
      await client.me.confirmOneTimeCodes(new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: NOW }))
      await expect(person().sessions.createByLink(again)).rejects.toMatchObject({ code: 'second_factor_required' })
      const actor = { ...SYSTEM, kind: 'staff' } as const
      await expect(access.signIn.createLink(actor, 'ann')).rejects.toMatchObject({ code: 'permission_refused' })
    })

    test.each([
      ['another name', { username: 'bob', password: PASSWORD }],
      ['another password', { username: 'ann', password: 'seven green bicycle' }],
      ['the MD5 of the password', { username: 'ann', password: '5ebe2294ecd0e0f08eab7690d2a6ee69' }],
      ['a name with a NUL', { username: 'ann\0', password: PASSWORD }],
    ])('is not opened by %s', async (_what, given) => {
      const { person } = await open()
      await expect(person().sessions.create(given)).rejects.toMatchObject({
        status: given.username.includes('\0') ? 400 : 401,
      })
    })

    test('is not opened by wrong guesses, which ban as they do elsewhere', async () => {
      const app = await open()
      const from = injectedFetch(app, {}, '203.0.113.9')
      const client = makeClient({ baseUrl: BASE, session: true, fetch: from, retries: 0 })
      // What is left is of the address: it is the same whether or not there is somebody of that name.
      for (const [username, triesLeft] of [
        ['ann', 2],
        ['nobody', 1],
        ['ann', 0],
      ] as const)
        await expect(client.sessions.create({ username, password: `guess ${triesLeft}` })).rejects.toMatchObject({
          code: 'sign_in_refused',
          facts: { triesLeft },
        })
      await expect(client.sessions.create(signIn)).rejects.toMatchObject({
        code: 'address_banned',
        facts: { until: new Date(NOW + 15 * MINUTE).toISOString() },
      })
      expect(await app.access.bans.list(SYSTEM)).toMatchObject([{ face: 'native', address: '203.0.113.9' }])
    })

    test('changes nothing without the token of its page', async () => {
      const app = await open()
      const cookie = await cookieOf(app)
      const request = { method: 'POST', url: '/api/v1/sessions/end-others', payload: {} } as const
      const without = await app.http.inject({ ...request, headers: { cookie } })
      expect(without.json()).toMatchObject({ status: 403, code: 'csrf_token_wrong' })
      const foreign = await app.http.inject({ ...request, headers: { cookie, 'x-csrf-token': 'x' } })
      expect(foreign.json()).toMatchObject({ code: 'csrf_token_wrong' })
      expect((await app.http.inject({ url: '/api/v1/me', headers: { cookie } })).statusCode).toBe(200)
    })

    test('is over when it was not used for long, and after its life however much it is used', async () => {
      const { person, clock } = await open({ sessionIdleMinutes: '60', sessionHours: '5' })
      const [idle, busy] = [person(), person()]
      await idle.sessions.create(signIn)
      await busy.sessions.create(signIn)
      for (let minutes = 0; minutes < 90; minutes += 30) {
        clock.advance(30 * MINUTE)
        expect(await busy.me.get()).toMatchObject({ username: 'ann' })
      }
      await expect(idle.me.get()).rejects.toMatchObject({ status: 401 })
      for (let hours = 0; hours < 3; hours++) {
        clock.advance(50 * MINUTE)
        await busy.me.get()
      }
      clock.advance(2 * HOUR)
      await expect(busy.me.get()).rejects.toMatchObject({ status: 401 })
    })

    test('gets another token each hour; a copy of the old one that comes back ends it', async () => {
      const app = await open()
      const { clock } = app
      const first = await cookieOf(app)
      const get = (cookie: string) => app.http.inject({ url: '/api/v1/me', headers: { cookie } })
      clock.advance(61 * MINUTE)
      const renewed = await get(first)
      const second = String(renewed.headers['set-cookie']).split(';')[0]!
      expect(second).not.toBe(first)
      // What was on the way with the old one is served.
      expect((await get(first)).statusCode).toBe(200)
      clock.advance(2 * MINUTE)
      // The answer with the new one may have been lost: until it comes back the old one is good.
      const again = await get(first)
      const third = String(again.headers['set-cookie']).split(';')[0]!
      expect((await get(third)).statusCode).toBe(200)
      clock.advance(2 * MINUTE)
      expect((await get(third)).statusCode).toBe(200)
      expect((await get(first)).statusCode).toBe(401)
      expect((await get(third)).statusCode).toBe(401)
    })

    test.each([
      ['the member is disabled', ({ access, ann }) => access.staff.disable(SYSTEM, ann.id), 'staff_disabled'],
      [
        'somebody sets another password',
        ({ access, ann }) => access.staff.setPassword(SYSTEM, ann.id, `${PASSWORD}!`),
        'unauthenticated',
      ],
      [
        'the role loses the API',
        ({ access, role }) => access.roles.update(SYSTEM, role.id, { permissions: ['clients.read'] }),
        'no_api_access',
      ],
      ['it is ended from elsewhere', ({ access, ann }) => access.sessions.endAll(SYSTEM, ann.id), 'unauthenticated'],
    ] satisfies [string, (app: Awaited<ReturnType<typeof open>>) => Promise<unknown>, string][])(
      'is over at once when %s',
      async (_what, change, code) => {
        const app = await open()
        const client = app.person()
        await client.sessions.create(signIn)
        await change(app)
        await expect(client.me.get()).rejects.toMatchObject({ code })
      },
    )

    test('is seen and ended by its owner, and not by others', async () => {
      const app = await open()
      await app.access.staff.create(SYSTEM, { username: 'bob', roleId: app.role.id, password: PASSWORD })
      const [ann, also, bob] = [app.person(), app.person(), app.person()]
      await ann.sessions.create(signIn)
      await also.sessions.create(signIn)
      await bob.sessions.create({ username: 'bob', password: PASSWORD })
      const { items } = await ann.sessions.list()
      expect(items.map(({ isCurrent }) => isCurrent).sort()).toEqual([false, true])
      const other = items.find(({ isCurrent }) => !isCurrent)!
      await expect(bob.sessions.end(other.id)).rejects.toMatchObject({ code: 'not_found' })
      await expect(bob.sessions.list({ staffId: app.ann.id })).rejects.toMatchObject({ code: 'permission_refused' })
      await ann.sessions.end(other.id)
      await expect(also.me.get()).rejects.toMatchObject({ status: 401 })
      expect(await bob.sessions.list()).toMatchObject({ items: [{ isCurrent: true }] })
    })

    test('has a cookie that scripts cannot read, bound to the host over TLS', async () => {
      const app = await open({ trustedProxies: '127.0.0.1' })
      const send = (headers: Record<string, string>) =>
        app.http.inject({ method: 'POST', url: '/api/v1/sessions', payload: signIn, headers })
      expect((await send({})).headers['set-cookie']).toMatch(
        /^provisor-session=\w{43}; Path=\/; HttpOnly; SameSite=Lax; Expires=/,
      )
      expect((await send({ 'x-forwarded-proto': 'https' })).headers['set-cookie']).toMatch(
        /^__Host-provisor-session=\w{43}; Path=\/; HttpOnly; SameSite=Lax; Secure; Expires=/,
      )
    })
  })

  describe('one-time codes', () => {
    async function withCodes() {
      const app = await open()
      const client = app.person()
      await client.sessions.create(signIn)
      const { secret, uri } = await client.me.beginOneTimeCodes()
      const totp = new TOTP({ secret: Secret.fromBase32(secret) })
      const code = () => totp.generate({ timestamp: app.clock.now() })
      const { recoveryCodes } = await client.me.confirmOneTimeCodes(code())
      return { ...app, client, uri, code, recoveryCodes: recoveryCodes! }
    }

    test('are asked for once they are set up, each counts once', async () => {
      const { person, clock, uri, code } = await withCodes()
      expect(uri).toMatch(/^otpauth:\/\/totp\/Provisor:ann\?/)
      const client = person()
      await expect(client.sessions.create(signIn)).rejects.toMatchObject({
        code: 'second_factor_required',
        facts: { factors: ['code', 'recovery_code'] },
      })
      // The one that was shown to set them up.
      await expect(client.sessions.create({ ...signIn, code: code() })).rejects.toMatchObject({
        code: 'second_factor_wrong',
      })
      clock.advance(MINUTE)
      const both = [person(), person()].map((one) => one.sessions.create({ ...signIn, code: code() }))
      const settled = await Promise.allSettled(both)
      expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    })

    test('a recovery code stands in for one, once', async () => {
      const { person, recoveryCodes, client } = await withCodes()
      expect(new Set(recoveryCodes).size).toBe(10)
      const code = recoveryCodes[0]!.toUpperCase().replace('-', ' ')
      expect(await person().sessions.create({ ...signIn, code })).toMatchObject({ session: { secondFactor: true } })
      await expect(person().sessions.create({ ...signIn, code })).rejects.toMatchObject({ code: 'second_factor_wrong' })
      expect(await client.me.secondFactors()).toMatchObject({
        factors: ['code', 'recovery_code'],
        recoveryCodesLeft: 9,
      })
    })

    test('are taken away with a code, or by who manages access', async () => {
      const { person, client, code, clock, access, ann } = await withCodes()
      await expect(client.me.deleteOneTimeCodes('000000')).rejects.toMatchObject({ code: 'invalid' })
      clock.advance(MINUTE)
      await client.me.deleteOneTimeCodes(code())
      expect(await person().sessions.create(signIn)).toMatchObject({ session: { secondFactor: false } })
      await access.secondFactors.reset(SYSTEM, ann.id)
      await expect(client.me.get()).rejects.toMatchObject({ status: 401 })
    })

    test('how somebody signs in is changed only shortly after they did', async () => {
      const { client, clock, person, code } = await withCodes()
      clock.advance(16 * MINUTE)
      const again = { code: 'sign_in_again', status: 403 }
      await expect(client.me.replaceRecoveryCodes()).rejects.toMatchObject(again)
      await expect(client.me.deletePasskey(1)).rejects.toMatchObject(again)
      await client.me.deleteOneTimeCodes(code())
      await expect(client.me.beginOneTimeCodes()).rejects.toMatchObject(again)
      const fresh = person()
      await fresh.sessions.create(signIn)
      expect(await fresh.me.beginOneTimeCodes()).toMatchObject({ secret: expect.any(String) })
    })

    test('the secret is sealed, and told to nobody again', async () => {
      const { provisor, ann, client } = await withCodes()
      const stored = await provisor.read.access.secondFactors.codes(ann.id)
      expect(stored!.secretSealed).toMatch(/^v1\./)
      await expect(client.me.beginOneTimeCodes()).rejects.toMatchObject({ code: 'transition_refused' })
    })

    test('a role may ask for them: then nothing else is open until they are there', async () => {
      const app = await open()
      await app.access.roles.update(SYSTEM, app.role.id, { requiresSecondFactor: true })
      const client = app.person()
      expect(await client.sessions.create(signIn)).toMatchObject({ mustSetUpSecondFactor: true, permissions: [] })
      await expect(client.clients.list()).rejects.toMatchObject({ status: 403, code: 'second_factor_not_set_up' })
      const { secret } = await client.me.beginOneTimeCodes()
      await client.me.confirmOneTimeCodes(new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: NOW }))
      expect(await client.clients.list()).toMatchObject({ total: 0 })
    })
  })

  describe('a passkey', () => {
    test('signs in alone, each answer once, and stands in for a code', async () => {
      const { person } = await open()
      const client = person()
      await client.sessions.create(signIn)
      const key = makeAuthenticator('http://localhost', 'localhost')
      const { publicKey } = await client.me.passkeyOptions()
      const { passkey, recoveryCodes } = await client.me.createPasskey({
        name: 'Phone',
        response: key.create(String(publicKey.challenge)),
      })
      expect(recoveryCodes).toHaveLength(10)
      await expect(person().sessions.create(signIn)).rejects.toMatchObject({
        facts: { factors: ['passkey', 'recovery_code'] },
      })
      const other = person()
      const asked = await other.sessions.passkeyOptions()
      const response = key.sign(String(asked.publicKey.challenge))
      expect(await other.sessions.createByPasskey(response)).toMatchObject({ username: 'ann' })
      await expect(person().sessions.createByPasskey(response)).rejects.toMatchObject({ code: 'sign_in_refused' })
      await client.me.deletePasskey(passkey.id)
      const late = key.sign(String((await other.sessions.passkeyOptions()).publicKey.challenge))
      await expect(person().sessions.createByPasskey(late)).rejects.toMatchObject({ code: 'sign_in_refused' })
    })

    test.each([
      ['another page', makeAuthenticator('http://evil.test', 'localhost')],
      ['another name', makeAuthenticator('http://localhost', 'evil.test')],
    ])('is not made for %s', async (_what, key) => {
      const { person } = await open()
      const client = person()
      await client.sessions.create(signIn)
      const { publicKey } = await client.me.passkeyOptions()
      const response = key.create(String(publicKey.challenge))
      await expect(client.me.createPasskey({ name: 'Phone', response })).rejects.toMatchObject({ code: 'invalid' })
    })

    test('is offered under a name, over TLS or on localhost', async () => {
      const app = await open()
      const methods = (host: string) => app.http.inject({ url: '/api/v1/sessions/methods', headers: { host } })
      expect((await methods('localhost:8080')).json()).toMatchObject({ passkey: true })
      expect((await methods('127.0.0.1:8080')).json()).toMatchObject({ passkey: false })
      expect((await methods('ops.example.com')).json()).toMatchObject({ passkey: false })
    })
  })

  async function cookieOf(app: TestApp): Promise<string> {
    const answer = await app.http.inject({ method: 'POST', url: '/api/v1/sessions', payload: signIn })
    return String(answer.headers['set-cookie']).split(';')[0]!
  }
})
