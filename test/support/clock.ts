import type { Clock } from '../../src/base/clock.ts'

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
