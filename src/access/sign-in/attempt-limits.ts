import { FACES, type Face } from '../faces.ts'
import type { AttemptCounts } from '../store.ts'

/** After `tries` wrong credentials within `windowMs`, an address is banned for `banMs`; 0 bans nobody. */
export type LoginLimits = {
  tries: number
  windowMs: number
  banMs: number
  /** How long at most who is new waits who names an account that others guess at. */
  delayMs: number
}

/** `spared` are addresses from which wrong guesses ban nobody, and only get slower. */
export type LimitedPlace = { readonly face: Face; readonly spared: boolean }

/** How long a look may take; then the one who looked is gone. */
export const LOOK_MS = 30_000
/** How far back wrong guesses at an account hold up the next one. */
export const ACCOUNT_WINDOW_MS = 15 * 60_000
/** On a face that bans nobody: so many wrong ones of one block at once, and then one each second. */
const BURST = 10
const EACH_MS = 1000
const FIRST_DELAY_MS = 250
/** Well before a look ends by itself. */
const LONGEST_DELAY_MS = LOOK_MS / 3

/** How many guesses are looked at, and how soon. */
export function makeAttemptLimits(limits: LoginLimits) {
  const tries = Math.max(limits.tries, 1)
  const throttles = (face: Face) => FACES[face].bans === 'nobody'
  const triesOf = (face: Face) => (throttles(face) ? BURST : tries)
  const bans = ({ face, spared }: LimitedPlace) => !throttles(face) && limits.banMs > 0 && !spared

  return {
    /** How far back wrong guesses count towards a ban. */
    windowMs: Math.max(limits.windowMs, LOOK_MS),

    /** Whether whoever is named may still be looked at as somebody known: as often wrong as anybody else, and no more. */
    trusts: (face: Face, { ownFailed }: AttemptCounts): boolean => ownFailed < triesOf(face),

    /** How many may be looked at at once. */
    atOnce(place: LimitedPlace, counts: AttemptCounts, known: boolean, now: number): number {
      if (known) return triesOf(place.face) - counts.ownFailed
      if (throttles(place.face)) return BURST - Math.ceil(debtOf(counts, now) / EACH_MS)
      // One at least: what failed before an address was struck off the list, or bans were made stricter, is no ban yet.
      return bans(place) ? Math.max(tries - counts.failed, 1) : tries
    },

    /** How long a block has to wait of which nobody is looked at any more. */
    retryAfterMs: (counts: AttemptCounts, now: number): number =>
      Math.max(1, debtOf(counts, now) - (BURST - 1) * EACH_MS),

    /** The instant that is written down of a wrong one: where they throttle, when nothing is held against the block. */
    failedAt: (face: Face, counts: AttemptCounts, now: number): number =>
      throttles(face) ? now + debtOf(counts, now) + EACH_MS : now,

    /** How many more may be wrong before the address is banned, after one more; undefined where none is. */
    triesLeft: (place: LimitedPlace, { failed }: AttemptCounts): number | undefined =>
      bans(place) ? Math.max(0, tries - failed - 1) : undefined,

    /** Whether another wrong one is a ban. */
    bansNow: (place: LimitedPlace, { failed }: AttemptCounts): boolean => bans(place) && failed + 1 >= tries,

    /** How long who is new waits, after so many wrong guesses at the account, from wherever. */
    delayOf(guessed: number): number {
      const beyond = guessed - tries
      return beyond < 0 ? 0 : Math.min(FIRST_DELAY_MS * 2 ** Math.min(beyond, 10), limits.delayMs, LONGEST_DELAY_MS)
    },
  }
}

/** Milliseconds until a block has nothing held against it any more, on a face that bans nobody. */
const debtOf = ({ clearAt }: AttemptCounts, now: number): number => Math.max(0, (clearAt ?? 0) - now)
