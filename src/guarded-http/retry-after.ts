const LONGEST_WAIT_MS = 86_400_000

/** `Retry-After` in milliseconds: seconds or a date, as HTTP has it. Nobody makes us wait for more than a day. */
export function readRetryAfter(value: string | undefined, now: number): number | null {
  if (!value) return null
  const ms = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - now
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), LONGEST_WAIT_MS) : null
}
