/** Milliseconds since the epoch, as an integer. Passed to whoever needs the time, so that tests can set it. */
export type Clock = { now(): number }

export const systemClock: Clock = { now: () => Date.now() }
