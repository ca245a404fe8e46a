/** Moments at which a process may die and nothing be lost. */
export type MomentName = 'enqueue' | 'enqueued' | 'claim' | 'claimed' | 'finish' | 'finished' | 'purge'

/**
 * Called at these moments: with a verb when its changes are made and not yet on disk, with a participle when they are.
 * Does nothing, but for tests that kill the process there.
 */
export type AtMoment = (name: MomentName) => void
