import type { OnLost } from '../job.ts'

/** What may be set of a lane. Null is "no limit". */
export type LaneSettings = {
  /** Its share among the lanes of its parent when all have work: 2 gets twice as much as 1. */
  weight: number
  /** Held across processes; fractions are fine (0.5 is one every two seconds), down to one in 1,000 seconds. */
  startsPerSecond: number | null
  /** How many may be offered or running at once. */
  concurrency: number | null
  /** How many may wait; an enqueue beyond it is refused. */
  queueLimit: number | null
  /** Starts nothing before this instant. */
  notBefore: number | null
  /** Default for jobs: fails what has not begun this long after it was enqueued. */
  expireAfterMs: number | null
  /** Default for jobs. */
  onLost: Exclude<OnLost, 'look'>
  /** Opens the breaker after so many transient failures in a row. */
  breakAfter: number | null
  /** How long the breaker stays open before one job is let through as a probe. */
  breakForMs: number
}

export const LANE_DEFAULTS: LaneSettings = {
  weight: 1,
  startsPerSecond: null,
  concurrency: null,
  queueLimit: null,
  notBefore: null,
  expireAfterMs: null,
  onLost: 'retry',
  breakAfter: null,
  breakForMs: 30_000,
}

export type NewLane = Partial<LaneSettings> & {
  /** Unique: `server:12`, `outbound:7`. */
  name: string
  /** Which workers serve it. */
  kind: string
  /** The account or tenant: first parents get equal shares, then the lanes of each by weight. Empty by default. */
  parent?: string
}

type BreakerState = 'closed' | 'open' | 'half-open'

export type Lane = LaneSettings & {
  readonly id: number
  readonly name: string
  readonly kind: string
  readonly parent: string
  readonly paused: boolean
  readonly breaker: BreakerState
  /** Transient failures in a row. */
  readonly failures: number
  /** While the breaker is open: when the next probe may start. */
  readonly openUntil: number | null
  /** Nothing begins before then, for the sake of those who look at what a purge would take. No pause: it ends by itself. */
  readonly heldUntil: number | null
  /** Exact: everything that has not begun, also what is offered or waits for its time or its key. */
  readonly waiting: number
  /** Of those waiting, how many are in the hands of a worker that has not said yes yet. */
  readonly offered: number
  readonly running: number
  readonly createdAt: number
}

/** One word for lists. A lane that probes is still broken. */
export const laneState = ({ paused, breaker }: Pick<Lane, 'paused' | 'breaker'>): 'running' | 'paused' | 'broken' =>
  paused ? 'paused' : breaker === 'closed' ? 'running' : 'broken'

export type LaneFilter = { kind?: string; parent?: string }
