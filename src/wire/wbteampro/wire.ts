import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { authorize, SYSTEM } from '../../access/actor.ts'
import { type AnswerStyle, DOCUMENTED_STYLE } from '../../access/credentials/answer-style.ts'
import type { Log } from '../../base/log.ts'
import type { WallClock } from '../../base/wall-clock.ts'
import type { Domain } from '../../domain.ts'
import type { Bodies } from '../bodies/bodies.ts'
import { requestAddress } from '../http.ts'
import { noteIfForbidden } from '../note-forbidden.ts'
import { retryAfter } from '../retry-after.ts'
import { sendBytes } from '../send-bytes.ts'
import { PROGRAMS } from './address.ts'
import { admitAddress, identify, senderOf } from './admit.ts'
import type { RemoteCall } from './call.ts'
import { readChain } from './chain.ts'
import { CONTENT_TYPE, type RemoteOutcome, type RequestEcho, render, success } from './envelope.ts'
import { isDownload, type RemoteMethod } from './method.ts'
import { inactive, isFault, malformed, refusedOutcome } from './refuse.ts'
import { findMethod } from './registry.ts'
import { askedBy, askedInAddress, readSent, readTarget } from './request.ts'

type Parts = { domain: Domain; wallClock: WallClock; log: Log; bodies: Bodies }

export function wbteamproWire({ domain, wallClock, log, bodies }: Parts) {
  return async function wbteampro(app: FastifyInstance): Promise<void> {
    app.decorate('face', 'wbteampro')
    const methods = app.supportedMethods.filter((method) => method !== 'HEAD')
    for (const url of PROGRAMS) app.route({ method: methods, url, handler })
    // What is refused before the handler runs has this face's form as well.
    app.setErrorHandler((failure: FastifyError, request, reply) => {
      const isTheirs = (failure.statusCode ?? 500) < 500
      if (!isTheirs) log.error({ err: failure, requestId: request.id }, 'request failed')
      const refusal = isTheirs ? malformed('body', failure.message) : failure
      const asked = askedInAddress(request, readTarget(request.originalUrl))
      return send(reply, asked, refusedOutcome(refusal), DOCUMENTED_STYLE)
    })
  }

  async function handler(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const target = readTarget(request.originalUrl)
    let asked: RequestEcho | undefined
    let method: RemoteMethod | undefined
    let style: AnswerStyle = DOCUMENTED_STYLE
    try {
      const settings = await domain.projectSettings.all(SYSTEM)
      if (!settings.api_active) throw inactive()
      const address = requestAddress(request)
      await admitAddress(domain, address)
      const body = bodies.open(request, reply, address)
      const sent = await readSent(request, target, body, (shown) => senderOf(domain, shown, address))
      const chain = readChain(sent.chain)
      asked = askedBy(chain, sent.method)
      const caller = await identify(domain, sent, address)
      request.doer = caller.actor
      body?.settle()
      style = caller.credential ?? caller.staff
      authorize(caller.actor, 'projects.read')
      const found = findMethod(chain, sent.method)
      method = found.method
      const call: RemoteCall = {
        actor: caller.actor,
        domain,
        wallClock,
        settings,
        id: found.id,
        params: await sent.params(),
        upload: sent.upload,
        acceptsJson: /\bapplication\/json\b/i.test(request.headers.accept ?? ''),
        stringifies: style.stringifyColumns,
      }
      request.span?.note({ operation: method.name })
      const answer = await method.answer(call)
      return isDownload(answer) ? sendBytes(reply, answer) : send(reply, asked, success(answer), style)
    } catch (failure) {
      if (isFault(failure)) log.error({ err: failure, requestId: request.id, method: method?.name }, 'method failed')
      noteIfForbidden(domain.access.refusals, request, failure, method?.name)
      return send(
        reply.headers(retryAfter(failure)),
        asked ?? askedInAddress(request, target),
        refusedOutcome(failure, method?.saying),
        style,
      )
    }
  }
}

/** No answer asks for a login by header: a browser would show a dialog of its own. */
function send(
  reply: FastifyReply,
  asked: RequestEcho,
  outcome: RemoteOutcome,
  { httpStatus }: AnswerStyle,
): FastifyReply {
  const status = httpStatus === 'always-200' ? 200 : outcome.code
  if (outcome.code === 413) reply.header('connection', 'close')
  return reply.code(status).header('content-type', CONTENT_TYPE[asked.format]).send(render(asked, outcome))
}
