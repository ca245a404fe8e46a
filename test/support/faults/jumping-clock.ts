import type { Clock } from '../../../src/base/clock.ts'

/** A clock that runs as the machine's does, until somebody sets it. */
export function jumpingClock(): Clock & { jump(ms: number): void } {
  let off = 0
  return {
    now: () => Date.now() + off,
    jump(ms) {
      off += ms
    },
  }
}
