import type { FailureClass, ModuleAction, QueueEntry, QueueFilter, Resolution } from './queue-entry.ts'

export type Failure = ModuleAction & {
  error: string
  failureClass: FailureClass
  held: boolean
  nextAttemptAt: number | null
}

export interface ModuleQueueStore {
  /** Open entries, by id. */
  list(filter: QueueFilter): Promise<QueueEntry[]>
  /**
   * The first failure of an action opens its entry; a further one renews its text, time and class and counts as a retry.
   * Answers the open entry.
   */
  fail(failure: Failure, at: number): Promise<QueueEntry>
  /** Completes the open entry; undefined when there is none. */
  resolve(action: ModuleAction, resolution: Resolution, at: number): Promise<{ id: number } | undefined>
  /** For imports and demonstration data: an open entry as it is, under its own id where one is given. */
  insert(entry: Omit<QueueEntry, 'id'> & { id?: number }): Promise<number>
}
