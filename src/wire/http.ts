import { type Server, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { trustsLoopback } from '../access/loopback.ts'
import { StorageFault } from '../base/fault.ts'
import { type AddressList, clientAddress, makeAddressList } from '../base/ip-addresses.ts'
import type { Log } from '../base/log.ts'
import type { Doer } from '../events/event.ts'
import { type BareForm, makeBareAnswers } from './bare-answers.ts'
import { type Closing, makeClosing } from './connections/closing.ts'
import { type ConnectionLimits, type Connections, makeConnections } from './connections/connections.ts'
import { HEAD_OPTIONS } from './connections/heads.ts'
import { type TlsFiles, tlsOptions } from './connections/tls.ts'
import { refuseSeveralHosts } from './one-host.ts'
import { pathAndQuery } from './path-and-query.ts'
import { retryAfter, troubleText } from './retry-after.ts'
import { safeHeaders, sendSafeHeaders } from './safe-headers.ts'

/** The path under which a face has its route; undefined where the path is not the face's. */
type FacePath = (path: string) => string | undefined

export type HttpOptions = {
  bodyLimitMb: number
  limits: ConnectionLimits
  /** How each face answers what never reaches it. */
  forms: readonly BareForm[]
  trustedProxies: readonly string[]
  /** Under which others reach this server, if they do. */
  publicUrl?: string
  tls?: TlsFiles | undefined
  /** Of faces whose paths have more forms than one, such as any prefix: the first that knows a path routes it. */
  paths: readonly FacePath[]
  log: Log
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who was let in, once somebody was. */
    doer: Doer | null
  }
  interface FastifyInstance {
    trustedProxies: AddressList
    closing: Closing
    /** Under which requests count: each wire names itself to its own routes. `other` where no wire is. */
    face: string
    connections: Connections
    trustsLoopback: boolean
    warnAboutForwarded: (address: string) => void
  }
}

/** The one listener under all faces: limits, time-outs, the caller's address, and a bland end for what nobody caught. */
export function makeHttp(options: HttpOptions): FastifyInstance {
  const { log } = options
  const headers = safeHeaders(options.tls !== undefined)
  const answerFailure = (failure: Error & { statusCode?: number }, request: FastifyRequest, reply: FastifyReply) => {
    const isTrouble = failure instanceof StorageFault
    const status = isTrouble ? 503 : (failure.statusCode ?? 500)
    if (status >= 500) log.error({ err: failure, requestId: request.id }, 'request failed')
    const detail = isTrouble ? troubleText(failure) : status >= 500 ? 'The fault is in the log' : failure.message
    const code = isTrouble ? 'unavailable' : status >= 500 ? 'internal' : 'invalid'
    // Again, because a path that never reached a route passed no hook.
    return sendProblem(reply.headers({ ...headers, ...retryAfter(failure) }), status, code, detail)
  }
  const app = Fastify({
    ...(options.tls ? { https: { ...HEAD_OPTIONS, ...tlsOptions(options.tls) } } : { http: HEAD_OPTIONS }),
    bodyLimit: options.bodyLimitMb * 1024 * 1024,
    // Between two requests. All else that takes too long is for `connections`.
    keepAliveTimeout: 65_000,
    maxRequestsPerSocket: 0,
    // `closing` knows which connections may go.
    forceCloseConnections: false,
    // What is asked on connections that are still open is answered like everything before.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 500 },
    // Faces check what comes in by themselves. Without these Fastify loads Ajv at every start, and never uses it.
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    // A path that is no UTF-8 never reaches a face.
    frameworkErrors: answerFailure,
    rewriteUrl: ({ url = '/' }: { url?: string }) => routed(url, options.paths),
  } as object) as FastifyInstance
  let warned = false
  const trustedProxies = makeAddressList(options.trustedProxies)
  const bareAnswers = makeBareAnswers(options.forms, bareProblem, headers)
  const connections = makeConnections({ limits: options.limits, trustedProxies, bareAnswers, log })
  app.addHook('onListen', async () => serversBeside(app).forEach(connections.watch))
  app.decorate('face', 'other')
  app.decorateRequest('doer', null)
  app.decorate('connections', connections)
  app.decorate('trustedProxies', trustedProxies)
  app.decorate('trustsLoopback', trustsLoopback({ publicUrl: '', ...options }))
  app.decorate('warnAboutForwarded', (address: string) => {
    if (!warned) log.warn({ address }, 'X-Forwarded-For ignored: the sender is not in --trusted-proxies')
    warned = true
  })
  app.setNotFoundHandler(answerNothingThere)
  app.setErrorHandler(answerFailure)
  // Nobody reads a body but a face that says how: least of all where there is nothing.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, _body, done) => done(null))
  watchConnections(app, options.tls !== undefined)
  sendSafeHeaders(app, headers)
  refuseSeveralHosts(app)
  // Last, because it stands before all who listen.
  connections.watch(app.server)
  return app
}

