import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../../access/actor.ts'
import { isLoopbackHost } from '../../access/loopback.ts'
import type { Config } from '../../config.ts'
import type { Bodies } from '../bodies/bodies.ts'
import { JSON_LIMITS, parseJson } from '../codec/json.ts'
import { MalformedRequest } from '../codec/malformed.ts'
import { requestAddress } from '../http.ts'
import { noteForbidden, noteIfForbidden } from '../note-forbidden.ts'
import type { AnsweringParts, Told } from './answering.ts'

type Parts = AnsweringParts & {
  bodies: Bodies
  config: Pick<Config, 'publicUrl'>
  /** Asks for a token as our own API does, with its pace, and tells why there is none or not a good one. */
  guard: {
    admitPaced(request: FastifyRequest, reply: FastifyReply): Promise<Actor>
    answerFailure(failure: unknown, request: FastifyRequest, reply: FastifyReply): unknown
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who was let in to the tools, before the body was read. */
    toolUser: Actor | null
  }
}

/** What a tool needs, many times over. */
const LARGEST_BYTES = 1024 * 1024
const LIMITS = { ...JSON_LIMITS, depth: 32, values: 20_000 }

/** Tools for assistants (Model Context Protocol), by a token of our own API. */
export function mcpWire(parts: Parts) {
  const { domain, bodies, guard, config } = parts
  let loaded: Promise<ReturnType<typeof import('./answering.ts')['makeAnswering']>> | undefined
  /** The protocol and the tools come with the first request. */
  async function answering() {
    loaded ??= import('./answering.ts').then(({ makeAnswering }) => makeAnswering(parts))
    return loaded
  }

  return async function mcp(app: FastifyInstance): Promise<void> {
    app.decorate('face', 'mcp')
    app.decorateRequest('toolUser', null)
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', async (request: FastifyRequest, _body: unknown) => {
      if (!request.toolUser || !request.sentBody) return undefined
      return request.sentBody.whole()
    })
    app.setErrorHandler(guard.answerFailure)
    app.route({
      method: ['GET', 'PUT', 'PATCH', 'DELETE'],
      url: '/mcp',
      handler: (_request, reply) =>
        sendFault(reply.header('allow', 'POST'), 405, -32000, 'Send messages by POST; there are no sessions'),
    })
    app.post('/mcp', {
      onRequest: async (request, reply) => {
        if (isForeign(request.headers.origin, config)) {
          noteForbidden(domain.access.refusals, request, 'cross_site')
          return sendFault(reply, 403, -32000, 'This is not for pages of other sites')
        }
        request.toolUser = await guard.admitPaced(request, reply)
        if (Number(request.headers['content-length'] ?? 0) > LARGEST_BYTES) return sendTooLarge(reply)
        request.sentBody = bodies.open(request, reply, requestAddress(request)) ?? null
      },
      handler: async (request, reply) => {
        const bytes = (request.body as Buffer | undefined) ?? Buffer.alloc(0)
        if (bytes.length > LARGEST_BYTES) return sendTooLarge(reply)
        if (!/^application\/json *(;|$)/i.test(request.headers['content-type'] ?? ''))
          return sendFault(reply, 415, -32000, 'Send application/json')
        const read = await readMessage(bytes)
        if ('fault' in read) return sendFault(reply, 400, -32700, read.fault)
        // One request would be as many calls as it holds; the protocols have no batches any more.
        if (Array.isArray(read.message)) return sendFault(reply, 400, -32600, 'Send one message, not a list of them')
        const told = await (await answering())({
          actor: request.toolUser!,
          headers: headersOf(request),
          message: read.message,
          signal: whileWaitedFor(reply),
          refused: (failure, tool) => noteIfForbidden(domain.access.refusals, request, failure, `tool ${tool}`),
        })
        return sendTold(reply, told)
      },
    })
  }
}

/** Whether a page of another site asks. Pages of this machine are no others: tools to try assistants on are such. */
function isForeign(origin: string | undefined, { publicUrl }: Pick<Config, 'publicUrl'>): boolean {
  if (origin === undefined) return false
  const from = URL.parse(origin)
  if (!from) return true
  return from.origin !== URL.parse(publicUrl)?.origin && !isLoopbackHost(from.hostname.replace(/^\[|\]$/g, ''))
}

async function readMessage(bytes: Buffer): Promise<{ message: unknown } | { fault: string }> {
  try {
    return { message: await parseJson(bytes, LIMITS) }
  } catch (failure) {
    if (failure instanceof MalformedRequest) return { fault: failure.reason }
    throw failure
  }
}

/** What the protocol reads of them, and how the program names itself. */
const READ = ['accept', 'content-type', 'mcp-protocol-version', 'mcp-method', 'mcp-name', 'user-agent']

function headersOf({ headers }: FastifyRequest): Record<string, string> {
  return Object.fromEntries(
    READ.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]])),
  )
}

function whileWaitedFor(reply: FastifyReply): AbortSignal {
  const waiting = new AbortController()
  reply.raw.once('close', () => waiting.abort())
  return waiting.signal
}

function sendTold(reply: FastifyReply, { status, type, body }: Told): FastifyReply {
  // Of who is gone.
  reply.code(status === 499 ? 503 : status).header('cache-control', 'no-store')
  if (type !== null) reply.type(type)
  return reply.send(body)
}

const sendTooLarge = (reply: FastifyReply) =>
  sendFault(reply.header('connection', 'close'), 413, -32000, `A message has at most ${LARGEST_BYTES} bytes`)

const sendFault = (reply: FastifyReply, status: number, code: number, message: string): FastifyReply =>
  reply
    .code(status)
    .type('application/json')
    .send(JSON.stringify({ jsonrpc: '2.0', id: null, error: { code, message } }))
