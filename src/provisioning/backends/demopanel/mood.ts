import { seededRandom } from '../../../base/seeded-random.ts'

/** What happens to one call of the demonstration panel. */
export type Mood = 'well' | 'unavailable' | 'locked' | 'lost' | 'broken'

const SHARES: readonly (readonly [Mood, number])[] = [
  ['unavailable', 0.55],
  ['locked', 0.25],
  ['lost', 0.15],
  ['broken', 0.05],
]

/** After two calls in a row that failed the third goes well: whoever retries gets there. */
const EVERY = 3

/**
 * The panel's mood for the `call`-th call (from 1) of one verb for one account: the same everywhere for the same seed.
 * `failures` is the share of calls that fail, from 0 to 1.
 */
export function moodOf(seed: number, failures: number, about: string, verb: string, call: number): Mood {
  if (call % EVERY === 0 || seededRandom(seed, 'fails', about, verb, call) >= failures) return 'well'
  let left = seededRandom(seed, 'how', about, verb, call)
  for (const [mood, share] of SHARES) {
    if (left < share) return mood
    left -= share
  }
  return 'unavailable'
}

/** How long the panel takes, in milliseconds. */
export const slownessOf = (seed: number, about: string, verb: string, call: number): number =>
  20 + Math.floor(280 * seededRandom(seed, 'slow', about, verb, call) ** 3)
