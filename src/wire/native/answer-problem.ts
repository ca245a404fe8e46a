import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Log } from '../../base/log.ts'
import type { Domain } from '../../domain.ts'
import { noteIfForbidden } from '../note-forbidden.ts'
import { faultAnswer, problemOf } from './problem.ts'
import { patternOf } from './routes/find-route.ts'

/** The one fence: what was refused is told, what broke is logged and told blandly. */
export const makeAnswerProblem =
  ({ log, domain }: { log: Log; domain: Pick<Domain, 'access'> }) =>
  (failure: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const asked = request.asked ? `${request.method} ${patternOf(request.asked.operation.path)}` : undefined
    noteIfForbidden(domain.access.refusals, request, failure, asked)
    const told = problemOf(failure)
    if (!told) log.error({ err: failure, requestId: request.id }, 'request failed')
    const { problem, headers } = told ?? faultAnswer(failure)
    reply.code(problem.status).headers(headers).type('application/problem+json')
    return reply.send({ ...problem, requestId: request.id })
  }
