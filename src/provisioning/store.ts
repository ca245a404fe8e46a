import type { Patch } from '../base/merge.ts'
import type { KeysetPage, Listed } from '../base/page.ts'
import type { ServiceType } from '../services/service-type.ts'
import type { LaneHold } from './lanes/lane-hold.ts'
import type { ActionName } from './operations/module-action.ts'
import type { Attempt, NewOperation, Operation } from './operations/operation.ts'
import type { FailureClass } from './panel/outcome.ts'
import type { BackendSettings } from './panel/settings.ts'
import type {
  EntryNames,
  EntryNote,
  ModuleAction,
  QueueEntry,
  QueueFilter,
  QueueGroup,
  QueueMeasure,
  QueueOrder,
  Resolution,
  Settlement,
} from './queue/queue-entry.ts'

export type Failure = ModuleAction & {
  error: string
  explanation?: string
  /** The same for all that is mended together; empty where nothing is known. */
  cause?: string
  serverId?: number | null
  operationId?: number | null
  failureClass: FailureClass
  held: boolean
  nextAttemptAt: number | null
}

type EntryDetails = 'explanation' | 'cause' | 'serverId' | 'operationId'
/** An entry as it is; what nobody knows about it is left out. */
export type ImportedEntry = Omit<QueueEntry, 'id' | EntryDetails> & Partial<Pick<QueueEntry, 'id' | EntryDetails>>

/** `settled` is null as long as the entry is open. */
export type SettlingEntry = QueueEntry & { settled: Settlement | null }

/** So many took about so long (in two digits), and all of them together exactly `totalMs`. */
export type SettleTimes = { at: number; aboutMs: number; n: number; totalMs: number }

/** A tally that says something else than a full count, or null where entries have none. */
export type TallyFault = { tally: number | null; counted: number; entries: number }

export interface ModuleQueueStore {
  /** Open entries, or settled ones with `settledFrom`; by id where no order is given. */
  list(filter: QueueFilter, order?: QueueOrder): Promise<SettlingEntry[]>
  page(filter: QueueFilter, page: KeysetPage, order: QueueOrder): Promise<Listed<SettlingEntry>>
  /** How many match, without reading them where the tallies tell. */
  count(filter: QueueFilter): Promise<number>
  /** Settled ones too. */
  get(id: number): Promise<SettlingEntry | undefined>
  /** By entry; those that are not there are missing. */
  names(ids: readonly number[]): Promise<ReadonlyMap<number, EntryNames>>
  /** Open entries that have the server, module, class and cause in common: the largest group first. */
  groups(filter: QueueFilter): Promise<QueueGroup[]>
  /** By class; classes of which there is none are missing. `before` are instants. */
  measure(before: readonly number[]): Promise<QueueMeasure[]>
  /**
   * The first failure of an action opens its entry; a further one renews its text, time and class and counts as a retry.
   * Answers the open entry.
   */
  fail(failure: Failure, at: number): Promise<QueueEntry>
  /** A person said to try again: nothing is held any more. */
  plan(id: number, nextAttemptAt: number | null, operationId: number, at: number): Promise<void>
  /** Holds the open entry, without counting a failure. */
  hold(id: number, at: number): Promise<void>
  /** Opens an entry again that had ended, and holds it. No other of the same action is open. */
  reopen(id: number, at: number): Promise<void>
  /** Whether other open entries are held for the same cause: of one server, module and class. */
  isHeldElsewhere(entry: QueueEntry): Promise<boolean>
  /** Completes the open entry, and counts how long it was open; undefined when there is none. */
  resolve(
    action: ModuleAction,
    resolution: Resolution,
    at: number,
    said?: { note?: string; by?: string },
  ): Promise<{ id: number } | undefined>
  /** Counts what was settled without an entry. */
  settled(module: string, askedAt: number, at: number): Promise<void>
  /** How long it took, by steps of this length: of a module, or of all. */
  settleTimes(
    module: string | undefined,
    range: { from: number; before: number },
    stepMs: number,
  ): Promise<SettleTimes[]>
  /** As `LaneCountStore.lastOf` and `fold` do. */
  lastSettleTimesOf(stepMs: number): Promise<number>
  foldSettleTimes(fromMs: number, toMs: number | null, before: number, most: number): Promise<number>
  /** Of an entry, the oldest first. */
  notes(entryId: number): Promise<EntryNote[]>
  note(id: number): Promise<EntryNote | undefined>
  addNote(note: Omit<EntryNote, 'id' | 'at'>, at: number): Promise<number>
  deleteNote(id: number): Promise<void>
  /** Puts up to `most` changes of the tallies together; answers how many there were. */
  foldTallies(most: number): Promise<number>
  /** Where a full count says something else than the tallies. */
  tallyFaults(): Promise<TallyFault[]>
  /** Counts all open entries, whatever the tallies say. */
  countAnew(): Promise<void>
  /** Removes up to `most` entries that were settled before, with their notes; answers how many. */
  prune(before: number, most: number): Promise<number>
  /** For imports and demonstration data: an open entry as it is, under its own id where one is given. */
  insert(entry: ImportedEntry): Promise<number>
}

export interface OperationStore {
  get(id: number): Promise<Operation | undefined>
  lock(id: number): Promise<Operation | undefined>
  /** Those without an end, oldest first. */
  lockOpen(serviceType: ServiceType, serviceId: number): Promise<Operation[]>
  /** Of these items, what was asked for at this instant or later; oldest first. */
  since(items: readonly { type: ServiceType; id: number }[], at: number): Promise<Operation[]>
  insert(operation: NewOperation, at: number): Promise<Operation>
  /** Writes what is present. */
  update(id: number, changes: Patch<Omit<Operation, 'id'>>, at: number): Promise<void>
  /** How many suspensions and terminations began on the server since then that nobody had to approve. */
  countHarm(serverId: number, since: number): Promise<number>
  /** How many that nobody approved were asked for and have not begun. */
  countHarmAsked(serverId: number): Promise<number>
  /** Of the action of this item, what was under way in this time, the newest first; `until` null is now. */
  between(
    of: { serviceType: ServiceType; serviceId: number; action: ActionName },
    time: { from: number; until: number | null },
    most: number,
  ): Promise<Operation[]>
  /** The operation that was asked for last. */
  newestOf(serviceType: ServiceType, serviceId: number): Promise<number | undefined>
  /** The same as `countHarm` of every server that had any. */
  harmByServer(since: number): Promise<ReadonlyMap<number, number>>
  /** How many of these operations are of each action. */
  countActions(ids: readonly number[]): Promise<{ action: string; waiting: number }[]>

  addAttempt(attempt: Attempt): Promise<void>
  /** Removes up to `most` attempts that were made before, of operations that have ended; answers how many. */
  pruneAttempts(before: number, most: number): Promise<number>
  /** Removes up to `most` operations that ended before, with all that belongs to them; answers how many. */
  prune(before: number, most: number): Promise<number>
  /** Oldest first. */
  attempts(operationId: number): Promise<Attempt[]>

  /** Notes that a callback is heeded; false when it was before. */
  takeCallback(operationId: number, callbackId: string, at: number): Promise<boolean>

  memory(serviceType: ServiceType, serviceId: number): Promise<BackendSettings>
  /** Replaces what is remembered. */
  remember(serviceType: ServiceType, serviceId: number, facts: BackendSettings): Promise<void>

  holds(laneIds: readonly number[]): Promise<LaneHold[]>
  hold(hold: LaneHold): Promise<void>
  /** False when it was not held for this reason. */
  release(laneId: number, reason: LaneHold['reason']): Promise<boolean>
}
