import type { KeysetPage, Listed } from '../base/page.ts'
/** What changed, field by field: `[before, after]`. Secrets never stand here; their change is `['***', '***']`. */
export type Changes = Readonly<Record<string, readonly [before: unknown, after: unknown]>>

export type EventRow = {
  id: number
  kind: string
  subject: string
  subjectId: number
  clientId: number | null
  actorKind: string
  actorId: number
  actorName: string
  address: string
  description: string
  changes: Changes
  at: number
}

export type EventFilter = {
  subject?: string | undefined
  subjectId?: number | undefined
  /** Null is what concerns no client. */
  clientId?: number | null | undefined
  /** Part of the description, without regard to case. */
  description?: string | undefined
  actorName?: string | undefined
  address?: string | undefined
  /** Instants, inclusive and exclusive. */
  from?: number | undefined
  before?: number | undefined
}

export type SealedEvent = EventRow & { position: number; hash: string }

export interface EventStore {
  append(event: Omit<EventRow, 'id'>): Promise<void>
  /** Sealed rows only, newest first. Rows and total are of one moment. */
  list(filter: EventFilter, page: KeysetPage): Promise<Listed<SealedEvent>>
  /** First in a transaction that adds to the chain or cuts it: one at a time, across processes. */
  lockChain(): Promise<void>
  /** Rows that have no position yet, in order of id. */
  unsealed(limit: number): Promise<EventRow[]>
  hasUnsealed(): Promise<boolean>
  seal(rows: readonly { id: number; position: number; hash: string }[]): Promise<void>
  /** Sealed rows after a position, in order: what a verifier and every follower reads. */
  after(position: number, limit: number): Promise<SealedEvent[]>
  /** The first sealed row behind `after`, through `through`, whose text for searches is not that of its description. */
  firstMisfolded(after: number, through: number): Promise<number | undefined>
  deleteThrough(position: number): Promise<void>
}

/** Small facts of the installation. */
export interface SettingStore {
  get(name: string): Promise<string | undefined>
  set(name: string, value: string): Promise<void>
}
