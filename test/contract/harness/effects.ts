import type { TestApp } from '../../support/app.ts'

/** How often each thing, by name. */
export type Counts = ReadonlyMap<string, number>

/** Who signed in and who was refused is the same for whatever is asked, and has tests of its own. */
const isOfAccess = (kind: string): boolean => /\.(signed_in|refused|refusals_counted)$/.test(kind)

/** How often each kind of thing has happened so far, but for what happens to callers. */
export async function eventCounts({ provisor }: TestApp): Promise<Counts> {
  const counts = new Map<string, number>()
  await provisor.domain.access.sealer.settle()
  for (let position = 0; ; ) {
    const events = await provisor.read.events.after(position, 1000)
    for (const { kind } of events) if (!isOfAccess(kind)) counts.set(kind, (counts.get(kind) ?? 0) + 1)
    if (events.length === 0) return counts
    position = events.at(-1)!.position
  }
}

/** By how much each count has changed; what is as it was is left out. */
export function difference(before: Counts, after: Counts): Record<string, number> {
  const names = new Set([...before.keys(), ...after.keys()])
  const changes = [...names].map((name) => [name, (after.get(name) ?? 0) - (before.get(name) ?? 0)] as const)
  return Object.fromEntries(changes.filter(([, change]) => change !== 0))
}
