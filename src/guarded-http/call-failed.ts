/**
 * Whether the other side can have acted. `unsent`: not one byte of the request left us. `sent`: bytes were written, so it
 * may have acted although we have no answer.
 */
export type Stage = 'unsent' | 'sent'

export type FailureKind =
  /** Such a request is never sent: no http or https URL, credentials in it, a header that is none. */
  | 'request'
  /** The name resolves to addresses that the operator has not allowed. */
  | 'forbidden-address'
  /** The name does not resolve. */
  | 'name'
  /** No connection: refused, unreachable, or cut before it stood. */
  | 'connection'
  /** The certificate is not one that we trust. */
  | 'certificate'
  /** What answers there does not speak TLS as we do. */
  | 'tls'
  | 'timeout'
  /** The connection ended before the answer did. */
  | 'lost'
  /** The answer is not HTTP. */
  | 'protocol'
  | 'too-large'
  /** The installation is held: nothing leaves it. */
  | 'held'
  | 'aborted'

/** Why a call has no answer. The message is safe to show: no credentials, no query. */
export class CallFailed extends Error {
  readonly kind: FailureKind
  readonly stage: Stage

  constructor(kind: FailureKind, stage: Stage, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'CallFailed'
    this.kind = kind
    this.stage = stage
  }
}

/** A URL as far as it may be shown anywhere: without user, password, query and fragment. */
export const shownUrl = ({ protocol, host, pathname }: URL): string => `${protocol}//${host}${pathname}`

/** The system's code for what went wrong, such as ECONNREFUSED. */
export function codeOf(failure: unknown): string {
  if (failure instanceof AggregateError) return codeOf(failure.errors[0])
  if (failure instanceof Error && 'code' in failure && typeof failure.code === 'string') return failure.code
  return ''
}

export const heldCall = (whom: string): CallFailed =>
  new CallFailed('held', 'unsent', `Calling ${whom}: this installation is held, nothing leaves it (provisor release)`)
