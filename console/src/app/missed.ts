import { client } from './api.ts'
import { isLive, miss } from './live-state.ts'

const COUNTED_MS = 5000
const PAGE = 500
/** So many pages are counted at a time: the rest comes with the next. */
const PAGES = 10

/** Counts what happens while this is paused, and reads nothing else. Answers how to end it. */
export function countMissed(): () => void {
  const ended = new AbortController()
  const { signal } = ended
  let through: number | undefined
  const count = async () => {
    if (document.hidden) return
    // From now on: a list tells how far there is anything.
    through ??= (await client.events.list({ limit: 1 }, { signal })).head
    for (let page = 0; page < PAGES; page++) {
      const told = await client.events.list({ after: through, limit: PAGE }, { signal })
      through = told.through
      if (!signal.aborted && !isLive()) miss(told.items.length)
      if (told.through >= told.head) return
    }
  }
  // Who may see no events, or reaches nobody, is told no number.
  const quietly = () => void count().catch(() => {})
  quietly()
  const beat = setInterval(quietly, COUNTED_MS)
  signal.addEventListener('abort', () => clearInterval(beat))
  return () => ended.abort()
}
