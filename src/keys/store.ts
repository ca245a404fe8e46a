import type { EventStore, SettingStore } from '../events/store.ts'

/** A process that has the database open. Instants are the database's own, which all nodes share. */
export type Node = {
  /** Unique among the processes that run. */
  name: string
  version: string
  /** Fingerprints of the secret keys that it holds. */
  secretKeys: readonly string[]
  /** The one that it seals with. */
  sealsWith: string
  startedAt: number
  seenAt: number
}

export interface NodeStore {
  /** Writes that it is there. */
  beat(node: Omit<Node, 'startedAt' | 'seenAt'>): Promise<void>
  /** Those that were seen within this time, by name. */
  list(withinMs: number): Promise<Node[]>
  delete(name: string): Promise<void>
  deleteUnseen(forMs: number): Promise<void>
}

export interface KeyStore {
  /** First in a transaction about the keys: one at a time, across nodes. */
  lock(): Promise<void>
  list(): Promise<{ name: string; sealed: string }[]>
  insert(name: string, sealed: string, at: number): Promise<void>
}

/** How many values of one place a secret key seals. */
export type SealedCount = { place: string; key: string; values: number }

/** Every place in the database that holds sealed values, whatever noun it belongs to. */
export interface SealedStore {
  /** The places by name, in the order in which they are walked. */
  readonly places: readonly string[]
  /** By place and key. */
  count(): Promise<SealedCount[]>
  /**
   * Looks at up to `limit` rows of the place behind `after` and seals anew what `renew` answers another text for. `last` is
   * where to go on; null at the end of the place. Rows that are changed are held until the transaction ends.
   */
  renew(
    place: string,
    after: number,
    limit: number,
    renew: (sealed: string) => string,
  ): Promise<{ last: number | null; renewed: number }>
}

export type KeyStores = {
  keys: KeyStore
  nodes: NodeStore
  sealed: SealedStore
  events: EventStore
  settings: SettingStore
}
