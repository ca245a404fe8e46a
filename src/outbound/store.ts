import type { Patch } from '../base/merge.ts'
import type { EventStore } from '../events/store.ts'
import type { JobStores } from '../jobs/store.ts'
import type { ApiKey, OutboundAccount } from './accounts/account.ts'
import type { RunStore } from './runners/http/run.ts'
import type { OutboundService } from './services/service.ts'

/** What stands in the service's lane. */
const LANE_FIELDS = ['startsPerSecond', 'concurrency', 'queueLimit', 'expireAfterMs', 'weight'] as const
export type LaneField = (typeof LANE_FIELDS)[number]

/** A service without what its lane knows. */
export type ServiceRow = Omit<OutboundService, LaneField> & { readonly passwordDigest: string }
type NewServiceRow = Omit<ServiceRow, 'id' | 'createdAt' | 'updatedAt'> & { id?: number | undefined }
type ServiceRowChanges = Patch<Omit<ServiceRow, 'id' | 'accountId' | 'name' | 'createdAt' | 'updatedAt'>>

type NewAccountRow = Pick<OutboundAccount, 'cloudId' | 'username'> & { id?: number | undefined }

export interface AccountStore {
  /** By name. */
  list(): Promise<OutboundAccount[]>
  get(id: number): Promise<OutboundAccount | undefined>
  lock(id: number): Promise<OutboundAccount | undefined>
  /** User names are compared without regard to case. */
  byName(cloudId: string, username: string): Promise<OutboundAccount | undefined>
  /** First in a transaction that gives an account a name. */
  reserveNames(): Promise<void>
  insert(account: NewAccountRow, at: number): Promise<number>
  update(id: number, changes: Patch<Pick<OutboundAccount, 'cloudId' | 'username'>>, at: number): Promise<void>
  /** With its keys. */
  delete(id: number): Promise<void>
}

export interface ApiKeyStore {
  /** By id, revoked ones too. */
  list(accountId: number): Promise<(ApiKey & { digest: string })[]>
  lock(id: number): Promise<ApiKey | undefined>
  insert(key: Omit<ApiKey, 'id' | 'createdAt'> & { digest: string }, at: number): Promise<number>
  update(id: number, changes: Patch<Pick<ApiKey, 'expiresAt' | 'revokedAt'>>): Promise<void>
}

export interface OutboundServiceStore {
  /** By name, and then by account. */
  list(accountId?: number): Promise<ServiceRow[]>
  get(id: number): Promise<ServiceRow | undefined>
  lock(id: number): Promise<ServiceRow | undefined>
  byName(accountId: number, name: string): Promise<ServiceRow | undefined>
  byLane(laneId: number): Promise<ServiceRow | undefined>
  withWindow(): Promise<ServiceRow[]>
  insert(service: NewServiceRow, at: number): Promise<number>
  update(id: number, changes: ServiceRowChanges, at: number): Promise<void>
  delete(id: number): Promise<void>
}

export interface OutboundStore {
  readonly accounts: AccountStore
  readonly keys: ApiKeyStore
  readonly services: OutboundServiceStore
  readonly runs: RunStore
  /** The number that moves with every change of accounts, keys and services. */
  version(): Promise<number>
  moveVersion(): Promise<void>
  /** The number of a process that gives out references: never the same twice. */
  nextBoot(): Promise<number>
}

export type OutboundStores = JobStores & { outbound: OutboundStore; events: EventStore }
