import type { FastifyRequest } from 'fastify'
import type { Refusals } from '../access/refusals/refusals.ts'
import type { Doer } from '../events/event.ts'
import { forbiddenBy } from './forbidden.ts'
import { requestAddress } from './http.ts'

/** Writes down that somebody asked for what is not for them. `asked` is in our own words. */
export function noteForbidden(
  refusals: Refusals,
  request: FastifyRequest,
  why: string,
  asked = routeOf(request),
): void {
  const doer = request.doer ?? nobodyAt(requestAddress(request))
  refusals.request({ face: request.server.face, doer, asked, why })
}

/** The same where that is why it failed, and nothing else. */
export function noteIfForbidden(refusals: Refusals, request: FastifyRequest, failure: unknown, asked?: string): void {
  const why = forbiddenBy(failure)
  if (why !== undefined) noteForbidden(refusals, request, why, asked)
}

/** The pattern of the path: the path itself may be as odd as its sender likes. */
const routeOf = ({ method, routeOptions }: FastifyRequest): string => `${method} ${routeOptions.url ?? 'nothing'}`

const nobodyAt = (address: string): Doer => ({ kind: 'stranger', id: 0, name: '', address })
