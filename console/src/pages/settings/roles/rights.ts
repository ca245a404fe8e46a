/** All rights by room, in the order in which they are shown; the words stand in the catalogue. */
export const ROOMS = {
  access: [
    'api.access',
    'access.read',
    'access.write',
    'activity.read',
    'activity.write',
    'system.read',
    'system.write',
  ],
  customers: [
    'clients.read',
    'clients.write',
    'services.read',
    'services.write',
    'services.passwords',
    'orders.read',
    'orders.write',
    'catalog.read',
    'catalog.write',
  ],
  provisioning: ['provisioning.read', 'provisioning.write'],
  outbound: ['outbound.read', 'outbound.write', 'outbound.start'],
  work: ['support.read', 'support.write', 'projects.read', 'projects.write', 'projects.all', 'projects.time_others'],
} as const

export type Room = keyof typeof ROOMS
export type Right = (typeof ROOMS)[Room][number]
/** Taken away is more than not given: no other pattern of the role gives it. */
export type Mark = 'given' | 'taken' | 'none'

export const RIGHTS: readonly Right[] = Object.values(ROOMS).flat()

const names = (pattern: string, right: string): boolean =>
  pattern === '*' || pattern === right || (pattern.endsWith('.*') && right.startsWith(pattern.slice(0, -1)))

const takes = (pattern: string, right: string): boolean => pattern.startsWith('!') && names(pattern.slice(1), right)

export function markOf(patterns: readonly string[], right: string): Mark {
  if (patterns.some((pattern) => takes(pattern, right))) return 'taken'
  return patterns.some((pattern) => names(pattern, right)) ? 'given' : 'none'
}

/** The same patterns, but for one right, with as few words as can be. */
export function withRight(patterns: readonly string[], right: string, isGiven: boolean): readonly string[] {
  if (!isGiven) {
    const rest = patterns.filter((pattern) => pattern !== right)
    return markOf(rest, right) === 'given' ? [...rest, `!${right}`] : rest
  }
  // What took a whole room goes on to take the rest of it.
  const kept = patterns.flatMap((pattern) =>
    takes(pattern, right)
      ? RIGHTS.filter((other) => other !== right && takes(pattern, other)).map((other) => `!${other}`)
      : [pattern],
  )
  return markOf(kept, right) === 'given' ? kept : [...kept, right]
}

export const rightsOf = (patterns: readonly string[]): readonly Right[] =>
  RIGHTS.filter((right) => markOf(patterns, right) === 'given')

/** A role that names rooms, or all there is, is told by what it names; one of single rights has none. */
export const patternOf = (patterns: readonly string[]): string | undefined =>
  patterns.some((pattern) => pattern.endsWith('*'))
    ? patterns.toSorted((a, b) => Number(a.startsWith('!')) - Number(b.startsWith('!'))).join(' ')
    : undefined
