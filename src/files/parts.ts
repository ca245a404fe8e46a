import type { Clock } from '../base/clock.ts'
import type { Transaction } from '../base/transaction.ts'
import type { ContentPlace, PlaceName } from './content.ts'
import type { FileStore } from './store.ts'

export type FileStores = { files: FileStore }

export type FileParts = {
  read: FileStores
  transaction: Transaction<FileStores>
  clock: Clock
  /** Every place that content may lie in; new content goes to `newIn`. */
  places: Readonly<Partial<Record<PlaceName, ContentPlace>>>
  newIn: PlaceName
  /** Whether no other process uses this database: what it finds half done at its start is nobody's. */
  alone: boolean
  /** In bytes. */
  largest: number
  /** Endings of file names that are taken; all when empty. */
  types: readonly string[]
}

/** An upload that says nothing for so long is given up. */
export const PATIENCE_MS = 10 * 60_000
