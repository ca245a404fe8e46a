import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../../access/actor.ts'
import type { SessionAdmitted } from '../../access/sessions/admit-session.ts'
import { requirePerson } from '../../access/sessions/sessions.ts'
import type { Clock } from '../../base/clock.ts'
import type { Log } from '../../base/log.ts'
import type { Config } from '../../config.ts'
import type { Domain } from '../../domain.ts'
import type { ServiceCaller } from '../../outbound/accounts/caller.ts'
import type { Bodies } from '../bodies/bodies.ts'
import { inPieces } from '../codec/pieces.ts'
import { requestAddress } from '../http.ts'
import { pathAndQuery } from '../path-and-query.ts'
import { type Download, sendBytes } from '../send-bytes.ts'
import { toldVersion } from '../told-version.ts'
import { admit } from './admit.ts'
import { admitService } from './admit-service.ts'
import { makeAnswerProblem } from './answer-problem.ts'
import type { Conditions } from './conditions.ts'
import { BASE } from './contract/address.ts'
import { type ApiOperation, isOpen } from './contract/operation.ts'
import type { Problem } from './contract/problem.ts'
import type { ApiHandler, ApiUpload } from './handler.ts'
import type { CredentialPace } from './pace.ts'
import { makeProblem, nothingAt, ProblemAnswer, problemOf } from './problem.ts'
import { readBody } from './read-body.ts'
import { findRoute } from './routes/find-route.ts'
import { admitSession } from './sessions/admit-session.ts'
import { makeBrowser } from './sessions/browser.ts'
import { sessionToken } from './sessions/session-cookie.ts'
import { lastEventId, makeStreams, wantsStream } from './streams/streams.ts'

type Parts = {
  domain: Domain
  log: Log
  clock: Clock
  bodies: Bodies
  pace: CredentialPace
  config: Pick<Config, 'tellVersion'>
  /** Told when nothing more is to be begun. */
  onDrain: (told: () => void) => void
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who was let in to an operation, before the body was read. */
    actor: Actor | ServiceCaller | null
    /** That was shown, if one was. */
    session: SessionAdmitted | null
    /** What is asked for, whether or not somebody is let in to it. */
    asked: ApiHandler | null
    /** Of a request that is to be done once. */
    bodyDigest: string
  }
}

/** The contract and all that answers it are a fifth of an idle server's memory: they come with the first request. */
type Answering = typeof import('./answering.ts')
let loaded: Answering | undefined
const answering = async () => (loaded ??= await import('./answering.ts'))

/** For operations that need no token: it may do nothing. */
const NOBODY: Actor = {
  kind: 'system',
  id: 0,
  name: 'Nobody',
  credentialId: null,
  address: '',
  permissions: new Set(),
}

