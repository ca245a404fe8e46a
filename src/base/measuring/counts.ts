/**
 * What happened in this process since it began, by one of a few words. All words are there from the first moment, so that
 * whoever looks now and then sees each of them grow from zero.
 */
export function makeCounts<Word extends string>(words: readonly Word[]) {
  const counts = Object.fromEntries(words.map((word) => [word, 0])) as Record<Word, number>
  return {
    add(word: Word, times = 1): void {
      counts[word] += times
    },
    all: counts as Readonly<Record<Word, number>>,
  }
}

/** The same for each of some things with a number, such as servers: the first `most` of them, and the others together. */
export function makeCountsOfEach<Part>(most: number, make: () => Part) {
  const parts = new Map<number, Part>()
  let others: Part | undefined
  return {
    /** What is counted of one. */
    of(id: number): Part {
      const known = parts.get(id)
      if (known) return known
      if (parts.size >= most) {
        others ??= make()
        return others
      }
      const made = make()
      parts.set(id, made)
      return made
    },
    /** By number, and at the end `other`. */
    *all(): Generator<[id: string, part: Part]> {
      for (const [id, part] of parts) yield [String(id), part]
      if (others) yield ['other', others]
    },
  }
}

/** How long things took, in seconds: how many of them no longer than each bound, and all of them together. */
export function makeDurations(bounds: readonly number[]) {
  const within = bounds.map(() => 0)
  let [count, sum] = [0, 0]
  return {
    add(seconds: number): void {
      count += 1
      sum += seconds
      const place = bounds.findIndex((bound) => seconds <= bound)
      if (place >= 0) within[place]! += 1
    },
    /** `within` counts those that fit this bound and no smaller one. */
    now: (): DurationsNow => ({ bounds, within, count, sum }),
  }
}

export type DurationsNow = {
  readonly bounds: readonly number[]
  readonly within: readonly number[]
  readonly count: number
  readonly sum: number
}

export type Durations = ReturnType<typeof makeDurations>
