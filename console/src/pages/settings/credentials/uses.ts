import type { ActivityEvent } from '@provisor/client'

export type Use = { readonly at: string; readonly address: string }

/** When each was last noted to sign in, from events that come newest first: each place is noted once a day. */
export function usesOf(signIns: readonly (ActivityEvent & { subjectId: number })[]): ReadonlyMap<number, Use> {
  const uses = new Map<number, Use>()
  for (const { subjectId, at, actor } of signIns)
    if (!uses.has(subjectId)) uses.set(subjectId, { at, address: actor.address })
  return uses
}
