import { Busy } from '../../base/refusal.ts'

const IN_ONE_LINE = 256
const IN_ALL = 2048
const LONGEST_WAIT_MS = 30_000
const FIRST_PAUSE_MS = 25
const LONGEST_PAUSE_MS = 400

type Line = { tail: Promise<unknown>; length: number }

/**
 * Lines by name, first come first served: only who stands first asks, and pauses between two questions. A pause ends
 * early when this process knows that something changed. Whoever would make a line too long, or waits for too long, is
 * refused as `Busy`.
 */
export function makeWaitingLines() {
  const lines = new Map<string, Line>()
  const pausing = new Map<string, () => void>()
  let standing = 0

  /** The length grows, because another process may have changed it too. */
  async function pause(name: string, ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      pausing.set(name, () => {
        clearTimeout(timer)
        resolve()
      })
    })
    pausing.delete(name)
  }

  async function askUntilAnswered<T>(name: string, ask: () => Promise<T | undefined>, since: number): Promise<T> {
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      if (performance.now() - since > LONGEST_WAIT_MS) throw new Busy('their turn to sign in')
      const answer = await ask()
      if (answer !== undefined) return answer
      await pause(name, pauseMs)
    }
  }

  return {
    /** Asks until there is an answer, when those before have had theirs. */
    async stand<T>(name: string, ask: () => Promise<T | undefined>): Promise<T> {
      const line = lines.get(name) ?? { tail: Promise.resolve(), length: 0 }
      if (line.length >= IN_ONE_LINE || standing >= IN_ALL) throw new Busy('their turn to sign in')
      const since = performance.now()
      const mine = line.tail.then(() => askUntilAnswered(name, ask, since))
      lines.set(name, line)
      line.tail = mine.catch(() => {})
      line.length++
      standing++
      try {
        return await mine
      } finally {
        standing--
        if (--line.length === 0) lines.delete(name)
      }
    },
    /** Whoever stands first asks again. */
    wake(name: string): void {
      pausing.get(name)?.()
    },
  }
}
