type Limits = {
  /** Let through of one key in a window. */
  perKey: number
  /** The same of all keys of one range. */
  perRange?: number
  /** Let through in all: so many at once, and then so many a minute. */
  atOnce: number
  perMinute: number
  /** Keys of which is counted one by one. */
  mostKeys?: number
  /** Milliseconds that only grow. */
  now?: () => number
}

/** What was not let through in a window: of the keys that had most, and of all others together. */
export type LeftOut = {
  readonly most: readonly { readonly key: string; readonly times: number }[]
  /** `keys` is 0 where there were too many to tell. */
  readonly others: { readonly times: number; readonly keys: number }
}

const MINUTE_MS = 60_000
const MOST_TOLD = 10

type Count = { through: number; leftOut: number }

/**
 * For what strangers can cause as often as they like, and somebody writes down: so many of each key are let through and so
 * many in all, and the rest is counted. Its memory has a bound, whatever comes.
 */
export function makeFloodLimit(limits: Limits) {
  const { perKey, perRange = Number.POSITIVE_INFINITY, atOnce, perMinute, mostKeys = 10_000 } = limits
  const now = limits.now ?? (() => performance.now())
  let keys = new Map<string, Count>()
  let ranges = new Map<string, Count>()
  let uncounted = 0
  let left = atOnce
  let refilledAt = now()

  function hasOneLeft(): boolean {
    const at = now()
    left = Math.min(atOnce, left + ((at - refilledAt) / MINUTE_MS) * perMinute)
    refilledAt = at
    return left >= 1
  }

  /** Undefined where there are too many to count each. */
  function countOf(counts: Map<string, Count>, key: string): Count | undefined {
    const known = counts.get(key)
    if (known || counts.size >= mostKeys) return known
    const count = { through: 0, leftOut: 0 }
    counts.set(key, count)
    return count
  }

  return {
    /** Whether it is let through. `mayPass: false` counts it as left out, whatever is allowed. */
    take(key: string, { range = '', mayPass = true } = {}): boolean {
      const own = countOf(keys, key)
      const around = countOf(ranges, range)
      const isWithin = (own?.through ?? 0) < perKey && (around?.through ?? 0) < perRange
      if (mayPass && isWithin && hasOneLeft()) {
        left -= 1
        if (own) own.through += 1
        if (around) around.through += 1
        return true
      }
      if (own) own.leftOut += 1
      else uncounted += 1
      return false
    },

    /** Ends a window and begins the next one, in which every key has its own again. */
    endWindow(): LeftOut {
      const counted = [...keys].filter(([, { leftOut }]) => leftOut > 0)
      const sorted = counted.map(([key, { leftOut }]) => ({ key, times: leftOut })).sort((a, b) => b.times - a.times)
      const others = sorted.slice(MOST_TOLD)
      const times = others.reduce((sum, other) => sum + other.times, uncounted)
      const leftOut = { most: sorted.slice(0, MOST_TOLD), others: { times, keys: uncounted > 0 ? 0 : others.length } }
      keys = new Map()
      ranges = new Map()
      uncounted = 0
      return leftOut
    },
  }
}
