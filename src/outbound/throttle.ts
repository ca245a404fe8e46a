import type { Clock } from '../clock.ts'

/** So many wrong sign-ins of one address at once, and then one each second. */
const BURST = 10
const EACH_MS = 1000
/** Addresses that are remembered; the oldest is forgotten first. */
const MOST = 10_000

/** Slows down who guesses, without shutting anybody out. */
export function makeThrottle(clock: Clock) {
  /** When the address has nothing held against it any more. */
  const clearAt = new Map<string, number>()

  return {
    /** Milliseconds until the address may try again; 0 is now. */
    wait(address: string): number {
      const clear = clearAt.get(address)
      if (clear === undefined) return 0
      return Math.max(0, clear - clock.now() - BURST * EACH_MS)
    },
    /** It was wrong. */
    note(address: string): void {
      const clear = Math.max(clearAt.get(address) ?? 0, clock.now()) + EACH_MS
      clearAt.delete(address)
      clearAt.set(address, clear)
      if (clearAt.size > MOST) clearAt.delete(clearAt.keys().next().value!)
    },
  }
}
