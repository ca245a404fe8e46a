import type { EventStore } from '../events/store.ts'
import type { DutyOutcome, DutyRecord } from './duty.ts'

/** How a run ended. */
type DutyEnd = { outcome: DutyOutcome; fault: string; nextAt: number; answered: number }

export interface DutyStore {
  /** What is remembered of these, by name, with the database's instant. */
  list(names: readonly string[]): Promise<{ now: number; records: DutyRecord[] }>
  /** Those that are not there yet. */
  create(name: string, nextAt: number): Promise<void>
  /** The database's instant. */
  now(): Promise<number>
  lock(name: string): Promise<DutyRecord | undefined>
  /** Takes it as it was seen: false when somebody was faster, or it is not due any more. */
  take(seen: DutyRecord, holder: string, leaseMs: number): Promise<boolean>
  /** False when somebody else has it. */
  renew(name: string, turn: number, leaseMs: number): Promise<boolean>
  /** Gives it back. */
  finish(name: string, end: DutyEnd & { failingSince: number | null }): Promise<void>
  ask(name: string): Promise<void>
  setLate(name: string): Promise<void>
  /** After the clock went back: what it has further ahead than these is drawn near. */
  drawNear(name: string, latest: { nextAt: number; leaseMs: number }): Promise<void>
}

export type DutyStores = { duties: DutyStore; events: EventStore }
