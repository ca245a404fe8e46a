import type { FastifyRequest } from 'fastify'
import type { Domain } from '../../domain.ts'
import type { ServiceCaller } from '../../outbound/accounts/caller.ts'
import { isCrossSite } from '../cross-site.ts'
import { requestAddress } from '../http.ts'
import { noteForbidden } from '../note-forbidden.ts'
import { addressBanned, foreignAddress } from './admit.ts'
import { makeProblem, ProblemAnswer } from './problem.ts'

/**
 * An outbound service by its own name and password (HTTP Basic). Wrong ones ban nobody: an address that keeps guessing
 * has to wait. Nobody is listened to whose address was banned by hand, from this API or from the outbound services, or is
 * not among those of the latter, with whose passwords workers sign in.
 */
export async function admitService({ access, outbound }: Domain, request: FastifyRequest): Promise<ServiceCaller> {
  if (isCrossSite(request)) {
    noteForbidden(access.refusals, request, 'cross_site')
    throw new ProblemAnswer(makeProblem('cross_site', 'A browser asks this for a page of another site'))
  }
  const address = requestAddress(request)
  const { authentication } = access
  if (await authentication.isBannedByHand('native', address)) throw addressBanned(address)
  const place = await authentication.checkAddress('aculab', address)
  if (place === 'banned') throw addressBanned(address)
  if (place === 'not_allowed') throw foreignAddress(address)

  const { username, password } = basicCredentials(request.headers.authorization)
  const caller = await outbound.authentication.check(username, password, address)
  if ('refused' in caller) {
    if (caller.refused === 'address_banned') throw addressBanned(address)
    if (caller.refused === 'wrong_credentials') throw unauthenticated('The name or the password is wrong')
    throw new ProblemAnswer(makeProblem('busy', 'Too many wrong passwords came from this address: wait'), {
      'retry-after': String(Math.ceil(caller.retryAfterMs / 1000)),
    })
  }
  request.doer = caller
  if (caller.kind === 'service') return caller
  noteForbidden(access.refusals, request, 'service_password_needed')
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
