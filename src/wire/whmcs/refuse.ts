import { StorageFault } from '../../base/fault.ts'
import { Invalid, Refusal } from '../../base/refusal.ts'
import { BodyTooLarge } from '../bodies/body-too-large.ts'
import { MalformedRequest } from '../codec/malformed.ts'
import type { Fields } from '../codec/tree.ts'
import type { WhmcsAction } from './action.ts'

/** A refusal of access: it has an HTTP status of its own, and it is JSON where no format was asked for. */
class AccessError extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.name = 'AccessError'
    this.status = status
  }
}

/** Section 2.4 of the reference; the texts are the contract. */
export const accessErrors = {
  bannedAddress: (address: string) => new AccessError(403, `Banned IP ${address}`),
  foreignAddress: (address: string) => new AccessError(403, `Invalid IP ${address}`),
  noAction: () => new AccessError(400, 'Empty action request'),
  noCredentials: () => new AccessError(403, 'Invalid or missing credentials'),
  wrongCredentials: () => new AccessError(403, 'Authentication Failed'),
  staffDisabled: () => new AccessError(403, 'Administrator Account Disabled'),
  noApiAccess: () => new AccessError(403, 'Access Denied'),
  notPermitted: (action: string) =>
    new AccessError(403, `Invalid Permissions: API action "${action.toLowerCase()}" is not allowed`),
}

export type Refused = { status: number; body: Fields }

/** A fault is our business and goes to the log; a refusal is the caller's. */
export const isFault = (failure: unknown): boolean =>
  ![AccessError, MalformedRequest, BodyTooLarge, Refusal].some((kind) => failure instanceof kind)

/** What a failed request answers: its own words for a refusal, the blandest ones for a fault, which the caller logs. */
export function refusedAnswer(failure: unknown, action: WhmcsAction | undefined): Refused {
  if (failure instanceof AccessError) return refused(failure.status, failure.message)
  if (failure instanceof MalformedRequest) return refused(400, failure.reason)
  if (failure instanceof BodyTooLarge) return refused(413, failure.message)
  if (failure instanceof StorageFault) return refused(503, 'Service Unavailable')
  if (!(failure instanceof Refusal)) return refused(500, 'Internal Server Error')
  if (failure.code === 'permission_refused' && action)
    return refusedAnswer(accessErrors.notPermitted(action.name), action)
  if (failure.code === 'busy') return refused(503, failure.message)
  return refused(200, documentedText(failure, action) ?? failure.message)
}

function documentedText(refusal: Refusal, action: WhmcsAction | undefined): string | undefined {
  const words = action?.refusals?.[refusal.code]
  const said = typeof words === 'function' ? words(refusal) : words
  if (said !== undefined) return said
  if (!(refusal instanceof Invalid)) return undefined
  const { field, expected, got } = refusal.facts
  return new Invalid(action?.fields?.[field] ?? field, expected, got).message
}

const refused = (status: number, message: string): Refused => ({ status, body: { result: 'error', message } })
