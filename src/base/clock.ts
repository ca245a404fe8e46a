/** Milliseconds since the epoch, as an integer. Passed to whoever needs the time, so that tests can set it. */
export type Clock = { now(): number }

export const systemClock: Clock = { now: () => Date.now() }

/** A clock that stands at `instant` until it is advanced. */
export function fixedClock(instant: number): Clock & { advance(ms: number): void } {
  let now = instant
  return {
    now: () => now,
    advance(ms) {
      now += ms
    },
  }
}
