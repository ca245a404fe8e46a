/** Where a process may die and nothing be lost. */
type FailpointName = 'enqueue' | 'enqueued' | 'claim' | 'claimed' | 'finish' | 'finished' | 'purge'

/**
 * Called at these points: with a verb when its changes are made and not yet on disk, with a participle when they are.
 * Does nothing, but for tests that kill the process there.
 */
export type Failpoint = (name: FailpointName) => void
