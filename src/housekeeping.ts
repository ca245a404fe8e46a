/** Something that removes what is old, in small steps; it ends early when it is told to stop. */
export type Pruning = (stopping: () => boolean) => Promise<unknown>

/** Everything that goes away by age is looked at every so often. A fault is told, and the next round tries again. */
export function makeHousekeeping(prunings: readonly Pruning[], onFault: (fault: unknown) => void) {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let stopping = false

  async function round(): Promise<void> {
    for (const prune of prunings) if (!stopping) await prune(() => stopping).catch(onFault)
  }

  return {
    start(everyMs: number): void {
      stopping = false
      timer ??= setInterval(() => {
        running ??= round().finally(() => {
          running = undefined
        })
      }, everyMs)
    },
    /** Ends after the step under way. Safe twice, and before the start. */
    async stop(): Promise<void> {
      stopping = true
      clearInterval(timer)
      timer = undefined
      await running
    },
  }
}

export type Housekeeping = ReturnType<typeof makeHousekeeping>
