import type { TestApp } from './app.ts'

/** A `fetch` that goes into a server without a socket. `headers` are added to every request. */
export const injectedFetch =
  ({ http }: Pick<TestApp, 'http'>, headers: Record<string, string> = {}, remoteAddress = '127.0.0.1'): typeof fetch =>
  async (url, init = {}) => {
    const { pathname, search, host } = new URL(String(url))
    const answer = await http.inject({
      method: (init.method ?? 'GET') as 'GET',
      url: pathname + search,
      headers: { host, ...(init.headers as Record<string, string>), ...headers },
      remoteAddress,
      ...(init.body !== undefined && { payload: init.body as string }),
    })
    const sent = Object.entries(answer.headers).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, String(one)]),
    )
    return new Response(answer.rawPayload as Uint8Array<ArrayBuffer>, { status: answer.statusCode, headers: sent })
  }
