const META = 'io.modelcontextprotocol'

export type McpMessage = {
  id?: string | number | null
  method?: string
  params?: Record<string, unknown> & { _meta?: Record<string, unknown> }
}

/**
 * What HTTP says beside a message. From 2026-07-28 on each message says all of it itself; before, the program and the
 * version are those of its beginning.
 */
export function makeHeaders() {
  let version: string | undefined
  let program: string | undefined

  return {
    of({ method = '', params = {} }: McpMessage): Record<string, string> {
      const said = params._meta?.[`${META}/protocolVersion`]
      if (method === 'initialize') program = nameOf(params.clientInfo)
      const name = params.name ?? params.uri
      return {
        accept: 'application/json, text/event-stream',
        'content-type': 'application/json',
        ...(program !== undefined && { 'user-agent': program }),
        ...(typeof said === 'string'
          ? {
              'mcp-protocol-version': headerText(said),
              'mcp-method': headerText(method),
              ...(typeof name === 'string' && { 'mcp-name': headerText(name) }),
            }
          : version !== undefined && { 'mcp-protocol-version': version }),
      }
    },

    /** What was answered at the beginning says the version of all that follows. */
    heed({ method }: McpMessage, answer: { result?: { protocolVersion?: unknown } }): void {
      const agreed = answer.result?.protocolVersion
      if (method === 'initialize' && typeof agreed === 'string') version = headerText(agreed)
    },
  }
}

function nameOf(info: unknown): string | undefined {
  const { name, version } = (info ?? {}) as { name?: unknown; version?: unknown }
  return typeof name === 'string' ? headerText(`${name} ${typeof version === 'string' ? version : ''}`) : undefined
}

/** No header has more: what is odd in it the server refuses, or nobody reads. */
const headerText = (text: string): string =>
  text
    .replace(/[^\x20-\x7e]/g, '?')
    .slice(0, 200)
    .trim()
