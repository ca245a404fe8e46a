/** Wakes who waits for an outcome in this process. What other processes write down is found by looking again. */
export type Reports = {
  tell(operationId: number): void
  /** Resolves with the next report, or when the time is up. */
  next(operationId: number, ms: number): Promise<void>
}

export function makeReports(): Reports {
  const waiting = new Map<number, Set<() => void>>()
  return {
    tell(operationId) {
      for (const wake of waiting.get(operationId) ?? []) wake()
    },
    next: (operationId, ms) =>
      new Promise((resolve) => {
        const wakers = waiting.get(operationId) ?? new Set()
        waiting.set(operationId, wakers)
        const wake = () => {
          clearTimeout(timer)
          wakers.delete(wake)
          if (wakers.size === 0 && waiting.get(operationId) === wakers) waiting.delete(operationId)
          resolve()
        }
        const timer = setTimeout(wake, ms)
        wakers.add(wake)
      }),
  }
}
