import type { Outlook } from '../../jobs/lanes/forecast-lane.ts'
import type { Purge, PurgePreview } from '../../jobs/purges/purge.ts'
import type { OutboundService } from '../services/service.ts'
import type { Start } from '../starts/start.ts'
import type { WorkersSeen } from '../starts/workers-seen.ts'

export type QueueLength = { readonly serviceId: number; readonly name: string; readonly length: number }

/** A service with when its queue is empty, how long a turn takes, and who asks for work. */
export type ServiceWithOutlook = OutboundService & Pick<Outlook, 'emptyAt' | 'meanRunMs'> & WorkersSeen

export type ServiceQueue = {
  readonly service: OutboundService
  /** Exact: everything that has not begun. */
  readonly waiting: number
  readonly running: number
  /** Why nothing begins; null when the next one does as rate and concurrency allow. */
  readonly stopped: 'paused' | 'disabled' | 'held' | 'calling-window' | 'breaker' | null
  /** How many of its workers show signs of life, and when one last did. */
  readonly workers: number
  readonly lastPollAt: number | null
  /** When the calling window opens. */
  readonly opensAt: number | null
  /** Until when it stands still for those who look at what a purge would take. */
  readonly heldUntil: number | null
}

/** What a purge would take. */
export type QueuePurgePreview = PurgePreview & {
  readonly serviceId: number
  /** The oldest of what was counted. */
  readonly sample: readonly Start[]
  readonly firstEnqueuedAt: number | null
  readonly lastEnqueuedAt: number | null
  /** When a purge of this moment could be undone until. */
  readonly undoUntil: number
}

export type QueuePurge = {
  readonly service: OutboundService
  /** `count` is exact at the moment of the purge. */
  readonly purge: Purge
  /** Oldest first, in batches, with flat memory. */
  references(): AsyncIterable<string[]>
}
