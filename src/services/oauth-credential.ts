import type { RecordRow } from '../access/store.ts'

export const OAUTH_GRANTS = ['authorization_code', 'single_sign_on'] as const
export type OAuthGrant = (typeof OAUTH_GRANTS)[number]

/** A program of somebody else's that may sign users of the portal in. Its secret is told once. */
export type OAuthCredential = RecordRow & {
  grantType: OAuthGrant
  name: string
  description: string
  scopes: readonly string[]
  identifier: string
  secretDigest: string
  /** Whose it is, for single sign-on. */
  serviceId: number | null
  logoUri: string
  redirectUris: readonly string[]
}
