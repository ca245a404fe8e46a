import type { Sealer } from '../events/sealer.ts'

type Parts = {
  sealer: Pick<Sealer, 'bounds' | 'tell'>
  /** So often other nodes are looked after, while anybody waits. */
  everyMs?: number
}

/**
 * Tells those who wait that there are events behind a position. What this process seals is told at once; for what others
 * seal one look every so often serves all who wait, and while nobody waits there is none.
 */
export function makeNews({ sealer, everyMs = 100 }: Parts) {
  const waiting = new Set<{ beyond: number; wake: () => void }>()
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> | undefined

  function tell(head: number): void {
    for (const one of waiting) if (head > one.beyond) one.wake()
  }

  function look(): Promise<void> {
    // A lost database is told by who seals; here the next look tries again.
    looking ??= sealer
      .bounds()
      .then(
        ({ head }) => tell(head),
        () => {},
      )
      .finally(() => {
        looking = undefined
        schedule()
      })
    return looking
  }

  function schedule(): void {
    if (timer || waiting.size === 0) return
    timer = setTimeout(() => {
      timer = undefined
      look()
    }, everyMs)
  }

  sealer.tell(tell)

  return {
    /** Until there is one behind `beyond`, the time is up, or the signal says so. */
    async wait(beyond: number, longestMs: number, signal: AbortSignal): Promise<void> {
      if (signal.aborted) return
      const { promise, resolve } = Promise.withResolvers<void>()
      const one = { beyond, wake: () => resolve() }
      const limit = setTimeout(one.wake, longestMs)
      signal.addEventListener('abort', one.wake)
      waiting.add(one)
      // What was sealed since the caller read is looked for, too.
      look()
      await promise
      clearTimeout(limit)
      signal.removeEventListener('abort', one.wake)
      waiting.delete(one)
    },
  }
}
