import type { SettingStore } from '../events/store.ts'
import type { NodeStore } from '../keys/store.ts'

/** The name of a node, and who has it. Instants are the database's own. */
export type NodeName = {
  name: string
  /** How often a server began under it. */
  boot: number
  /** Of the process that has it; empty once that has stopped. */
  run: string
  host: string
  timezone: string
  seenAt: number
}

export interface NodeNameStore {
  /** First in a transaction that gives a name: one at a time, across nodes. */
  lock(): Promise<void>
  get(name: string): Promise<NodeName | undefined>
  /** Gives it to a run, unless another one than `before` has it by now. */
  take(given: Omit<NodeName, 'seenAt'>, before: string | undefined): Promise<boolean>
  /** Writes that this run is there; when, or undefined where the name is another one's. */
  beat(name: string, run: string): Promise<number | undefined>
  leave(name: string, run: string): Promise<void>
  /** Those that somebody has and that were seen within this time. */
  living(withinMs: number): Promise<NodeName[]>
  deleteUnseen(forMs: number): Promise<void>
  /** What tells this database from every copy of it, where the database itself knows: its cluster and its number there. */
  identity(): Promise<string | undefined>
}

export type NodeNameStores = { nodeNames: NodeNameStore; nodes: NodeStore; settings: SettingStore }
