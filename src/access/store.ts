import type { Patch } from '../base/merge.ts'
import type { KeysetPage, Listed } from '../base/page.ts'
import type { EventStore, SettingStore } from '../events/store.ts'
import type { Ban } from './bans/ban.ts'
import type { Credential } from './credentials/credential.ts'
import type { Face } from './faces.ts'
import type { IdempotencyStore } from './idempotency/store.ts'
import type { SavedViewStore } from './saved-views/store.ts'
import type { IdentityStore, SecondFactorStore, SessionStore } from './sessions/store.ts'
import type { Role } from './staff/role.ts'
import type { StaffMember } from './staff/staff-member.ts'

type NewRole = Omit<Role, 'id' | 'createdAt' | 'version'>
export interface RoleStore {
  /** By name. */
  list(): Promise<Role[]>
  get(id: number): Promise<Role | undefined>
  lock(id: number): Promise<Role | undefined>
  /** Undefined when the name is taken. */
  insert(role: NewRole, at: number): Promise<number | undefined>
  /** Moves the version. */
  update(id: number, changes: Patch<Pick<Role, 'permissions' | 'requiresSecondFactor'>>): Promise<void>
}

export type NewStaffMember = Omit<StaffMember, 'id' | 'createdAt' | 'updatedAt'>
export interface StaffStore {
  /** By username. */
  list(): Promise<StaffMember[]>
  get(id: number): Promise<StaffMember | undefined>
  lock(id: number): Promise<StaffMember | undefined>
  /** Usernames are compared without regard to case. */
  byUsername(username: string): Promise<{ staff: StaffMember; passwordHash: string | null } | undefined>
  /** Undefined when the username is taken. */
  insert(staff: NewStaffMember & { passwordHash: string | null }, at: number): Promise<number | undefined>
  update(
    id: number,
    changes: Patch<Omit<NewStaffMember, 'username'>> & { passwordHash?: string },
    at: number,
  ): Promise<void>
}

export type NewCredential = Omit<Credential, 'id' | 'createdAt' | 'revokedAt' | 'passwordsBlankedAt'>
export interface CredentialStore {
  /** By id, revoked ones too. */
  list(): Promise<Credential[]>
  get(id: number): Promise<Credential | undefined>
  lock(id: number): Promise<Credential | undefined>
  /** By id, without those that were revoked. */
  ofMember(staffId: number): Promise<Credential[]>
  byIdentifier(identifier: string): Promise<{ credential: Credential; secretDigest: string } | undefined>
  insert(credential: NewCredential & { secretDigest: string }, at: number): Promise<number>
  update(id: number, changes: Patch<Omit<Credential, 'id' | 'identifier' | 'staffId' | 'createdAt'>>): Promise<void>
}

export type AllowedAddress = { id: number; cidr: string; note: string; faces: readonly Face[]; createdAt: number }
export interface AllowedAddressStore {
  /** In the order in which they were added. */
  list(): Promise<AllowedAddress[]>
  lock(id: number): Promise<AllowedAddress | undefined>
  /** Undefined when the range stands there already. */
  insert(entry: Omit<AllowedAddress, 'id' | 'createdAt'>, at: number): Promise<number | undefined>
  update(id: number, changes: Patch<Pick<AllowedAddress, 'note' | 'faces'>>): Promise<void>
  /** False when it is gone already. */
  delete(id: number): Promise<boolean>
}

export interface BanStore {
  /** Newest first; with `at`, those in force then. */
  list(at?: number): Promise<Ban[]>
  isBanned(face: Face, address: string, at: number): Promise<boolean>
  lock(id: number): Promise<Ban | undefined>
  insert(ban: Omit<Ban, 'id' | 'createdAt' | 'liftedAt'>, at: number): Promise<number>
  lift(id: number, at: number): Promise<void>
}

/** Who names whom from where: `block` as of `blockOf`, `identity` a digest. */
export type AttemptPlace = { readonly face: Face; readonly block: string; readonly identity: string }

export type AttemptCounts = {
  /** Wrong ones of this block on this face, of which no ban came. */
  failed: number
  /** The latest instant of them; null when there are none. */
  clearAt: number | null
  /** Being looked at, of those who were not right before. */
  underway: number
  /** Of this identity alone: all wrong ones, and those who were right before. */
  ownFailed: number
  ownUnderway: number
}

