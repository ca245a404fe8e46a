const FIRST_DELAY_MS = 250
/** A server that asks for more patience than this is told to the caller instead. */
const LONGEST_DELAY_MS = 30_000

/**
 * How long to wait before the next try, after so many made: what the server asked for, or ever longer, with jitter so
 * that many clients do not come back at once. Undefined when the server asks for too long.
 */
export function delayBefore(made: number, retryAfter: string | null): number | undefined {
  const asked = retryAfter === null ? undefined : askedFor(retryAfter)
  if (asked === undefined)
    return Math.min(FIRST_DELAY_MS * 2 ** (made - 1), LONGEST_DELAY_MS) * (0.5 + Math.random() / 2)
  return asked <= LONGEST_DELAY_MS ? asked : undefined
}

/** `Retry-After` is in seconds, or a date. */
function askedFor(retryAfter: string): number | undefined {
  if (/^\d+$/.test(retryAfter.trim())) return Number(retryAfter) * 1000
  const date = Date.parse(retryAfter)
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now())
}

/** Ends early, with the signal's reason, when the signal is aborted. */
export function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal?.addEventListener('abort', stop, { once: true })
  })
}
