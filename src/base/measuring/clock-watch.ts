/** Less than this is the slewing of a clock, or a machine that was busy. */
const JUMP_MS = 5000

type Look = { now: number; from: number; to: number }

/** Tells jumps of a clock that others keep from time that went by. `elapsed` is of a clock that never jumps. */
export function makeClockWatch(elapsed: () => number) {
  let last: Look | undefined

  /** Reads the clock, and answers how far it jumped since the last look: below zero when it was set back. */
  return async function look(read: () => Promise<number>): Promise<{ now: number; jumpedMs: number }> {
    const from = elapsed()
    const now = await read()
    const seen = { now, from, to: elapsed() }
    const jumpedMs = last === undefined ? 0 : between(last, seen)
    last = seen
    return { now, jumpedMs }
  }
}

/** Answers may have been long on their way, so what went by lies between two lengths. */
function between(last: Look, seen: Look): number {
  const told = seen.now - last.now
  const ahead = told - (seen.to - last.from)
  const behind = told - (seen.from - last.to)
  if (ahead > JUMP_MS) return Math.round(ahead)
  return behind < -JUMP_MS ? Math.round(behind) : 0
}
