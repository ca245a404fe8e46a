/** How somebody signed in. */
export const SIGN_IN_METHODS = ['password', 'passkey', 'sign_on', 'link'] as const
export type SignInMethod = (typeof SIGN_IN_METHODS)[number]

/** One browser in which a member of staff is signed in. Its token is only there as a digest. */
export type Session = {
  id: number
  staffId: number
  method: SignInMethod
  /** Whether more than a password was shown. */
  secondFactor: boolean
  /** From where, and with what, at the sign-in. */
  address: string
  agent: string
  createdAt: number
  /** To the minute. */
  usedAt: number
  /** When it is over however much it is used. */
  expiresAt: number
}

/** What is stored beside: which tokens open it. */
export type StoredSession = Session & {
  tokenDigest: string
  /** The token before the last rotation. */
  previousDigest: string | null
  rotatedAt: number
  /** Whether the token of the last rotation has come back. */
  confirmed: boolean
  passwordVersion: number
}

export type SessionLimits = {
  /** Unused for so long, it is over. */
  readonly idleMs: number
  /** After so long it is over, however much it is used. */
  readonly lifeMs: number
}

/** What tells a browser's sign-in apart. */
export type Browser = { readonly address: string; readonly agent: string }
