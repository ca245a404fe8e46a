/** What JSON can carry. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json | undefined }

/**
 * `offered` is in the hands of a worker that has not said yes: it has not begun, so it counts as waiting and can be
 * purged. The last three are final.
 */
export type JobState = 'waiting' | 'offered' | 'running' | 'done' | 'failed' | 'cancelled'

/** Whoever is first here goes first: a person who waits for the answer, what happens by itself, what has time. */
export type Band = 'person' | 'automatic' | 'bulk'
export const BANDS: readonly Band[] = ['person', 'automatic', 'bulk']

/**
 * What becomes of a running job whose worker is lost: `retry` runs it again (at least once), `fail` ends it, because for
 * some work a repetition is worse than a failure. `look`: it goes on running, held by nobody, and its handler is called
 * to look what became of it; unlike one that waits again, it cannot be cancelled in between.
 */
export type OnLost = 'retry' | 'fail' | 'look'

export type NewJob = {
  laneId: number
  /** `domain.verb`: chooses the handler. */
  kind: string
  payload?: Json
  /** `automatic` when left out. */
  band?: Band
  /** Of the jobs of one lane with the same key, one runs at a time. They do not wait for one that waits for a retry. */
  orderKey?: string | null
  /** The caller's own name for it: what purges list, and what it can be cancelled by. Not unique. */
  reference?: string | null
  /** Not before this instant. */
  runAt?: number | null
  /** Fails unless it has begun by then. The lane's default when left out; null is never. */
  expiresAt?: number | null
  /** The lane's default when left out. */
  onLost?: OnLost
  /** What made it, as `traceparent`, where somebody traces: what goes on where it is enqueued, when left out. */
  cause?: string | undefined
}

export type Job = {
  readonly id: number
  readonly laneId: number
  readonly kind: string
  readonly payload: Json
  readonly band: Band
  readonly orderKey: string | null
  readonly reference: string | null
  readonly state: JobState
  /** What a waiting job waits for: its turn, its time (`runAt`), or the running job of its key. Null in other states. */
  readonly waitsFor: 'turn' | 'time' | 'key' | null
  /** Running, but held by nobody: its outcome was unknown, and a handler looks again at `runAt`. */
  readonly parked: boolean
  /** Waiting: not before then. Parked: when a handler looks. */
  readonly runAt: number | null
  readonly expiresAt: number | null
  readonly onLost: OnLost
  /** How often it has begun. A look at a parked job is no new beginning. */
  readonly attempt: number
  /** How often its worker was lost. */
  readonly losses: number
  /** The number of the claim that took it last, which goes up: who took an earlier turn cannot finish this one. 0 before. */
  readonly turn: number
  /** What was said about it last: why it waits, failed, is parked or was cancelled. */
  readonly note: string | null
  /** What the handler left at its end. */
  readonly result: Json
  readonly enqueuedAt: number
  /** When it began last. */
  readonly startedAt: number | null
  readonly finishedAt: number | null
  /** The purge or cancellation that took it. */
  readonly purgeId: number | null
}
