/** Who did it and why, as the caller wants to read it later. */
export type By = { by: string; why?: string }

export type PurgeOptions = By & {
  /** How long it can be undone: a day when left out. Null is final. */
  undoForMs?: number | null
}

/** Of a lane. */
export type LanePurgeOptions = PurgeOptions & {
  /** Only what this preview counted, as far as it still waits; the preview is over with it. */
  previewId?: number | undefined
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

/** What a purge of a lane would take, as somebody is told before. */
export type PurgePreview = {
  readonly id: number
  readonly laneId: number
  /** Exact at the moment of the preview. */
  readonly count: number
  /** Whether nothing of the lane begins meanwhile. */
  readonly holds: boolean
  readonly by: string
  readonly createdAt: number
  /** A purge can name it, and what it holds stands still, until then. */
  readonly expiresAt: number
}

/** With the first so many and the last of the jobs counted, by id. */
export type Previewed = PurgePreview & { readonly first: readonly number[]; readonly last: number | undefined }

export type PreviewOptions = { by: string; holds: boolean; sample: number }

export type StoredPreview = PurgePreview & {
  /** The last job that waited. */
  readonly throughId: number
  /** Jobs that had begun: what comes back of them is none of it. */
  readonly begun: readonly number[]
  /** An undo brought jobs back that were not counted. */
  readonly outdated: boolean
}
