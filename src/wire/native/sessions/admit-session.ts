import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SessionAdmitted } from '../../../access/sessions/admit-session.ts'
import { sameSecret } from '../../../base/secrets/secrets.ts'
import type { Domain } from '../../../domain.ts'
import { requestAddress } from '../../http.ts'
import { checkNativeAddress, forbidden } from '../admit.ts'
import type { ApiOperation } from '../contract/operation.ts'
import { makeProblem, ProblemAnswer } from '../problem.ts'
import { forgetSession, keepSession, sessionToken } from './session-cookie.ts'

const SAFE = new Set(['GET', 'HEAD'])

/**
 * Somebody whose browser shows the cookie of a session. A page sends the session's CSRF token with whatever changes
 * something, because browsers add cookies to what other pages make them ask.
 */
export async function admitSession(
  { access }: Domain,
  request: FastifyRequest,
  reply: FastifyReply,
  { admits }: ApiOperation,
): Promise<SessionAdmitted> {
  const address = requestAddress(request)
  await checkNativeAddress(access, address)
  const token = sessionToken(request)!
  const admitted = await access.sessions.byToken(token, address)
  if (!admitted) {
    forgetSession(request, reply)
    throw new ProblemAnswer(makeProblem('unauthenticated', 'The session is over: sign in again'))
  }
  if ('refused' in admitted) throw forbidden(admitted.refused, REFUSED[admitted.refused])
  const { actor, session, csrfToken, mustSetUp, renewed } = admitted
  request.doer = actor
  if (!SAFE.has(request.method)) requireCsrfToken(request, csrfToken)
  if (renewed !== undefined) keepSession(request, reply, renewed, session.expiresAt)
  if (mustSetUp && admits === undefined)
    throw new ProblemAnswer(
      makeProblem('second_factor_not_set_up', 'Your role asks for a second factor: set one up first', {
        hint: 'POST /api/v1/me/one-time-codes, or a passkey',
      }),
    )
  return admitted
}

const REFUSED = {
  staff_disabled: 'Your staff account is disabled',
  no_api_access: 'Your role does not allow the API',
} as const

function requireCsrfToken({ headers }: FastifyRequest, expected: string): void {
  const sent = headers['x-csrf-token']
  if (typeof sent === 'string' && sameSecret(sent, expected)) return
  throw new ProblemAnswer(
    makeProblem('csrf_token_wrong', 'Send the csrfToken of GET /api/v1/me in the header X-CSRF-Token'),
  )
}
