/** Milliseconds since the epoch, as an integer. Passed to whoever needs the time, so that tests can set it. */
export type Clock = {
  now(): number
  /** Milliseconds that went by, whatever is done to the clock on the wall; as `now` tells when left out. */
  elapsed?(): number
}

export const systemClock: Clock = { now: () => Date.now(), elapsed: () => performance.now() }

export const elapsedOf = (clock: Clock = systemClock): (() => number) => clock.elapsed ?? clock.now
