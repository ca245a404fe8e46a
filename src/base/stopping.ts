/** How long what runs may go on, and then how long those have that are told to end; in milliseconds. */
export type StopLimit = { deadlineMs?: number; graceMs?: number }

/** What goes on by itself in a process. `stop` is safe twice, and before the start. */
export type Background = {
  /** As it is told of when it does not end: `module actions`. */
  readonly name: string
  start(): Promise<void> | void
  stop(limit?: StopLimit): Promise<void>
}

/** One that also stops in two steps: first it takes nothing more, and what runs goes on. */
export type BackgroundWork = Background & { halt(): Promise<void> }

/** What did not end as it should; the server is to be left all the same. */
class StopFailed extends Error {
  readonly hint = 'What was under way is looked at by another node, or when the server starts again'
  constructor(problems: readonly string[]) {
    super(`Stopped, but not in good order: ${problems.join('; ')}`)
    this.name = 'StopFailed'
  }
}

/** Ends the parts of the process. One that fails or hangs keeps none of the others from ending, and is told by its name. */
export function makeStopping(limitMs: number) {
  const open = new Set<string>()
  const problems: string[] = []
  const began = performance.now()

  /** Ends one part. Never rejects. */
  async function end(name: string, stop: () => Promise<unknown>): Promise<void> {
    open.add(name)
    try {
      await stop()
    } catch (cause) {
      problems.push(`${name}: ${cause instanceof Error ? cause.message : cause}`)
    }
    open.delete(name)
  }

  return {
    end,
    /** Milliseconds from now until so long before the time is up. */
    msUntil: (before: number): number => Math.max(0, limitMs - before - (performance.now() - began)),
    /** Resolves when all is ended. Rejects with a `StopFailed` when the time is up, or something did not end well. */
    async all(work: Promise<unknown>): Promise<void> {
      let timer: NodeJS.Timeout | undefined
      const timeIsUp = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, limitMs)
      })
      await Promise.race([work, timeIsUp])
      clearTimeout(timer)
      for (const name of open) problems.push(`${name}: no end within ${limitMs / 1000} s`)
      if (problems.length > 0) throw new StopFailed(problems)
    },
  }
}
