import type { Session, StoredSession } from './session.ts'

export type StoredCodes = { secretSealed: string; confirmedAt: number | null; lastStep: number }

export type Passkey = {
  id: number
  staffId: number
  name: string
  /** Base64url, as the public key. */
  credentialId: string
  publicKey: string
  signCount: number
  transports: readonly string[]
  createdAt: number
  usedAt: number | null
}

export interface SessionStore {
  /** Latest used first; of one member, or of all. */
  list(staffId: number | undefined, now: number): Promise<Session[]>
  get(id: number): Promise<StoredSession | undefined>
  /** By the digest of its token, or of the one before. */
  byDigest(digest: string): Promise<StoredSession | undefined>
  lockByDigest(digest: string): Promise<StoredSession | undefined>
  insert(session: Omit<StoredSession, 'id'>): Promise<number>
  update(
    id: number,
    changes: Partial<
      Pick<
        StoredSession,
        'tokenDigest' | 'previousDigest' | 'rotatedAt' | 'confirmed' | 'usedAt' | 'secondFactor' | 'passwordVersion'
      >
    >,
  ): Promise<void>
  delete(id: number): Promise<boolean>
  /** All of a member but one; the ids of those that are gone. */
  deleteOf(staffId: number, exceptId: number | null): Promise<number[]>
  /** Leaves the latest `keep` of a member. */
  deleteBeyond(staffId: number, keep: number): Promise<void>
  /** Removes at most `limit` that are over, and says how many. */
  prune(through: { expired: number; usedBefore: number }, limit: number): Promise<number>
}

export interface SecondFactorStore {
  codes(staffId: number): Promise<StoredCodes | undefined>
  /** Replaces what is not confirmed. */
  putCodes(staffId: number, secretSealed: string, at: number): Promise<void>
  confirmCodes(staffId: number, step: number, at: number): Promise<void>
  /** False when a code of that half minute, or a later one, was taken before. */
  takeStep(staffId: number, step: number): Promise<boolean>
  deleteCodes(staffId: number): Promise<boolean>

  /** How many are left. */
  recoveryCodes(staffId: number): Promise<number>
  replaceRecoveryCodes(staffId: number, digests: readonly string[]): Promise<void>
  /** False when there is none, or it was taken before. */
  takeRecoveryCode(staffId: number, digest: string, at: number): Promise<boolean>

  passkeys(staffId: number): Promise<Passkey[]>
  /** Of everybody, by member: one-time codes and passkeys. */
  ofEverybody(): Promise<{ staffId: number; factor: 'code' | 'passkey' }[]>
  passkeyBy(credentialId: string): Promise<Passkey | undefined>
  /** Whether they have it. */
  renamePasskey(staffId: number, id: number, name: string): Promise<boolean>
  /** Undefined when the passkey is somebody's already. */
  insertPasskey(passkey: Omit<Passkey, 'id' | 'usedAt'>): Promise<number | undefined>
  usePasskey(id: number, signCount: number, at: number): Promise<void>
  deletePasskey(staffId: number, id: number): Promise<boolean>
  deletePasskeys(staffId: number): Promise<number>

  /** False when it was spent before. */
  spend(challengeDigest: string, expiresAt: number): Promise<boolean>
  prune(through: number, limit: number): Promise<number>
}

export interface IdentityStore {
  staffIdOf(issuer: string, subject: string): Promise<number | undefined>
  /** False when the subject is somebody's already. */
  insert(staffId: number, issuer: string, subject: string, at: number): Promise<boolean>
}
