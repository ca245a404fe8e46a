import { describe, expect, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { sql } from '../../src/storage/engine/sql.ts'
import { demonstration, openApp } from '../support/app.ts'
import { forEachEngine } from '../support/databases.ts'

type Sent = { method?: string; url: string; payload?: unknown; headers?: Record<string, string>; token?: string }

forEachEngine((engine) => {
  async function open() {
    const app = await openApp(await engine.fresh(demonstration))
    const { identifier, secret } = app.demo.whmcs
    const own = `${identifier}.${secret}`
    const send = async ({ method = 'POST', url, payload, headers = {}, token = own }: Sent) => {
      const answer = await app.http.inject({
        method: method as 'POST',
        url: `/api/v1${url}`,
        headers: { authorization: `Bearer ${token}`, ...headers },
        ...(payload !== undefined && { payload: payload as object }),
      })
      return { status: answer.statusCode, headers: answer.headers, body: answer.json() }
    }
    const groups = async () => (await app.provisor.domain.clients.groups.list(SYSTEM)).length
    return { ...app, send, groups }
  }
  const group = { url: '/client-groups', payload: { name: 'Gold', colour: '#ffcc00' } }
  const withKey = (key: string) => ({ 'idempotency-key': key })

  describe('an Idempotency-Key', () => {
    test('is done once, and answered alike for a day', async () => {
      const { send, groups, clock } = await open()
      const before = await groups()
      const first = await send({ ...group, headers: withKey('k-1') })
      expect(first.status).toBe(200)
      clock.advance(23 * 3_600_000)
      const again = await send({ ...group, headers: withKey('k-1') })
      expect(again).toMatchObject({ status: 200, body: first.body, headers: { 'idempotent-replayed': 'true' } })
      expect(await groups()).toBe(before + 1)
      clock.advance(2 * 3_600_000)
      const late = await send({ ...group, payload: { ...group.payload, name: 'Silver' }, headers: withKey('k-1') })
      expect(late.headers['idempotent-replayed']).toBeUndefined()
      expect(await groups()).toBe(before + 2)
    })

    test('with another body, another path or another query is refused', async () => {
      const { send } = await open()
      await send({ ...group, headers: withKey('k-1') })
      const others = [
        { ...group, payload: { ...group.payload, name: 'Silver' } },
        { url: '/product-groups', payload: { name: 'Gold' } },
      ]
      for (const other of others)
        expect(await send({ ...other, headers: withKey('k-1') })).toMatchObject({
          status: 422,
          body: { code: 'idempotency_key_reused' },
        })
    })

    test('of another credential is another key', async () => {
      const { send, groups, provisor } = await open()
      const { credential, secret } = await provisor.domain.access.credentials.create(SYSTEM, { name: 'B', staffId: 1 })
      const before = await groups()
      await send({ ...group, headers: withKey('k-1') })
      const other = { ...group, payload: { ...group.payload, name: 'Silver' } }
      await send({ ...other, token: `${credential.identifier}.${secret}`, headers: withKey('k-1') })
      expect(await groups()).toBe(before + 2)
    })

    test('sent twice at once is done once', async () => {
      const { send, groups } = await open()
      const before = await groups()
      const answers = await Promise.all(Array.from({ length: 8 }, () => send({ ...group, headers: withKey('k-1') })))
      expect(await groups()).toBe(before + 1)
      for (const { status, body } of answers)
        expect(status === 200 || (status === 409 && body.code === 'idempotency_unanswered')).toBe(true)
      expect(answers.some(({ status }) => status === 200)).toBe(true)
    })

    test('of what was refused may be sent again, once it can be done', async () => {
      const { send, groups } = await open()
      const before = await groups()
      const bad = await send({ url: '/staff', payload: { username: 'eve', roleId: 999 }, headers: withKey('k-1') })
      expect(bad.status).toBe(404)
      expect((await send({ ...group, headers: withKey('k-1') })).status).toBe(200)
      expect(await groups()).toBe(before + 1)
    })

    test('keeps what is secret in an answer sealed', async () => {
      const { send, provisor } = await open()
      const made = await send({ url: '/credentials', payload: { name: 'New', staffId: 1 }, headers: withKey('k-1') })
      const again = await send({ url: '/credentials', payload: { name: 'New', staffId: 1 }, headers: withKey('k-1') })
      expect(again.body).toEqual(made.body)
      const rows = await provisor.database.reader.all<object>(sql`SELECT * FROM idempotent_requests`)
      expect(rows).toHaveLength(1)
      expect(JSON.stringify(rows)).not.toContain(made.body.secret)
    })

    test.each([
      ['with a blank', 'k 1'],
      ['that is too long', 'k'.repeat(256)],
    ])('%s is refused', async (_what, key) => {
      const { send } = await open()
      expect(await send({ ...group, headers: withKey(key) })).toMatchObject({ status: 400, body: { code: 'invalid' } })
    })

    test('is nothing for a sign-in, of which nothing is kept', async () => {
      const { http } = await open()
      const payload = { username: 'admin', password: 'x' }
      const answer = await http.inject({ method: 'POST', url: '/api/v1/sessions', payload, headers: withKey('k') })
      expect(answer.json()).toMatchObject({ status: 400, errors: [{ path: 'header.idempotency-key' }] })
    })
  })

  describe('If-Match', () => {
    test('changes the version that was read, and no later one', async () => {
      const { send } = await open()
      const read = await send({ method: 'GET', url: '/clients/1' })
      const tag = String(read.headers.etag)
      const change = (city: string, match: string) =>
        send({ method: 'PATCH', url: '/clients/1', payload: { city }, headers: { 'if-match': match } })
      expect((await change('Lyon', tag)).status).toBe(200)
      expect(await change('Paris', tag)).toMatchObject({ status: 412, body: { code: 'version_differs' } })
      expect((await send({ method: 'GET', url: '/clients/1' })).body.city).toBe('Lyon')
      expect((await change('Paris', `"1", ${tag}, "${read.body.version + 1}"`)).status).toBe(200)
      expect((await change('Nice', '*')).status).toBe(200)
      expect(await change('Nice', 'W/"1"')).toMatchObject({ status: 400 })
    })

    test('of two at once one changes it', async () => {
      const { send } = await open()
      const tag = String((await send({ method: 'GET', url: '/clients/1' })).headers.etag)
      const both = ['Lyon', 'Paris'].map((city) =>
        send({ method: 'PATCH', url: '/clients/1', payload: { city }, headers: { 'if-match': tag } }),
      )
      expect((await Promise.all(both)).map(({ status }) => status).sort()).toEqual([200, 412])
    })

    test('keeps two who change one role apart', async () => {
      const { send } = await open()
      const { body: role, headers } = await send({ method: 'GET', url: '/roles/1' })
      expect(headers.etag).toBe(`"${role.version}"`)
      const change = (requiresSecondFactor: boolean) =>
        send({
          ...{ method: 'PATCH', url: '/roles/1', payload: { requiresSecondFactor } },
          headers: { 'if-match': `"${role.version}"` },
        })
      expect((await change(true)).status).toBe(200)
      expect(await change(false)).toMatchObject({ status: 412, body: { code: 'version_differs' } })
    })

    test('tells nothing to who may not change it', async () => {
      const { send } = await open()
      const headers = { 'if-match': '"999"' }
      expect(await send({ method: 'PATCH', url: '/clients/9999', payload: { city: 'x' }, headers })).toMatchObject({
        status: 404,
      })
    })

    test('is refused where nothing has a version', async () => {
      const { send } = await open()
      expect(await send({ ...group, headers: { 'if-match': '"1"' } })).toMatchObject({
        status: 400,
        body: { errors: [{ path: 'header.if-match' }] },
      })
    })
  })

  test('whatever is refused has the number of its request', async () => {
    const { send } = await open()
    const { body } = await send({ method: 'GET', url: '/clients/9999' })
    expect(body).toMatchObject({ code: 'not_found', requestId: expect.any(String) })
  })
})