function routed(url: string, paths: readonly FacePath[]): string {
  const [path] = pathAndQuery(url)
  for (const routeOf of paths) {
    const found = routeOf(path)
    if (found !== undefined) return found + url.slice(path.length)
  }
  return url
}

function watchConnections(app: FastifyInstance, tls: boolean): void {
  const closing = makeClosing()
  app.decorate('closing', closing)
  app.addHook('preClose', async () => {
    // Node would cut those that have no request under way, and with them what was just being asked.
    for (const server of [app.server, ...serversBeside(app)]) server.closeIdleConnections = () => {}
    closing.begin()
  })
  // A listener on `localhost` has a second server behind it, whose requests come along here too.
  app.addHook('onRequest', (request, reply, done) => {
    closing.asked(request.raw, reply.raw)
    done()
  })
  app.server.on('connection', closing.connected)
  if (!tls) return
  const handshaking = new Map<string, Socket>()
  app.server.on('connection', (raw: Socket) => {
    const caller = callerOf(raw)
    handshaking.set(caller, raw)
    raw.once('close', () => {
      if (handshaking.get(caller) === raw) handshaking.delete(caller)
    })
  })
  app.server.on('secureConnection', (socket: Socket) => {
    const caller = callerOf(socket)
    closing.secured(handshaking.get(caller), socket)
    handshaking.delete(caller)
  })
}

const callerOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`

function noSchemas(): never {
  throw new Error('Routes have no JSON schemas here')
}

/** One more for each further address of `--host localhost`; Fastify keeps them to itself. */
function serversBeside(app: FastifyInstance): Server[] {
  const key = Object.getOwnPropertySymbols(app).find(({ description }) => description === 'fastify.serverBindings')
  return key === undefined ? [] : (app as unknown as Record<symbol, Server[]>)[key]!
}

const PROBLEM_TYPE = 'application/problem+json'

const problemOf = (status: number, code: string, detail: string) => ({
  type: 'about:blank',
  title: STATUS_CODES[status],
  status,
  detail,
  code,
})

const sendProblem = (reply: FastifyReply, status: number, code: string, detail: string): FastifyReply =>
  reply
    .code(status)
    .type(PROBLEM_TYPE)
    .send(problemOf(status, code, detail))

/** Where a wire has nothing and no form of its own to say so. */
export const answerNothingThere = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  sendProblem(reply, 404, 'not_found', `There is nothing at ${pathAndQuery(request.url)[0]}`)

/** For addresses of no face. */
const bareProblem: BareForm['answer'] = ({ status, detail }) => ({
  type: PROBLEM_TYPE,
  body: JSON.stringify(problemOf(status, 'invalid', detail)),
})

/** The caller's address as allow lists, bans and logs use it; `X-Forwarded-For` counts only from trusted proxies. */
export function requestAddress(request: FastifyRequest): string {
  const { server } = request
  const forwarded = request.headers['x-forwarded-for']
  const { address, ignoredForwarded } = clientAddress(
    request.socket.remoteAddress ?? '',
    Array.isArray(forwarded) ? forwarded.join(',') : forwarded,
    server.trustedProxies,
  )
  if (ignoredForwarded) server.warnAboutForwarded(address)
  return address
}
