import { beforeAll, describe, expect, test } from 'vitest'
import { demonstration, openApp, startApp, type TestApp } from '../../../test/support/app.ts'
import { sqlite } from '../../../test/support/databases-sqlite.ts'
import { MODERN, mcpOf, tokenWith } from '../../../test/support/mcp.ts'
import { SYSTEM } from '../../access/actor.ts'

let app: TestApp
let token: string
let mcp: ReturnType<typeof mcpOf>
beforeAll(async () => {
  app = await startApp(await sqlite.fresh(demonstration))
  token = await tokenWith(app, ['*'])
  mcp = mcpOf(app, { token })
  return () => app.close()
})

const PING = { jsonrpc: '2.0', id: 1, method: 'ping' }

describe('who is let in', () => {
  test('nobody without a token of the API, and it is said how', async () => {
    const answer = await mcpOf(app).post(PING)
    expect([answer.status, answer.headers['www-authenticate'], answer.body.code]).toEqual([
      ...[401, 'Bearer realm="provisor"', 'unauthenticated'],
    ])
    expect((await mcpOf(app, { token: 'a.b' }).post(PING)).status).toBe(401)
    const cookie = { cookie: '__Host-provisor=anything; provisor=anything' }
    expect((await mcpOf(app, { headers: cookie }).post(PING)).status).toBe(401)
  })

  test('pages of other sites are refused before a token is looked at', async () => {
    const from = async (origin: string) => (await mcp.post(PING, { headers: { origin } })).status
    expect(await from('https://evil.example')).toBe(403)
    expect(await from('null')).toBe(403)
    expect(await from('http://localhost.evil.example')).toBe(403)
    expect(await from('http://localhost:6274')).toBe(200)
    expect((await mcpOf(app).post(PING, { headers: { origin: 'https://evil.example' } })).status).toBe(403)
  })

  test('a credential has one pace here and at the API', async () => {
    const { credentials } = app.provisor.domain.access
    const { credential, secret } = await credentials.create(SYSTEM, { name: 'slow', staffId: 1, requestsPerMinute: 2 })
    const slow = mcpOf(app, { token: `${credential.identifier}.${secret}` })
    const headers = { authorization: `Bearer ${credential.identifier}.${secret}` }
    expect((await app.http.inject({ url: '/api/v1/clients', headers })).statusCode).toBe(200)
    expect((await slow.post(PING)).status).toBe(200)
    const third = await slow.post(PING)
    expect([third.status, third.body.code]).toEqual([429, 'rate_limited'])
  })

  test('nobody with a credential that is over', async () => {
    const { credentials } = app.provisor.domain.access
    const expiresAt = app.clock.now() + 1000
    const { credential, secret } = await credentials.create(SYSTEM, { name: 'brief', staffId: 1, expiresAt })
    const brief = mcpOf(app, { token: `${credential.identifier}.${secret}` })
    expect((await brief.post(PING)).status).toBe(200)
    app.clock.advance(1000)
    expect((await brief.post(PING)).status).toBe(401)
  })

  test('nobody, where it is off', async () => {
    const off = await openApp(await sqlite.fresh(demonstration), { mcp: 'off' })
    expect((await mcpOf(off, { token: off.demo.token }).post(PING)).status).toBe(404)
  })
})

describe('what is sent', () => {
  test.each([
    ['a list of messages', JSON.stringify([PING, PING]), 400, -32600],
    ['nothing', '', 400, -32700],
    ['no JSON', '{"jsonrpc":', 400, -32700],
    ['what is nested too deep', '['.repeat(40) + ']'.repeat(40), 400, -32700],
    ['too many values', `[${'0,'.repeat(30_000)}0]`, 400, -32700],
    ['too much', JSON.stringify({ ...PING, params: { text: 'x'.repeat(2 ** 20) } }), 413, -32000],
  ])('%s is refused', async (_, sent, status, code) => {
    const answer = await mcp.post(sent)
    expect([answer.status, answer.body.error.code]).toEqual([status, code])
  })

  test('only JSON is taken, and only by POST', async () => {
    expect((await mcp.post(PING, { headers: { 'content-type': 'text/plain' } })).status).toBe(415)
    for (const method of ['GET', 'DELETE'] as const) {
      const answer = await app.http.inject({ method, url: '/mcp', headers: { authorization: `Bearer ${token}` } })
      expect([answer.statusCode, answer.headers.allow]).toEqual([405, 'POST'])
    }
  })

  test('headers that differ from the message, versions and tools that are none have their own codes', async () => {
    const code = async (...sent: Parameters<typeof mcp.request>) => (await mcp.request(...sent)).body.error?.code
    const call = { name: 'attention', arguments: {} }
    expect(await code('tools/call', call, { headers: { 'mcp-name': 'lane_list' } })).toBe(-32020)
    expect(await code('tools/list', {}, { headers: { 'mcp-method': 'tools/call' } })).toBe(-32020)
    expect(await code('tools/list', {}, { headers: { 'mcp-protocol-version': '2025-11-25' } })).toBe(-32020)
    expect(await code('tools/call', { ...call, name: 'no_such' })).toBe(-32602)
    expect(await code('prompts/list')).toBe(-32601)
    const future = {
      'io.modelcontextprotocol/protocolVersion': '2031-01-01',
      'io.modelcontextprotocol/clientCapabilities': {},
    }
    const answer = await mcp.post(
      { jsonrpc: '2.0', id: 1, method: 'tools/list', params: { _meta: future } },
      { headers: { 'mcp-protocol-version': '2031-01-01', 'mcp-method': 'tools/list' } },
    )
    expect([answer.status, answer.body.error.code, answer.body.error.data.supported]).toEqual([400, -32022, [MODERN]])
  })

  test('the protocol before needs no session', async () => {
    const clientInfo = { name: 'old', version: '1' }
    const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo }
    const begun = await mcp.post({ jsonrpc: '2.0', id: 1, method: 'initialize', params })
    expect(begun.body.result).toMatchObject({ protocolVersion: '2025-11-25', serverInfo: { name: 'provisor' } })
    expect(begun.headers).not.toHaveProperty('mcp-session-id')
    expect((await mcp.post({ jsonrpc: '2.0', method: 'notifications/initialized' })).status).toBe(202)
    const listed = await mcp.post({ jsonrpc: '2.0', id: 2, method: 'tools/list' })
    expect(listed.body.result.tools).toEqual(await mcp.list())
  })
})
