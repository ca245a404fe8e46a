/** Of so many claims the quickest tells how far away the database is; the others were held up by something else. */
const REMEMBERED = 8
/** How late a claim comes that waited for the one before it to end and began to look at once: with room for what varies. */
const LATE = 3
/** However far: nobody gets more at once than this much of a second's starts. */
const MOST_MS = 1000

/**
 * How far away the database is, in the time that a claim takes. Claims come one after the other, so each finds instants
 * that passed meanwhile. Nothing is lost of the rate when it may make up for that much.
 */
export function makeDistance() {
  const claims: number[] = []
  return {
    /** A claim that had its lanes was under way for so long. */
    add(ms: number): void {
      claims.push(ms)
      if (claims.length > REMEMBERED) claims.shift()
    },
    /** Starts that are due until now may be due when the lane is locked. */
    aheadMs: () => quickest(claims),
    lateMs: () => Math.min(MOST_MS, LATE * quickest(claims)),
  }
}

/** One alone may have been the first of all, which connects and prepares. */
const quickest = (claims: readonly number[]): number => (claims.length < 2 ? 0 : Math.min(...claims))
