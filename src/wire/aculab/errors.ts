import { STATUS_CODES } from 'node:http'
import { StorageFault } from '../../base/fault.ts'
import { Invalid, Refusal } from '../../base/refusal.ts'
import { MalformedRequest } from '../codec/malformed.ts'
import { retryAfter, troubleText } from '../retry-after.ts'

/** What the documents call the four codes that concern requests of ours. All of them are HTTP 400. */
export type ParameterCode = '0001' | '0002' | '0003' | '0004'

type Extra = { details?: readonly string[]; headers?: Readonly<Record<string, string>> }

/** An error as this face answers it. */
export class FaceError extends Error {
  readonly status: number
  /** Four digits, or `HTTP 404`. */
  readonly code: string
  /** One line for each fault of a configuration. */
  readonly details: readonly string[]
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, code: string, text: string, { details = [], headers = {} }: Extra = {}) {
    super(text)
    this.name = 'FaceError'
    this.status = status
    this.code = code
    this.details = details
    this.headers = headers
  }
}

const parameterError = (code: ParameterCode, text: string) => new FaceError(400, code, text)

/** What is wrong with a parameter. `expected` never repeats what was sent. */
export const missing = (name: string) => parameterError('0001', `The mandatory parameter ${name} is missing`)
export const malformed = (name: string, expected: string) =>
  parameterError('0002', `The parameter ${name} is malformed: expected ${expected}`)
export const repeated = (name: string) => parameterError('0003', `The parameter ${name} was given more than once`)
export const zero = (name: string) => parameterError('0004', `The parameter ${name} is zero, which is not allowed`)

/** Errors of the plain form: the reason phrase, a colon, and the detail. */
export const httpError = (status: number, detail: string, extra?: Extra) =>
  new FaceError(status, `HTTP ${status}`, `${STATUS_CODES[status]}: ${detail}`, extra)

export const unauthorized = () =>
  httpError(401, 'The user name or the password is wrong', {
    headers: { 'www-authenticate': 'Basic realm="Provisor", charset="UTF-8"' },
  })

export const crossSite = () => httpError(403, 'A browser asks this for a page of another site')

/** What a failed request answers: its own words for a refusal, the blandest ones for a fault, which the caller logs. */
export function toFaceError(failure: unknown): FaceError {
  if (failure instanceof FaceError) return failure
  if (failure instanceof MalformedRequest) return httpError(400, failure.reason)
  if (failure instanceof StorageFault) return httpError(503, troubleText(failure), { headers: retryAfter(failure) })
  if (!(failure instanceof Refusal)) return httpError(500, 'The fault is in the log of the server')
  if (failure instanceof Invalid) return httpError(400, failure.message)
  return httpError(STATUSES[failure.code] ?? 400, failure.message, { headers: retryAfter(failure) })
}

/** Refusals that are no fault of the request. */
const STATUSES: Readonly<Record<string, number>> = {
  not_found: 404,
  permission_refused: 403,
  read_only_key: 403,
  account_key_needed: 403,
  other_service: 403,
  service_disabled: 409,
  service_busy: 409,
  conflict: 409,
  queue_full: 429,
  busy: 503,
}

/** A fault is our business and goes to the log; everything else is the caller's. */
export const isFault = (failure: unknown): boolean =>
  !(failure instanceof FaceError || failure instanceof MalformedRequest || failure instanceof Refusal)
