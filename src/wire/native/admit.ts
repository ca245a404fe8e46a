import type { FastifyRequest } from 'fastify'
import type { Actor } from '../../access/actor.ts'
import type { Credential } from '../../access/credentials/credential.ts'
import type { Domain } from '../../domain.ts'
import { requestAddress } from '../http.ts'
import { instantText } from './encode.ts'
import { makeProblem, ProblemAnswer } from './problem.ts'

/** Told of each request of a credential; throws where there were too many. */
type Counted = (credential: Credential) => void

const FACE = 'native'
const BEARER = /^Bearer +([^\s.]+)\.(\S+)$/i

/**
 * Ban and address first, then the token. A ban that came of wrong guesses lets those through who were right from there
 * before. A wrong token counts towards a ban, a missing one does not.
 */
export async function admit({ access }: Domain, request: FastifyRequest, counted?: Counted): Promise<Actor> {
  const address = requestAddress(request)
  const { authentication } = access
  const despiteBan = (await checkNativeAddress(access, address)) === 'known_only'
  // A stranger at a banned address hears of nothing else.
  if (despiteBan && !BEARER.test(request.headers.authorization ?? '')) {
    authentication.noteStranger(FACE, address)
    throw addressBanned(address)
  }

  const token = bearerToken(request.headers.authorization)
  const caller = await authentication.byCredential(token.identifier, token.secret, FACE, address, { despiteBan })
  if ('actor' in caller) {
    request.doer = caller.actor
    if (caller.credential) counted?.(caller.credential)
    return caller.actor
  }
  switch (caller.refused) {
    case 'staff_disabled':
      throw forbidden('staff_disabled', 'The staff account of this token is disabled')
    case 'no_api_access':
      throw forbidden('no_api_access', 'No role of this token allows the API')
    case 'address_not_allowed':
      throw foreignAddress(address)
    case 'address_banned':
      throw addressBanned(address)
    default:
      throw unauthenticated('The token is wrong, expired or revoked', 'error="invalid_token"')
  }
}

/** What is asked first of an address: throws where nobody is listened to. */
export async function checkNativeAddress(
  { authentication }: Domain['access'],
  address: string,
): Promise<'allowed' | 'known_only'> {
  const place = await authentication.checkAddress(FACE, address)
  if (place === 'banned') throw addressBanned(address)
  if (place === 'not_allowed') throw foreignAddress(address)
  return place
}

/** `Bearer <identifier>.<secret>` (RFC 6750): the two parts of an API credential, joined by a dot. */
function bearerToken(header: string | undefined): { identifier: string; secret: string } {
  if (header === undefined) throw unauthenticated('Send the header Authorization: Bearer <identifier>.<secret>')
  const [, identifier, secret] = BEARER.exec(header) ?? []
  if (identifier && secret) return { identifier, secret }
  throw unauthenticated(
    'The Authorization header is not understood: expected Bearer <identifier>.<secret>',
    'error="invalid_request"',
  )
}

function unauthenticated(detail: string, error = ''): ProblemAnswer {
  const challenge = `Bearer realm="provisor"${error && `, ${error}`}`
  return new ProblemAnswer(makeProblem('unauthenticated', detail), { 'www-authenticate': challenge })
}

/** `end` of a ban that ends by itself, where that is told. */
export const addressBanned = (address: string, end?: { at: number; inMs: number }) =>
  new ProblemAnswer(
    makeProblem('address_banned', `${address} is banned from this API for now`, {
      ...(end && { facts: { until: instantText(end.at) } }),
    }),
    end && { 'retry-after': String(Math.ceil(end.inMs / 1000)) },
  )

export const foreignAddress = (address: string) =>
  forbidden('address_not_allowed', `${address} is not among the addresses that may use this API`)

export const forbidden = (code: 'address_not_allowed' | 'staff_disabled' | 'no_api_access', detail: string) =>
  new ProblemAnswer(makeProblem(code, detail))