export interface LoginAttemptStore {
  /** The clock that all nodes share: the `at` of rows is of it. */
  now(): Promise<number>
  /** First in a transaction that counts: nobody else counts this block on this face until it ends. */
  lock(place: Pick<AttemptPlace, 'face' | 'block'>): Promise<void>
  /** Of rows after `since`; `now` tells which are still being looked at. */
  count(place: AttemptPlace, moment: { since: number; now: number }): Promise<AttemptCounts>
  /** Wrong ones that named this identity after `since`, from wherever and on whatever face. */
  guessed(identity: string, since: number): Promise<number>
  /** `until` is null of one that was wrong. */
  insert(attempt: AttemptPlace & { known: boolean; at: number; until: number | null }): Promise<number>
  /** It was wrong. False when it is gone. */
  fail(id: number, at: number): Promise<boolean>
  delete(id: number): Promise<void>
  /** Removes the wrong ones of this identity from there. */
  forgive(place: AttemptPlace): Promise<void>
  /** The wrong ones from there led to a ban: they count for who was named, and towards no other ban. */
  spend(place: Pick<AttemptPlace, 'face' | 'block'>): Promise<void>
  /** Both answer how many they removed, at most `limit`. */
  prune(through: number, limit: number): Promise<number>
  pruneBeyond(most: number, limit: number): Promise<number>
}

/** Who was right before, by the block from which they were. */
export interface KnownCallerStore {
  has(block: string, identity: string): Promise<boolean>
  /** The latest of them. */
  ofBlock(block: string): Promise<string[]>
  /** When each of these was last noted, from wherever; who was not is missing. */
  lastNoted(identities: readonly string[]): Promise<ReadonlyMap<string, number>>
  /** Writes where nothing is written since `notSince`, and tells whether it did. */
  note(block: string, identity: string, at: number, notSince: number): Promise<boolean>
  prune(through: number, limit: number): Promise<number>
  pruneBeyond(most: number, limit: number): Promise<number>
}

export type MissingAction = { face: Face; credentialId: number; action: string; calls: number; lastAt: number }
export interface MissingActionStore {
  /** Most called first. */
  list(): Promise<MissingAction[]>
  distinct(face: Face, credentialId: number): Promise<number>
  /** False when the name has no row yet. */
  again(face: Face, credentialId: number, action: string, at: number): Promise<boolean>
  /** Counts one call; the row may be there already. */
  add(face: Face, credentialId: number, action: string, at: number): Promise<void>
}

export interface AccessStore {
  readonly roles: RoleStore
  readonly staff: StaffStore
  readonly credentials: CredentialStore
  readonly addresses: AllowedAddressStore
  readonly bans: BanStore
  readonly attempts: LoginAttemptStore
  readonly callers: KnownCallerStore
  readonly missing: MissingActionStore
  readonly sessions: SessionStore
  readonly secondFactors: SecondFactorStore
  readonly identities: IdentityStore
  readonly idempotency: IdempotencyStore
  readonly savedViews: SavedViewStore
  /** The number that moves with every change of what the others hold. */
  version(): Promise<number>
  moveVersion(): Promise<void>
}

export type AccessStores = { access: AccessStore; events: EventStore; settings: SettingStore }

/** A small record of its own, one of a list. Instants are milliseconds. */
export type RecordRow = { readonly id: number; readonly createdAt: number; readonly updatedAt: number }
export type RecordForm<Row> = Omit<Row, 'id' | 'createdAt' | 'updatedAt'>

export interface RecordStore<Row extends RecordRow, Filter = Record<never, never>> {
  /** By id; rows and total are of one moment. */
  list(filter: Filter, page: KeysetPage): Promise<Listed<Row>>
  get(id: number): Promise<Row | undefined>
  /** For a change: nobody else changes it until the transaction ends. */
  lock(id: number): Promise<Row | undefined>
  insert(row: Omit<Row, 'id'>): Promise<number>
  update(id: number, row: Omit<Row, 'id'>): Promise<void>
  delete(id: number): Promise<void>
}
