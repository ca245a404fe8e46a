import type { FastifyRequest } from 'fastify'
import type { Log } from '../../base/log.ts'
import type { Domain } from '../../domain.ts'
import { admit } from './admit.ts'
import { makeAnswerProblem } from './answer-problem.ts'

/** What routes beside this interface need to ask for a token of it: who is calling, and how a refusal is told. */
export const nativeGuard = ({ domain, log }: { domain: Domain; log: Log }) => ({
  admit: (request: FastifyRequest) => admit(domain, request),
  answerFailure: makeAnswerProblem({ domain, log }),
})
