import { type ClientRequest, type IncomingMessage, request as openRequest } from 'node:http'
import type { Socket } from 'node:net'
import { makeAddressList } from '../base/ip-addresses.ts'
import { CallFailed, type FailureKind, heldCall, type Stage, shownUrl } from './call-failed.ts'
import { openConnection, type Resolve, systemResolve, type Trust } from './connection.ts'

export type OutgoingCall = {
  method: string
  url: string
  headers?: Readonly<Record<string, string>>
  body?: string | Buffer | undefined
  trust?: Trust
  /** From the start until the connection stands, TLS included. */
  connectMs?: number
  /** From the first byte of the request to the last of the answer. */
  answerMs?: number
  maxAnswerBytes?: number
  /** A longer answer is not refused, but ends there. */
  cutsAnswer?: boolean
  signal?: AbortSignal | undefined
}

export type HttpAnswer = {
  status: number
  /** The reason phrase as it was sent: some panels put their error there. */
  reason: string
  /** Names in lower case; values of a repeated header are joined. */
  headers: Readonly<Record<string, string>>
  body: Buffer
}

export interface GuardedHttp {
  /** Resolves with any answer, whatever its status; redirects are answers too. Rejects with a `CallFailed`. */
  send(call: OutgoingCall): Promise<HttpAnswer>
}

type Options = {
  /** Addresses and networks that may be called although they are not public. */
  allow?: readonly string[]
  resolve?: Resolve
  /** While it is so, nothing goes out. */
  isHeld?: () => boolean
}

const CONNECT_MS = 10_000
const ANSWER_MS = 60_000
const MAX_ANSWER_BYTES = 8 * 1024 * 1024

/**
 * The one way out: every request to an address that somebody else chose goes through here. Only public addresses and
 * those that the operator allows, no redirects, no waiting without end, no answer without end, TLS verified. Each call
 * has a connection of its own: what was written on a connection that had been idle, nobody can tell when it breaks.
 */
export function makeGuardedHttp({ allow = [], resolve = systemResolve, isHeld }: Options = {}): GuardedHttp {
  const allowed = makeAddressList(allow)
  return {
    async send(call) {
      const url = parseUrl(call.url)
      if (isHeld?.()) throw heldCall(shownUrl(url))
      const socket = await bounded('unsent', url, call.connectMs ?? CONNECT_MS, call.signal, (signal) =>
        openConnection({ url, trust: call.trust ?? {}, allowed, resolve, signal }),
      )
      return bounded('sent', url, call.answerMs ?? ANSWER_MS, call.signal, (signal) =>
        exchange(call, url, socket, signal),
      )
    },
  }
}

function parseUrl(text: string): URL {
  const url = URL.parse(text)
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw new CallFailed('request', 'unsent', 'Calling out: expected an http:// or https:// URL')
  if (url.username !== '' || url.password !== '')
    throw new CallFailed('request', 'unsent', `Calling ${shownUrl(url)}: expected a URL without credentials in it`)
  return url
}

/** Runs one stage of a call until its time is up or nobody wants it any more. */
async function bounded<T>(
  stage: Stage,
  url: URL,
  limitMs: number,
  outer: AbortSignal | undefined,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const fail = (kind: FailureKind, words: string) => new CallFailed(kind, stage, `Calling ${shownUrl(url)}: ${words}`)
  if (outer?.aborted) throw fail('aborted', 'it was called off')
  const ended = new AbortController()
  const timer = setTimeout(
    () => ended.abort(fail('timeout', `no ${stage === 'sent' ? 'whole answer' : 'connection'} within ${limitMs} ms`)),
    limitMs,
  )
  const callOff = () => ended.abort(fail('aborted', 'it was called off'))
  outer?.addEventListener('abort', callOff, { once: true })
  try {
    return await run(ended.signal)
  } finally {
    clearTimeout(timer)
    outer?.removeEventListener('abort', callOff)
  }
}

function exchange(call: OutgoingCall, url: URL, socket: Socket, signal: AbortSignal): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const end = (kind: FailureKind, words: string, cause?: unknown) => {
      reject(new CallFailed(kind, 'sent', `Calling ${shownUrl(url)}: ${words}`, cause))
      socket.destroy()
    }
    const brokeOff = (failure: Error) =>
      'code' in failure && String(failure.code).startsWith('HPE_')
        ? end('protocol', `the answer is not HTTP (${failure.code})`, failure)
        : end('lost', 'the connection broke off before the answer was complete', failure)
    const body = call.body === undefined ? undefined : Buffer.from(call.body)
    const request = requestOver(socket, call, url, body)
    signal.addEventListener('abort', () => {
      reject(signal.reason)
      socket.destroy()
    })
    request.on('error', brokeOff)
    request.on('upgrade', () => end('protocol', 'the answer changes the protocol'))
    request.on('response', (message) => {
      const limit = call.maxAnswerBytes ?? MAX_ANSWER_BYTES
      const chunks: Buffer[] = []
      let size = 0
      message.on('error', brokeOff)
      message.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size <= limit) chunks.push(chunk)
        else if (call.cutsAnswer) finish()
        else end('too-large', `the answer is longer than ${limit} bytes`)
      })
      message.on('end', finish)
      function finish(): void {
        resolve(toAnswer(message, Buffer.concat(chunks)))
        socket.destroy()
      }
    })
    request.end(body)
  })
}

function requestOver(socket: Socket, call: OutgoingCall, url: URL, body: Buffer | undefined): ClientRequest {
  try {
    return openRequest({
      createConnection: () => socket,
      method: call.method,
      path: `${url.pathname}${url.search}`,
      setHost: false,
      headers: {
        host: url.host,
        // Nobody shall send us a kilobyte that becomes a gigabyte.
        'accept-encoding': 'identity',
        ...(body && { 'content-length': body.length }),
        ...call.headers,
      },
    })
  } catch (cause) {
    socket.destroy()
    throw new CallFailed('request', 'unsent', `Calling ${shownUrl(url)}: a header cannot be sent as it is`, cause)
  }
}

const toAnswer = (message: IncomingMessage, body: Buffer): HttpAnswer => ({
  status: message.statusCode ?? 0,
  reason: message.statusMessage ?? '',
  headers: Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [name, [value].flat().join(', ')]),
  ),
  body,
})