/** Our own API: what its contract says, and problems (RFC 9457) for everything else. */
export function nativeWire({ domain, log, clock, bodies, pace, config, onDrain }: Parts) {
  const version = toldVersion(config)
  const answerProblem = makeAnswerProblem({ domain, log })
  const underway = new Set<AbortController>()
  const streams = makeStreams({ onDrain })
  let closing = false

  return async function native(app: FastifyInstance): Promise<void> {
    app.decorate('face', 'native')
    await app.register(routes, { prefix: BASE })
  }

  async function routes(app: FastifyInstance): Promise<void> {
    app.decorateRequest('actor', null)
    app.decorateRequest('session', null)
    app.decorateRequest('asked', null)
    app.decorateRequest('bodyDigest', '')
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('application/json', async (request: FastifyRequest) => {
      const { actor, asked, sentBody } = request
      // Where nobody was let in to anything, nobody reads. A file is taken piece by piece by its verb, whatever its type.
      if (!actor || !asked || asked.operation.uploads) return undefined
      const bytes = (await sentBody?.whole()) ?? Buffer.alloc(0)
      if (request.headers['idempotency-key'] !== undefined) request.bodyDigest = (await answering()).digestOfBody(bytes)
      return readBody(bytes, asked.operation)
    })
    app.addContentTypeParser('*', async ({ actor, asked }: FastifyRequest) => {
      if (actor && asked && !asked.operation.uploads)
        throw new ProblemAnswer(makeProblem('unsupported_media_type', 'Send application/json'))
    })
    app.addHook('preClose', async () => {
      closing = true
      for (const waiting of underway) waiting.abort()
    })
    app.setErrorHandler(answerProblem)
    app.setNotFoundHandler((request, reply) => answerProblem(nothingThere(request), request, reply))
    for (const url of ['/', '/*'])
      app.route({
        method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
        url,
        onRequest: async (request, reply) => {
          request.asked = handlerFor(await answering(), request)
          await admitTo(request.asked.operation, request, reply)
        },
        handler: async (request, reply) => perform(request.asked!, request, reply),
      })
  }

  function handlerFor({ handlerOf }: Answering, request: FastifyRequest): ApiHandler {
    const [path] = pathAndQuery(request.url)
    const found = findRoute(request.method, path)
    if ('methods' in found) throw nothingThere(request, found.methods)
    request.params = found.params
    return handlerOf(found.id)
  }

  async function actorOf(
    operation: ApiOperation,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<Actor | ServiceCaller> {
    if (isOpen(operation)) return NOBODY
    if (operation.admits === 'service') return admitService(domain, request)
    // A header is meant; a cookie comes by itself.
    if (request.headers.authorization === undefined && sessionToken(request) !== undefined) {
      request.session = await admitSession(domain, request, reply, operation)
      return request.session.actor
    }
    const actor = await admit(domain, request, (credential) => pace(credential, reply))
    if (operation.admits === 'person') requirePerson(actor)
    return actor
  }

  async function actorAgain(request: FastifyRequest): Promise<Actor> {
    if (!request.session) return admit(domain, request)
    const actor = await domain.access.sessions.again(request.session.actor)
    if (!actor) throw new ProblemAnswer(makeProblem('unauthenticated', 'The session is over: sign in again'))
    return actor
  }

  /** Before a byte of the body is read. */
  async function admitTo(operation: ApiOperation, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    request.actor = await actorOf(operation, request, reply)
    request.sentBody = bodies.open(request, reply, requestAddress(request)) ?? null
  }

  /** Until the caller is gone, or the server stops: then who waits for something is sent away. */
  function whileWaitedFor(reply: FastifyReply): AbortSignal {
    const waiting = new AbortController()
    if (closing) waiting.abort()
    underway.add(waiting)
    reply.raw.once('close', () => {
      underway.delete(waiting)
      waiting.abort()
    })
    return waiting.signal
  }

  /** Done once, on the version that was named. */
  async function underConditions(conditions: Conditions, work: () => Promise<unknown>, reply: FastifyReply) {
    const { once } = conditions
    const { idempotency } = domain.access
    const before = once && (await idempotency.find(once))
    if (before) {
      reply.header('idempotent-replayed', 'true')
      if (before.status < 400) return before.body
      throw new ProblemAnswer(before.body as Problem)
    }
    const around = (await answering()).conditionsAround(domain, conditions)
    try {
      const body = await domain.around(around, work)
      if (once) await idempotency.keep(once, { status: 200, body })
      return body
    } catch (failure) {
      const told = around.done && once ? problemOf(failure) : undefined
      // Something was done before it was refused: it is refused again alike, and nothing is done twice.
      if (told && once) await idempotency.keep(once, { status: told.problem.status, body: told.problem })
      throw failure
    }
  }

  async function perform({ operation, answer, stream }: ApiHandler, request: FastifyRequest, reply: FastifyReply) {
    const { decodeInput, conditionsOf, withFields } = await answering()
    const signal = whileWaitedFor(reply)
    const call = {
      actor: request.actor as never,
      domain,
      signal,
      version,
      browser: makeBrowser(domain, request, reply),
      again: () => actorAgain(request),
      ...(operation.uploads && { upload: uploadOf(request) }),
    }
    const input = await decodeInput(operation, request, clock.now())
    if (stream && wantsStream(request))
      return streams.send(reply, request.actor as Actor, (until) =>
        stream({ ...call, signal: AbortSignal.any([signal, until]) }, input as never, lastEventId(request)),
      )
    const conditions = conditionsOf(operation, request, (input.params as { id?: unknown } | undefined)?.id)
    const work = () => answer(call, input as never)
    const body = conditions ? await underConditions(conditions, work, reply) : await work()
    if (operation.downloads) return sendBytes(reply, body as Download)
    if (operation.versioned) reply.header('etag', `"${(body as { version: number }).version}"`)
    return reply.send(withFields(body, input.fields))
  }
}

const uploadOf = ({ headers, sentBody }: FastifyRequest): ApiUpload => ({
  mediaType: headers['content-type'],
  bytes: sentBody ?? inPieces(Buffer.alloc(0)),
})

function nothingThere(request: FastifyRequest, methods: readonly string[] = []): ProblemAnswer {
  const [path] = pathAndQuery(request.url)
  return nothingAt(path, methods)
}
