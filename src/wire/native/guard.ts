import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../../access/actor.ts'
import type { Log } from '../../base/log.ts'
import type { Domain } from '../../domain.ts'
import { admit } from './admit.ts'
import { makeAnswerProblem } from './answer-problem.ts'
import type { CredentialPace } from './pace.ts'

/** What routes beside this interface need to ask for a token of it: who is calling, and how a refusal is told. */
export const nativeGuard = ({ domain, log, pace }: { domain: Domain; log: Log; pace: CredentialPace }) => ({
  admit: (request: FastifyRequest): Promise<Actor> => admit(domain, request),
  /** The request is one of those that the credential may make in a minute. */
  admitPaced: (request: FastifyRequest, reply: FastifyReply): Promise<Actor> =>
    admit(domain, request, (credential) => pace(credential, reply)),
  answerFailure: makeAnswerProblem({ domain, log }),
})
