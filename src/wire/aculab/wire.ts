import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '../../base/clock.ts'
import type { Log } from '../../base/log.ts'
import type { WallClock } from '../../base/wall-clock.ts'
import type { Domain } from '../../domain.ts'
import type { Caller } from '../../outbound/accounts/caller.ts'
import type { Bodies } from '../bodies/bodies.ts'
import { isCrossSite } from '../cross-site.ts'
import { requestAddress } from '../http.ts'
import { noteForbidden, noteIfForbidden } from '../note-forbidden.ts'
import { pathAndQuery } from '../path-and-query.ts'
import { sendChunks } from '../send-chunks.ts'
import { admit, otherForm, takes } from './admit.ts'
import type { AculabAnswer, AculabCall, Endpoint } from './endpoint.ts'
import { ERROR_TYPE, errorFormat, JSON_TYPE, renderError } from './error-body.ts'
import { crossSite, type FaceError, httpError, isFault, toFaceError } from './errors.ts'
import { LINKS } from './guessed.ts'
import { decodeParameters } from './parameters.ts'
import { readJson, readParameters } from './read-request.ts'
import { ENDPOINTS } from './registry.ts'
import { wallText } from './wall-text.ts'

type Parts = {
  domain: Pick<Domain, 'access' | 'outbound'>
  bodies: Bodies
  clock: Clock
  wallClock: WallClock
  log: Log
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who was let in, before the body was read. */
    caller: Caller | null
    /** When the request came. */
    cameAt: number
  }
}

/** The outbound web services: the registry's endpoints, and the documented errors for everything else below them. */
export function aculabWire({ domain, bodies, clock, wallClock, log }: Parts) {
  const { refusals } = domain.access

  return async function aculab(app: FastifyInstance): Promise<void> {
    app.decorate('face', 'aculab')
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', async (request: FastifyRequest) => request.sentBody?.whole())
    app.decorateRequest('caller', null)
    app.decorateRequest('cameAt', 0)
    app.addHook('onRequest', async (request) => {
      request.cameAt = clock.now()
    })
    app.setErrorHandler((failure: FastifyError, request, reply) => sendError(request, reply, failure, 'errors'))
    for (const [path, endpoints] of Map.groupBy(ENDPOINTS, (one) => one.path)) {
      const url = path.replace('{service}', ':service')
      for (const endpoint of endpoints) {
        const method = endpoint.reads ? [...endpoint.methods, 'HEAD'] : [...endpoint.methods]
        app.route({
          method,
          url,
          exposeHeadRoute: false,
          onRequest: async (request, reply) => {
            if (!endpoint.reads && isCrossSite(request)) {
              noteForbidden(refusals, request, 'cross_site')
              throw crossSite()
            }
            const address = requestAddress(request)
            const caller = await admit(domain, request.headers.authorization, address)
            request.doer = caller
            if (!takes(endpoint, caller)) {
              noteForbidden(refusals, request, `${endpoint.form}_credentials_needed`)
              throw otherForm(endpoint)
            }
            request.caller = caller
            request.sentBody = bodies.open(request, reply, address) ?? null
          },
          handler: (request, reply) => answer(endpoint, request, reply),
          errorHandler: (failure, request, reply) => sendError(request, reply, failure, endpoint.link),
        })
      }
      routeOthers(app, url, endpoints)
    }
    app.all('/service/*', (request) => {
      throw httpError(404, `There is nothing at ${pathOf(request)}`)
    })
  }

  async function answer(endpoint: Endpoint, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const form = await readParameters(endpoint, request)
    const call: AculabCall = {
      caller: request.caller!,
      outbound: domain.outbound,
      wallClock,
      now: request.cameAt,
      service: (request.params as { service?: string }).service ?? '',
      body: endpoint.body ? await readJson(request) : undefined,
    }
    return send(reply, endpoint, await endpoint.answer(call, await decodeParameters(endpoint.parameters, form)))
  }

  async function send(reply: FastifyReply, endpoint: Endpoint, answered: AculabAnswer): Promise<FastifyReply> {
    const { status = 200, json, long, type = JSON_TYPE } = answered
    if (long) return sendChunks(reply, log, type, long, { endpoint: endpoint.path })
    return reply.code(status).header('content-type', type).send(JSON.stringify(json))
  }

  function sendError(request: FastifyRequest, reply: FastifyReply, failure: Error, link: keyof typeof LINKS) {
    noteIfForbidden(refusals, request, failure)
    const error = faceErrorOf(failure)
    if (error.status >= 500 && isFault(failure))
      log.error({ err: failure, requestId: request.id, path: pathOf(request) }, 'request failed')
    const format = errorFormat(request.headers.accept)
    const facts = {
      path: pathOf(request),
      requestedAt: wallText(wallClock, request.cameAt),
      failedAt: wallText(wallClock, clock.now()),
      link: error.code.startsWith('HTTP') ? LINKS[link] : `${LINKS.errors}#${error.code}`,
    }
    return reply
      .code(error.status)
      .headers(error.headers)
      .header('content-type', ERROR_TYPE[format])
      .send(renderError(format, error, facts))
  }
}

/** OPTIONS tells the methods, others are refused by the same; both before a body is read, because nobody will. */
function routeOthers(app: FastifyInstance, url: string, endpoints: readonly Endpoint[]): void {
  const methods = endpoints.flatMap(({ methods, reads }): string[] => (reads ? [...methods, 'HEAD'] : [...methods]))
  const allow = [...new Set([...methods, 'OPTIONS'])].sort().join(', ')
  app.options(url, (_request, reply) => reply.code(204).header('allow', allow).send())
  const others = app.supportedMethods.filter((method) => !allow.split(', ').includes(method))
  const refuse = async () => {
    throw httpError(405, `This takes ${allow}`, { headers: { allow } })
  }
  app.route({ method: others, url, onRequest: refuse, handler: refuse })
}

/** As it was asked for, without its query. */
const pathOf = ({ originalUrl }: FastifyRequest): string => pathAndQuery(originalUrl)[0]

/** What is refused before an endpoint sees it, such as a body over the limit, has this face's form as well. */
function faceErrorOf(failure: Error & { statusCode?: number }): FaceError {
  const status = failure.statusCode
  if (status === 413) return httpError(413, 'The body is larger than this server takes')
  return status !== undefined && status < 500 ? httpError(status, failure.message) : toFaceError(failure)
}
