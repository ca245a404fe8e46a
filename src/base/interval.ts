/** One round of something that is done every so often; it ends early when it is told to stop. */
export type IntervalTask = (stopping: () => boolean) => Promise<unknown>

/** Done every so often, never twice at once. A fault (a lost database) is told, and the next round tries again. */
export function makeInterval(round: IntervalTask) {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let isStopping = false
  const stopping = () => isStopping

  return {
    stopping,
    /** `atOnce`: the first round begins now, for what a restart must not put off. */
    start(everyMs: number, onFault: (fault: unknown) => void, { atOnce = false } = {}): void {
      if (timer) return
      isStopping = false
      const begin = () => {
        running ??= round(stopping)
          .then(() => undefined, onFault)
          .finally(() => {
            running = undefined
          })
      }
      if (atOnce) begin()
      timer = setInterval(begin, everyMs)
    },
    /** Waits for the step under way. Safe twice, and before the start. */
    async stop(): Promise<void> {
      isStopping = true
      clearInterval(timer)
      timer = undefined
      await running
    },
  }
}
