const LONGEST = 80

/** How a program named itself, for a line of the log: printable, and cut. */
export function clientName(info: { name?: unknown; version?: unknown } | undefined, userAgent: unknown): string {
  const named = [info?.name, info?.version].filter((part) => typeof part === 'string' && part !== '').join(' ')
  const told = named || (typeof userAgent === 'string' ? userAgent : '')
  return told
    .slice(0, 4 * LONGEST)
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .trim()
    .slice(0, LONGEST)
    .toWellFormed()
}
