import type { Face } from '../faces.ts'

/** What somebody shows to sign in. */
export type LoginAttempt = {
  readonly face: Face
  /** In the form of `parseAddress`. */
  readonly address: string
  /** Who is named, by what tells one from another; nothing secret. */
  readonly who: readonly string[]
  /** A digest of all that was shown, which means nothing outside of this process. */
  readonly shown: string
  /** The address is banned, but for those who were right from there before. */
  readonly despiteBan?: boolean | undefined
}
