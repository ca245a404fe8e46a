import { StorageFault } from '../../base/fault.ts'
import { Invalid, Refusal } from '../../base/refusal.ts'
import { BodyTooLarge } from '../bodies/body-too-large.ts'
import { MalformedRequest } from '../codec/malformed.ts'
import type { Fields } from '../codec/tree.ts'
import { troubleText } from '../retry-after.ts'
import type { RemoteOutcome } from './envelope.ts'

type FieldError = { readonly field: string; readonly message: string }

/** A refusal of the face itself, in the words of section 2.3 of the reference. */
class RemoteRefusal extends Error {
  readonly code: number
  readonly errors: readonly FieldError[]

  constructor(code: number, message: string, errors: readonly FieldError[] = []) {
    super(message)
    this.name = 'RemoteRefusal'
    this.code = code
    this.errors = errors
  }
}

const MESSAGES = {
  malformed: 'Request Invalid or Bad Format',
  required: 'The required data was not provided',
  /** The vendor's spelling. */
  invalid: (field: string) => `The value provide for ${field} is invalid or not allowed.`,
  role: 'Your Administrator Role is Not Permitted to Access wbTeamPro',
  denied: 'Permission Denied',
  noRecord: 'Record Not Found',
  conflict: 'Error Updating Record(s)',
  tooLarge: 'File Too Large',
  unavailable: 'Service Unavailable',
}

export const malformed = (field: string, message: string) =>
  new RemoteRefusal(400, MESSAGES.malformed, [{ field, message }])
export const requiredMissing = (fields: readonly string[]) =>
  new RemoteRefusal(
    400,
    MESSAGES.required,
    fields.map((field) => ({ field, message: `${field} is required` })),
  )
/** What was wrong with a parameter is said by the parameter's name; the fields of verbs are named by `Saying`. */
export function asParameters<T>(decode: () => T): T {
  try {
    return decode()
  } catch (failure) {
    throw failure instanceof Invalid ? invalidParameter(failure) : failure
  }
}

export const invalidParameter = ({ facts: { field }, message }: Invalid) =>
  new RemoteRefusal(400, MESSAGES.invalid(field), [{ field, message }])
export const notAuthenticated = () => new RemoteRefusal(401, 'Authentication Failed')
export const addressBanned = () => new RemoteRefusal(403, 'IP Address Banned')
export const addressNotAllowed = () => new RemoteRefusal(403, 'IP Address Not Allowed')
export const roleNotPermitted = () => new RemoteRefusal(403, MESSAGES.role)
export const noResource = () => new RemoteRefusal(404, 'Resource Not Found')
export const noRecord = () => new RemoteRefusal(404, MESSAGES.noRecord)
export const methodNotAllowed = () => new RemoteRefusal(405, 'Method Not Allowed')
const tooLarge = (field: string, message: string) => new RemoteRefusal(413, MESSAGES.tooLarge, [{ field, message }])
export const inactive = () => new RemoteRefusal(503, 'API Inactive')

/** A fault is our business and goes to the log; a refusal is the caller's. */
export const isFault = (failure: unknown): boolean =>
  ![RemoteRefusal, MalformedRequest, BodyTooLarge, Refusal].some((kind) => failure instanceof kind)

/** How the face calls one record of each kind. */
export type Singular = 'project' | 'action' | 'topic' | 'file' | 'whmcsticket' | 'ticketxref' | 'timelog'

/** How a method says what was refused. */
export type Saying = {
  /** The column of the noun's number. */
  readonly key: string
  /** The columns of the noun by the domain's names. */
  readonly names: Readonly<Record<string, string>>
  /** What the number in the chain is of; none where the chain has none. */
  readonly own: Singular | undefined
  /** The parameter that names a record of this kind, where it is another one than usual. */
  readonly references?: Readonly<Record<string, string>>
}

export const PLAIN: Saying = { key: '', names: {}, own: undefined }

/** What the domain calls things, and the column that refers to one. */
const NOUNS: Readonly<Record<string, { singular: Singular; column: string }>> = {
  project: { singular: 'project', column: 'project_id' },
  action: { singular: 'action', column: 'action_id' },
  topic: { singular: 'topic', column: 'topic_id' },
  'topic thread': { singular: 'topic', column: 'thread_id' },
  file: { singular: 'file', column: 'file_id' },
  'file thread': { singular: 'file', column: 'thread_id' },
  ticket: { singular: 'whmcsticket', column: 'ticket_id' },
  'ticket link': { singular: 'ticketxref', column: 'xref_id' },
  'time log': { singular: 'timelog', column: 'timelog_id' },
}

/** What a failed request answers. `saying` turns the domain's names of fields into those of the face. */
export function refusedOutcome(failure: unknown, saying: Saying = PLAIN): RemoteOutcome {
  if (failure instanceof RemoteRefusal) return refused(failure.code, failure.message, failure.errors)
  if (failure instanceof MalformedRequest) return refusedOutcome(malformed('params', failure.reason))
  if (failure instanceof BodyTooLarge) return refusedOutcome(tooLarge('body', failure.message))
  if (failure instanceof StorageFault)
    return refused(503, MESSAGES.unavailable, [{ field: 'server', message: troubleText(failure) }])
  if (!(failure instanceof Refusal)) return refused(500, MESSAGES.conflict)
  if (failure instanceof Invalid) return invalid(failure, saying)
  const { code, message } = failure
  const errors = [{ field: 'project' in failure.facts ? 'project_id' : saying.key, message }]
  switch (code) {
    case 'not_found': {
      const noun = NOUNS[String(failure.facts.noun)]
      if (!noun || noun.singular === saying.own) return refused(404, MESSAGES.noRecord)
      // Named among the parameters rather than by the chain.
      return refusedField(saying.references?.[noun.singular] ?? noun.column, message)
    }
    case 'permission_refused':
      return failure.facts.permission === 'projects.read' ? refused(403, MESSAGES.role) : refused(403, MESSAGES.denied)
    case 'not_visible':
      return refused(403, MESSAGES.denied)
    case 'file_too_large':
      return refused(413, MESSAGES.tooLarge, [{ field: 'file', message }])
    case 'file_type_refused':
      return refusedField('file_name', message)
    case 'busy':
      return refused(503, message, errors)
    default:
      return refused(409, MESSAGES.conflict, errors)
  }
}

function invalid(failure: Invalid, { names }: Saying): RemoteOutcome {
  const { field, expected, got } = failure.facts
  const name = Object.hasOwn(names, field) ? names[field]! : field
  return refusedField(name, new Invalid(name, expected, got).message)
}

const refusedField = (field: string, message: string): RemoteOutcome =>
  refused(400, MESSAGES.invalid(field), [{ field, message }])

function refused(code: number, message: string, errors: readonly FieldError[] = []): RemoteOutcome {
  const response: Fields = errors.length === 0 ? {} : { errors: errors.map((error): Fields => ({ ...error })) }
  return { code, message, response }
}
