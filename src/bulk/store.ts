import type { Asker } from '../access/actor-again.ts'
import type { Patch } from '../base/merge.ts'
import type { KeysetPage, Listed } from '../base/page.ts'
import type { BulkAction, BulkFilter, BulkItem, BulkItemState, BulkNoun, BulkState } from './bulk-action.ts'

type NewBulkAction = Pick<
  BulkAction,
  'noun' | 'action' | 'filter' | 'params' | 'why' | 'by' | 'approved' | 'expiresAt' | 'undoOf'
> & { readonly token: string }

/** A row under its lock: `step` is the one that is to come. */
export type LockedBulkAction = BulkAction & { readonly token: string; readonly step: number }

type Changeable = Pick<
  LockedBulkAction,
  | 'state'
  | 'total'
  | 'succeeded'
  | 'failed'
  | 'skipped'
  | 'held'
  | 'stoppedBecause'
  | 'approved'
  | 'step'
  | 'committedAt'
  | 'endedAt'
  | 'undoneBy'
>

export type EndedItem = Omit<BulkItem, 'state' | 'endedAt'> & { readonly state: Exclude<BulkItemState, 'waiting'> }

export interface BulkStore {
  /** The newest first. */
  list(
    filter: { state?: BulkState | undefined; noun?: BulkNoun | undefined },
    page: KeysetPage,
  ): Promise<Listed<BulkAction>>
  /** How many there are; states in which none is are missing. */
  countStates(): Promise<{ state: BulkState; actions: number }[]>
  get(id: number): Promise<BulkAction | undefined>
  lock(id: number): Promise<LockedBulkAction | undefined>
  insert(action: NewBulkAction, at: number): Promise<number>
  update(id: number, changes: Patch<Changeable>): Promise<void>
  /** How many previews of somebody may still be committed. */
  countPreviews(by: Pick<Asker, 'id'>, at: number): Promise<number>
  /** Puts in what matches now; answers how many that are. */
  fill(id: number, noun: BulkNoun, filter: BulkFilter): Promise<number>
  /** Puts in what succeeded in another, with what came of each. */
  fillFrom(id: number, other: number): Promise<number>
  /** By id of the item. */
  items(id: number, filter: { state?: BulkItemState | undefined }, page: KeysetPage): Promise<Listed<BulkItem>>
  /** The next that wait, by id. */
  waiting(id: number, most: number): Promise<BulkItem[]>
  end(id: number, items: readonly EndedItem[], at: number): Promise<void>
  /** What people know items by. */
  names(noun: BulkNoun, ids: readonly number[]): Promise<ReadonlyMap<number, string>>
  /** Removes up to `most` items and actions of what was never committed in time, or ended before; answers how many. */
  prune(at: number, endedBefore: number, most: number): Promise<number>
}
