type Options = {
  /** As old may be what is told. */
  keepMs: number
  /** Who asks waits no longer. */
  patienceMs: number
  onFault: (fault: unknown) => void
}

/**
 * What is expensive to find out, for many who ask: it is found out once at a time, and told again for a while. Undefined when
 * that failed or takes too long; it then goes on by itself, and who asks later has it.
 */
export function makeKept<Value>(find: () => Promise<Value>, { keepMs, patienceMs, onFault }: Options) {
  let kept: { value: Value; until: number } | undefined
  let finding: Promise<Value | undefined> | undefined

  async function findOnce(): Promise<Value | undefined> {
    try {
      const value = await find()
      kept = { value, until: performance.now() + keepMs }
      return value
    } catch (fault) {
      onFault(fault)
      return undefined
    } finally {
      finding = undefined
    }
  }

  return async function get(): Promise<Value | undefined> {
    if (kept && performance.now() < kept.until) return kept.value
    finding ??= findOnce()
    let timer: NodeJS.Timeout | undefined
    const tooLate = new Promise<undefined>((resolve) => {
      timer = setTimeout(resolve, patienceMs, undefined)
    })
    try {
      return await Promise.race([finding, tooLate])
    } finally {
      clearTimeout(timer)
    }
  }
}
