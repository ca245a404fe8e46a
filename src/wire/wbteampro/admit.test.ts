import { describe, expect, test } from 'vitest'
import { demonstration, openApp, startApp, type TestApp } from '../../../test/support/app.ts'
import { forEachEngine } from '../../../test/support/databases.ts'
import { SYSTEM } from '../../access/actor.ts'

const PROJECT = '/modules/addons/wbteampro/api.php/v1/projects/100/json'
const STRANGER = '198.51.100.7'

type Asked = { authorization?: string; query?: string; from?: string }

async function ask({ http }: TestApp, { authorization, query = '', from = '127.0.0.1' }: Asked = {}) {
  const headers = authorization ? { authorization } : {}
  const answer = await http.inject({ method: 'GET', url: `${PROJECT}?${query}`, headers, remoteAddress: from })
  expect(answer.headers).not.toHaveProperty('www-authenticate')
  return answer.json().request.code as number
}

const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

forEachEngine((engine) => {
  describe('who asks may say so in a header', () => {
    test('as Basic with the MD5, or with a credential; as a Bearer token', async () => {
      const app = await openApp(await engine.fresh(demonstration))
      const { wbteampro, whmcs, token } = app.demo
      expect(await ask(app, { authorization: basic(wbteampro.username, wbteampro.passwordMd5) })).toBe(200)
      expect(await ask(app, { authorization: basic(whmcs.identifier, whmcs.secret) })).toBe(200)
      expect(await ask(app, { authorization: `Bearer ${token}` })).toBe(200)
      for (const authorization of ['Basic', 'Basic !', 'Basic YQ==', 'Bearer x', 'Digest a="b"', basic('', 'x')])
        expect(await ask(app, { authorization, from: STRANGER })).toBe(401)
      // None of these was a wrong password.
      expect(await ask(app, { authorization: `Bearer ${token}`, from: STRANGER })).toBe(200)
    })

    test('and parameters win over it', async () => {
      const app = await openApp(await engine.fresh(demonstration))
      const authorization = `Bearer ${app.demo.token}`
      expect(await ask(app, { authorization, query: `username=admin&password=${'0'.repeat(32)}` })).toBe(401)
    })
  })

  test('a ban survives a restart, leaves the other faces alone, and ends when it is lifted', async () => {
    const place = await engine.fresh(demonstration)
    const before = await startApp(place)
    const { username, passwordMd5 } = before.demo.wbteampro
    const query = `username=${username}&password=${passwordMd5}`
    const from = STRANGER
    for (let tries = 0; tries < 3; tries++)
      expect(await ask(before, { from, query: `username=admin&password=${String(tries).repeat(32)}` })).toBe(401)
    expect(await ask(before, { from, query })).toBe(403)
    await before.close()

    const app = await openApp(place)
    expect(await ask(app, { from, query })).toBe(403)
    expect(await ask(app, { from: '198.51.100.8', query })).toBe(200)
    const { identifier, secret } = app.demo.whmcs
    const others = await app.http.inject({
      method: 'POST',
      url: '/includes/api.php',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: `identifier=${identifier}&secret=${secret}&action=GetServers&responsetype=json`,
      remoteAddress: from,
    })
    expect(others.json()).toMatchObject({ result: 'success' })
    const native = { url: '/api/v1/services/1', headers: { authorization: `Bearer ${app.demo.token}` } }
    expect((await app.http.inject({ ...native, remoteAddress: from })).statusCode).toBe(200)

    const { bans } = app.provisor.domain.access
    const [ban] = await bans.list(SYSTEM)
    expect(ban).toMatchObject({ face: 'wbteampro', address: from })
    await bans.lift(SYSTEM, ban!.id)
    expect(await ask(app, { from, query })).toBe(200)
  })
})
