/** Who did it and why, as the caller wants to read it later. */
export type By = { by: string; why?: string }

export type PurgeOptions = By & {
  /** How long it can be undone: a day when left out. Null is final. */
  undoForMs?: number | null
}

/** Waiting jobs taken back at once: a whole lane, what matches a filter, or named ones. */
export type Purge = {
  readonly id: number
  /** Null when it took from several lanes. */
  readonly laneId: number | null
  /** Exact at the moment of the purge. */
  readonly count: number
  readonly by: string
  readonly why: string
  readonly at: number
  /** Null: final. */
  readonly undoUntil: number | null
  readonly undoneAt: number | null
  readonly undoneBy: string | null
}

/** A job that a purge took. */
export type Purged = { readonly id: number; readonly reference: string | null }

/** All that is given must match. */
export type PurgeFilter = {
  laneIds: readonly number[]
  kind?: string
  band?: 'person' | 'automatic' | 'bulk'
  orderKey?: string
  enqueuedBefore?: number
}

/** Which jobs to cancel. References are looked for in the lanes given, or everywhere. */
export type Named = { ids: readonly number[] } | { references: readonly string[]; laneIds?: readonly number[] }
