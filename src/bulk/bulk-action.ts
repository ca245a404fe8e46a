import type { Asker } from '../access/actor-again.ts'
import type { QueueFilter } from '../provisioning/queue/queue-entry.ts'
import type { ServiceFilter } from '../services/service.ts'

export const BULK_STATES = ['previewed', 'running', 'stopping', 'stopped', 'done'] as const
export type BulkState = (typeof BULK_STATES)[number]

export const BULK_ITEM_STATES = ['waiting', 'succeeded', 'failed', 'skipped'] as const
export type BulkItemState = (typeof BULK_ITEM_STATES)[number]

export const BULK_NOUNS = ['moduleQueue', 'services'] as const
export type BulkNoun = (typeof BULK_NOUNS)[number]

/** What people may ask for, of whichever noun has it. */
export const BULK_VERBS = ['retry', 'resolve', 'cancel', 'makeTasks', 'suspend', 'unsuspend', 'changePackage'] as const
export type BulkVerb = (typeof BULK_VERBS)[number]
/** What only an undo does. */
type BulkUndoing = 'undoRetry' | 'undoCancel' | 'undoSuspend'

/** Exactly what the list of the noun takes, or some by their ids. */
export type BulkFilter = QueueFilter & ServiceFilter & { readonly ids?: readonly number[] | undefined }

export type BulkParams = {
  /** Of `resolve` and `cancel`: for the activity log. */
  readonly note?: string | undefined
  /** Of `suspend`: as clients and panels read it. */
  readonly reason?: string | undefined
  /** Of `changePackage`: the product that they get; that which each has, when left out. */
  readonly productId?: number | undefined
  /** Of `makeTasks`: where they go; into one of each client, when left out. */
  readonly projectId?: number | undefined
  /** Of `retry` and `suspend`: lets pass what the brake would hold. */
  readonly approve?: boolean | undefined
}

/** One thing done to many: a record from its preview to its end, and as long after as it is kept. */
export type BulkAction = {
  readonly id: number
  readonly noun: BulkNoun
  readonly action: BulkVerb | BulkUndoing
  readonly filter: BulkFilter
  readonly params: BulkParams
  readonly why: string
  /** Its steps are done as this actor, with the rights that they have by then. */
  readonly by: Asker
  readonly state: BulkState
  /** What was not reached is the rest. */
  readonly total: number
  readonly succeeded: number
  readonly failed: number
  readonly skipped: number
  /** Why it stands still and goes on later; empty when it does not. */
  readonly held: string
  /** Why it stopped by itself; empty when it did not. */
  readonly stoppedBecause: string
  readonly approved: boolean
  readonly createdAt: number
  /** Until when the preview may be committed. */
  readonly expiresAt: number
  readonly committedAt: number | null
  readonly endedAt: number | null
  readonly undoOf: number | null
  readonly undoneBy: number | null
}

export type BulkItem = {
  readonly id: number
  readonly state: BulkItemState
  /** Of what failed or was passed over: stable, for programs, and the words of the refusal. */
  readonly code: string
  readonly words: string
  readonly effectId: number | null
  readonly endedAt: number | null
}

export const waitingOf = ({ total, succeeded, failed, skipped }: BulkAction): number =>
  total - succeeded - failed - skipped

export const isUnderway = ({ state }: BulkAction): boolean => state === 'running' || state === 'stopping'
export const hasEnded = ({ state }: BulkAction): boolean => state === 'stopped' || state === 'done'
