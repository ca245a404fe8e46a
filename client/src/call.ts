import { BASE, type Operations, type Problem, ROUTES } from './contract.ts'
import { ProvisorError } from './error.ts'
import type { Identity } from './identity.ts'
import { delayBefore, pause } from './retry.ts'

/** A token for what staff may do, a session of a person, or the password of an outbound service for what its worker may. */
export type ClientOptions = Carriage & { outbound?: OutboundCredentials | undefined } & (
    | { token: string; session?: undefined }
    | { token?: undefined; outbound: OutboundCredentials; session?: undefined }
    /** A person signs in: `client.sessions.create(…)`. */
    | { token?: undefined; session: true }
  )

export type OutboundCredentials = {
  /** Such as `1-2-0/bob@example.com`. */
  account: string
  /** Of the service. */
  password: string
}

/** How calls travel. */
export type Carriage = {
  /** Where the server is, such as `https://ops.example.com`; a path in front of `/api/v1` is kept. */
  baseUrl: string
  /** Another `fetch`, for proxies and tests. */
  fetch?: typeof globalThis.fetch | undefined
  /** How long one try may take, the whole answer included. */
  timeoutMs?: number | undefined
  /** How often a reading call is tried again after 429, 502, 503, 504 or no answer; 0 is never. */
  retries?: number | undefined
}

/** Anything that `fetch` sends, also a stream. */
export type FileBody = NonNullable<RequestInit['body']>

export type CallOptions = {
  signal?: AbortSignal | undefined
  /** The change is made only while the record has this `version`; else it fails with `version_differs`. */
  ifVersion?: number | undefined
}

type Route = { method: string; path: string; file?: 'up' | 'down' }
type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>
type Input = {
  params?: Readonly<Record<string, string | number>>
  query?: Query
  body?: unknown
  /** Bytes instead, as they are. */
  file?: FileBody
}

export type Call = <Id extends keyof Operations>(
  id: Id,
  input: Omit<Operations[Id], 'answer'>,
  options?: CallOptions,
) => Promise<Operations[Id]['answer']>

type Attempt = {
  url: string
  method: string
  body: FileBody | undefined
  signal: AbortSignal | undefined
  /** A file takes as long as it takes. */
  file: 'up' | 'down' | undefined
  ifVersion: number | undefined
}

export const RETRIED: ReadonlySet<number> = new Set([429, 502, 503, 504])

/** How every operation is carried over HTTP. `identity` says who asks. */
export function makeCall({ baseUrl, fetch, timeoutMs = 30_000, retries = 2 }: Carriage, identity: Identity): Call {
  const send = fetch ?? globalThis.fetch

  return async (id, input, { signal, ifVersion } = {}) => {
    const { method, path, file }: Route = ROUTES[id]
    const { params, query, body, file: bytes } = input as Input
    const attempt = {
      url: requestUrl(baseUrl, withParams(path, params), query),
      method,
      body: bytes ?? (body === undefined ? undefined : JSON.stringify(body)),
      signal,
      file,
      ifVersion,
    }
    // A change that was not answered may have been made: only reading is repeated.
    const tries = method === 'GET' ? 1 + retries : 1
    for (let made = 1; ; made++) {
      const outcome = await tryOnce(attempt)
      if (!(outcome instanceof Failed)) return outcome as never
      const delayMs = made < tries && outcome.mayPass ? delayBefore(made, outcome.retryAfter) : undefined
      if (delayMs === undefined) throw outcome.error
      await pause(delayMs, signal)
    }
  }

  async function tryOnce({ url, method, body, signal, file, ifVersion }: Attempt): Promise<unknown> {
    const timeout = file ? new AbortController().signal : AbortSignal.timeout(timeoutMs)
    try {
      const response = await send(url, {
        method,
        headers: {
          accept: 'application/json',
          ...identity.headers(),
          ...(body !== undefined && file === undefined && { 'content-type': 'application/json' }),
          ...(ifVersion !== undefined && { 'if-match': `"${ifVersion}"` }),
        },
        ...(identity.credentials && { credentials: identity.credentials }),
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        ...(body !== undefined && { body }),
        // What `fetch` wants to hear before it sends a stream.
        ...(file === 'up' && { duplex: 'half' }),
      })
      if (file === 'down' && response.ok) return response
      const answer = answerOf(response, await response.text())
      identity.answered(response, answer)
      return answer
    } catch (cause) {
      if (signal?.aborted) throw signal.reason
      if (timeout.aborted)
        return new Failed(failure('timeout', `No answer from ${url} within ${timeoutMs} ms`, cause), true)
      return new Failed(failure('unreachable', `No answer from ${url}`, cause), true)
    }
  }
}

class Failed {
  readonly error: ProvisorError
  readonly mayPass: boolean
  readonly retryAfter: string | null
  constructor(error: ProvisorError, mayPass: boolean, retryAfter: string | null = null) {
    this.error = error
    this.mayPass = mayPass
    this.retryAfter = retryAfter
  }
}

const failure = (code: 'timeout' | 'unreachable', detail: string, cause: unknown) =>
  new ProvisorError({ status: 0, code, detail }, cause)

function answerOf(response: Response, text: string): unknown {
  const value = parseJson(text)
  if (response.ok && value !== undefined) return value
  return new Failed(failureOf(response, text), RETRIED.has(response.status), response.headers.get('retry-after'))
}

/** What an answer that is no success says. */
export function failureOf({ status }: Response, text: string): ProvisorError {
  const value = parseJson(text)
  return new ProvisorError(isProblem(value) ? value : unexpected(status, text))
}

/** Such as the error page of a proxy. */
const unexpected = (status: number, text: string) => ({
  status,
  code: 'unexpected_answer',
  detail: `Expected JSON from a Provisor server, got status ${status} with ${JSON.stringify(text.slice(0, 100))}`,
})

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'code' in value && 'detail' in value && 'status' in value

export const requestUrl = (baseUrl: string, path: string, query?: Query): string =>
  withoutSlashes(baseUrl) + BASE + path + queryText(query)

const withParams = (path: string, params: Input['params'] = {}): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])))

function withoutSlashes(url: string): string {
  let end = url.length
  while (url[end - 1] === '/') end -= 1
  return url.slice(0, end)
}

function queryText(query: Query = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`],
  )
  return pairs.length > 0 ? `?${pairs.join('&')}` : ''
}
