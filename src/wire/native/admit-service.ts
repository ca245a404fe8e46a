import type { FastifyRequest } from 'fastify'
import type { Domain } from '../../domain.ts'
import type { ServiceCaller } from '../../outbound/caller.ts'
import { isCrossSite } from '../cross-site.ts'
import { requestAddress } from '../http.ts'
import { makeProblem, ProblemAnswer } from './problem.ts'

/**
 * An outbound service by its own name and password (HTTP Basic). Wrong ones ban nobody: an address that keeps guessing
 * has to wait.
 */
export async function admitService({ outbound }: Domain, request: FastifyRequest): Promise<ServiceCaller> {
  if (isCrossSite(request))
    throw new ProblemAnswer(makeProblem('cross_site', 'A browser asks this for a page of another site'))
  const { username, password } = basicCredentials(request.headers.authorization)
  const caller = await outbound.authentication.check(username, password, requestAddress(request))
  if ('refused' in caller) {
    if (caller.refused === 'wrong_credentials') throw unauthenticated('The name or the password is wrong')
    throw new ProblemAnswer(makeProblem('busy', 'Too many wrong passwords came from this address: wait'), {
      'retry-after': String(Math.ceil(caller.retryAfterMs / 1000)),
    })
  }
  if (caller.kind === 'service') return caller
  throw unauthenticated('Sign in as the service, `cloud/user/service`, with its own password')
}

/** The name ends at the first colon (RFC 7617). */
function basicCredentials(header: string | undefined): { username: string; password: string } {
  const [, encoded] = /^Basic +([A-Za-z0-9+/]+=*)$/i.exec(header ?? '') ?? []
  const text = encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  if (colon < 0)
    throw unauthenticated('Send the header Authorization: Basic with `cloud/user/service` and its password')
  return { username: text.slice(0, colon), password: text.slice(colon + 1) }
}

const unauthenticated = (detail: string) =>
  new ProblemAnswer(makeProblem('unauthenticated', detail), { 'www-authenticate': 'Basic realm="provisor"' })
