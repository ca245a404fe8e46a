import type { LaneStore, LanesOf } from '../store.ts'

/** How late a lane's waking may be on disk and still be seen at once: by then its transaction has ended, nearly always. */
const LATE_MS = 500
/** What came later than that is seen by a look that leaves nothing out. */
const ALL_EVERY_MS = 2000
/** Workers ask for a few sets of lanes, over and over. */
const REMEMBERED = 1000

type Look = { from: number; allAt: number }

/**
 * Looks for lanes that are due. Each claim writes anew when its lane is due next, and where somebody's old snapshot keeps
 * PostgreSQL from clearing up, a look from the very first instant on walks over all that was written since. So it goes on
 * where the last one found something.
 */
export function makeLookout(due: LaneStore['due'], limit: number) {
  const looks = new Map<string, Look>()

  return async (of: LanesOf) => {
    const key = JSON.stringify(of)
    const last = looks.get(key)
    const found = await due(of, limit, last?.from)
    const { now, lanes } = found
    const allAt = last && last.from > 0 ? last.allAt : now
    const age = now - allAt
    const seen = Math.min(now - LATE_MS, ...lanes.map(({ wakeAt }) => wakeAt!))
    if (looks.size >= REMEMBERED) looks.clear()
    looks.set(key, { from: age >= 0 && age < ALL_EVERY_MS ? seen : 0, allAt })
    return found
  }
}
