import type { Clock } from '../../../src/base/clock.ts'

/**
 * The wall's clock, which goes on and is set forward and back; the time that goes by is not told. A server that is opened
 * with it goes by it whatever its database's clock says.
 */
export function jumpingClock(): Required<Clock> & { jump(ms: number): void } {
  let offset = 0
  return {
    now: () => Date.now() + offset,
    elapsed: () => performance.now(),
    jump(ms) {
      offset += ms
    },
  }
}
