import { SYSTEM } from '../../src/access/actor.ts'
import type { TestApp } from './app.ts'

export const MODERN = '2026-07-28'

type Sent = { token?: string | undefined; headers?: Record<string, string | undefined> }

/** What a tool answered. */
export type ToolAnswer = {
  isError: boolean
  text: string
  data: Record<string, unknown> & { token?: string }
}

/** Speaks the protocol to a server of a test, as the specification has it: nothing of the library that serves it. */
export function mcpOf(app: TestApp, usual: Sent = {}) {
  async function post(payload: unknown, { token = usual.token, headers = {} }: Sent = {}) {
    const answer = await app.http.inject({
      method: 'POST',
      url: '/mcp',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    })
    return { status: answer.statusCode, headers: answer.headers, body: messageIn(answer.body) }
  }

  /** As of 2026-07-28: everything is said with each request. */
  function request(method: string, params: Record<string, unknown> = {}, sent: Sent = {}) {
    const meta = {
      'io.modelcontextprotocol/protocolVersion': MODERN,
      'io.modelcontextprotocol/clientInfo': { name: 'Test desk', version: '1.2' },
      'io.modelcontextprotocol/clientCapabilities': {},
    }
    const name = typeof params.name === 'string' ? { 'mcp-name': params.name } : {}
    return post(
      { jsonrpc: '2.0', id: 1, method, params: { ...params, _meta: meta } },
      { ...sent, headers: { 'mcp-protocol-version': MODERN, 'mcp-method': method, ...name, ...sent.headers } },
    )
  }

  return {
    post,
    request,
    list: async (sent: Sent = {}): Promise<{ name: string }[]> =>
      (await request('tools/list', {}, sent)).body.result.tools,
    async call(name: string, args: object = {}, sent: Sent = {}): Promise<ToolAnswer> {
      const { body } = await request('tools/call', { name, arguments: args }, sent)
      if (!body.result) throw new Error(JSON.stringify(body))
      const { isError = false, content, structuredContent } = body.result
      return { isError, text: content[0].text, data: structuredContent }
    },
  }
}

/** Whatever the server answers. */
function messageIn(body: string) {
  const data = body.split('\n').find((line) => line.startsWith('data: '))
  if (data) return JSON.parse(data.slice('data: '.length))
  return body === '' ? undefined : JSON.parse(body)
}

/** A token of a new credential with these rights. */
export async function tokenWith(
  app: TestApp,
  permissions: readonly string[],
  name = `role of ${permissions.join(' ')}`,
) {
  const { roles, credentials } = app.provisor.domain.access
  const { id } = await roles.create(SYSTEM, { name, permissions: ['api.access', ...permissions] })
  const { credential, secret } = await credentials.create(SYSTEM, { name, staffId: 1, roleIds: [id] })
  return `${credential.identifier}.${secret}`
}
