import type { Actor } from '../access/actor.ts'
import type { Purge, Purged } from '../jobs/purges/purge.ts'
import type { ApiKey, OutboundAccount } from './accounts/account.ts'
import type { Authentication } from './accounts/authenticate.ts'
import type { OutboundActor, ServiceCaller } from './accounts/caller.ts'
import type { OutboundService, RunnerName, ServiceKind, ServiceRef, ServiceSettings } from './services/service.ts'
import type { Start, StartCall, StartEnd, StartStatus, WaitingStart } from './starts/start.ts'

/** Outbound services: who may start them, what waits, and what became of it. */
export interface Outbound {
  readonly authentication: Authentication
  readonly accounts: Accounts
  readonly services: Services
  readonly starts: Starts
  readonly queues: Queues
  readonly workers: Workers
}

/** For staff. */
export interface Accounts {
  /** By name. */
  list(actor: Actor): Promise<OutboundAccount[]>
  get(actor: Actor, id: number): Promise<OutboundAccount>
  /** `key` is told this once. */
  create(actor: Actor, input: NewAccount): Promise<{ account: OutboundAccount; apiKey: ApiKey; key: string }>
  update(
    actor: Actor,
    id: number,
    changes: Partial<Pick<OutboundAccount, 'cloudId' | 'username'>>,
  ): Promise<OutboundAccount>
  /** Refused (`account_in_use`) while it has services. */
  delete(actor: Actor, id: number): Promise<void>
  /** By id, revoked ones too. */
  keys(actor: Actor, accountId: number): Promise<ApiKey[]>
  /** Whether it is one of those that are not revoked. */
  isKey(actor: Actor, accountId: number, key: string): Promise<boolean>
  createKey(actor: Actor, accountId: number, key: NewKey): Promise<{ apiKey: ApiKey; key: string }>
  /** A new full key; the full ones of before go on for `graceMs` (a day when left out). */
  rotateKey(actor: Actor, accountId: number, graceMs?: number): Promise<{ apiKey: ApiKey; key: string }>
  revokeKey(actor: Actor, keyId: number): Promise<ApiKey>
}

export type NewAccount = Pick<OutboundAccount, 'cloudId' | 'username'> & {
  id?: number | undefined
  /** For setup files and tests; made when left out. */
  key?: string | undefined
}
export type NewKey = {
  name: string
  readOnly: boolean
  /** For setup files; made when left out. */
  key?: string | undefined
}

/** For staff and for the account itself. */
export interface Services {
  /** By name; staff get those of all accounts unless they name one. */
  list(actor: OutboundActor, filter?: { accountId?: number }): Promise<OutboundService[]>
  get(actor: OutboundActor, ref: ServiceRef): Promise<OutboundService>
  /** Creates or replaces: what is left out gets its default, but a pause and the password stay. A new one needs a password. */
  put(
    actor: OutboundActor,
    ref: { name: string; accountId?: number | undefined },
    config: ServiceConfig,
  ): Promise<{ service: OutboundService; created: boolean }>
  /** What is left out stays. */
  update(actor: OutboundActor, ref: ServiceRef, changes: ServiceChanges): Promise<OutboundService>
  /** Purges and deletes. Refused (`service_busy`) while anything runs. */
  delete(actor: OutboundActor, ref: ServiceRef): Promise<QueuePurge>
  pause(actor: OutboundActor, ref: ServiceRef): Promise<OutboundService>
  resume(actor: OutboundActor, ref: ServiceRef): Promise<OutboundService>
  hasPassword(actor: OutboundActor, ref: ServiceRef, password: string): Promise<boolean>
  /** What requests to its pages are signed with (`whsec_…`). Changes with its password. */
  signingSecret(actor: OutboundActor, ref: ServiceRef): Promise<string>
}

export type ServiceChanges = { [Name in keyof ServiceSettings]?: ServiceSettings[Name] | undefined } & {
  password?: string | undefined
  /** Fixed once the service is made; another one than it has is refused. A new one is `rest` unless told otherwise. */
  kind?: ServiceKind | undefined
  runner?: RunnerName | undefined
}
export type ServiceConfig = ServiceChanges & { id?: number | undefined }

export interface Starts {
  /** Answers the reference; on disk when it does. */
  start(actor: OutboundActor, ref: ServiceRef, call: StartCall): Promise<string>
  /** All or none. References in the order of the calls. */
  startMany(actor: OutboundActor, ref: ServiceRef, calls: readonly StartCall[]): Promise<string[]>
  /** Those that have not begun. Of the others it tells their status, UNKNOWN for those of somebody else. */
  cancel(actor: OutboundActor, references: readonly string[], options?: CancelOptions): Promise<Cancelled>
  /** In the order asked for; undefined for what is not known to the caller. */
  status(actor: OutboundActor, references: readonly string[]): Promise<(Start | undefined)[]>
  /** By application instance id; undefined when it is not known to the caller. */
  application(actor: OutboundActor, instanceId: string): Promise<ApplicationStatus | undefined>
  /** Finished runs, oldest first; those that were cancelled are no runs. */
  report(actor: OutboundActor, filter: ReportFilter): Promise<Start[]>
  /** In the order in which they begin. */
  waiting(actor: OutboundActor, ref: ServiceRef, page: { after?: string; limit: number }): Promise<WaitingStart[]>
}

export type CancelOptions = {
  /** Only there. */
  ref?: ServiceRef
  why?: string
  /** Cannot be undone. */
  final?: boolean
}

export type Cancelled = {
  /** In the order asked for, each once. */
  readonly cancelled: string[]
  readonly others: { readonly reference: string; readonly status: StartStatus }[]
  /** Undefined when nothing was cancelled. */
  readonly purge: Purge | undefined
}

export type ApplicationStatus = { readonly start: Start; readonly service: OutboundService | undefined }

export type ReportFilter = {
  ref?: ServiceRef | undefined
  /** When they ended: instants, inclusive and exclusive. */
  from: number
  before: number
  /** The last one of the page before. */
  after?: Start | undefined
  limit: number
}

export interface Queues {
  /** Of all enabled services of the account, by name, zeros too; staff say whose, or get all. */
  lengths(actor: OutboundActor, filter?: { accountId?: number }): Promise<QueueLength[]>
  length(actor: OutboundActor, ref: ServiceRef): Promise<QueueLength>
  /** With everything about how it goes; for staff all of them unless an account is named. */
  list(actor: OutboundActor, filter?: { accountId?: number }): Promise<ServiceQueue[]>
  get(actor: OutboundActor, ref: ServiceRef): Promise<ServiceQueue>
  /** Takes back everything that has not begun: nothing of it begins after the answer. */
  purge(actor: OutboundActor, ref: ServiceRef, options?: { why?: string; final?: boolean }): Promise<QueuePurge>
  /** The starts wait again, in their old places. */
  undo(actor: OutboundActor, purgeId: number): Promise<Purge>
  /** Newest first. */
  purges(actor: OutboundActor, ref: ServiceRef): Promise<Purge[]>
  /** What a purge took, oldest first; the page after an id. */
  purged(actor: OutboundActor, purgeId: number, page: { after?: number; limit: number }): Promise<Purged[]>
}

export type QueueLength = { readonly serviceId: number; readonly name: string; readonly length: number }

export type ServiceQueue = {
  readonly service: OutboundService
  /** Exact: everything that has not begun. */
  readonly waiting: number
  readonly running: number
  /** Why nothing begins; null when the next one does as rate and concurrency allow. */
  readonly stopped: 'paused' | 'disabled' | 'calling-window' | 'breaker' | null
  /** When the calling window opens. */
  readonly opensAt: number | null
}

export type QueuePurge = {
  readonly service: OutboundService
  /** `count` is exact at the moment of the purge. */
  readonly purge: Purge
  /** Oldest first, in batches, with flat memory. */
  references(): AsyncIterable<string[]>
}

/** The protocol of those who run the starts of a `worker` service, with the service's own password. */
export interface Workers {
  /** A worker of the same name is gone then: what it had begun is lost at once. */
  open(caller: ServiceCaller, worker: string): Promise<{ session: string; leaseMs: number }>
  /** Waits up to `waitMs` for something to do. What was taken before and not acknowledged goes back to its place. */
  take(caller: ServiceCaller, session: string, request: TakeRequest): Promise<TakenStart[]>
  /** Begins them; safe to repeat. Those that were purged, lost or stopped meanwhile are missing from the answer. */
  acknowledge(caller: ServiceCaller, session: string, taken: readonly Taken[]): Promise<Taken[]>
  /** False when the lease had run out: nothing is held any more. */
  heartbeat(caller: ServiceCaller, session: string): Promise<boolean>
  /** False when it had been lost or has ended. */
  finish(caller: ServiceCaller, session: string, taken: Taken, end: StartEnd): Promise<boolean>
  /** Gives back what was not acknowledged; what was is lost. */
  close(caller: ServiceCaller, session: string): Promise<void>
  /** The end of a run of an `http` service whose application answered that it reports later. */
  report(caller: ServiceCaller, instanceId: string, end: StartEnd): Promise<boolean>
}

export type TakeRequest = { limit: number; waitMs: number; signal?: AbortSignal | undefined }
/** One turn of one start. */
export type Taken = { readonly id: number; readonly turn: number }
export type TakenStart = Taken & {
  readonly reference: string
  readonly instanceId: string
  readonly call: StartCall
  readonly applicationName: string | null
}
