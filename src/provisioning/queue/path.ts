import type { Attempt, Operation } from '../operations/operation.ts'
import type { SettlingEntry } from '../store.ts'
import { RESOLUTIONS } from './queue-entry.ts'

export const PATH_STATES = ['asked', 'tried', 'looked', 'held', ...RESOLUTIONS] as const

/** One state that an entry went through. `by` is empty where nobody did it; the note is what came of it. */
export type PathStep = { state: (typeof PATH_STATES)[number]; at: number; by: string; note: string }

/** The states that an entry went through, in their order. Of what was brought along, only its failures are known. */
export function pathOf(entry: SettlingEntry, operation: Operation | null, attempts: readonly Attempt[]): PathStep[] {
  const { held, lastAttemptAt, createdAt, failureClass, retries, settled } = entry
  const step = (state: PathStep['state'], at: number, note = '', by = ''): PathStep => ({ state, at, by, note })
  const known = operation
    ? [
        step('asked', operation.createdAt, operation.action, operation.requestedBy.name),
        ...attempts.map(({ looked, startedAt, outcome }) => step(looked ? 'looked' : 'tried', startedAt, outcome)),
      ]
    : [step('tried', createdAt, failureClass), ...(retries > 0 ? [step('tried', lastAttemptAt, failureClass)] : [])]
  const path = [...known, ...(held ? [step('held', lastAttemptAt, failureClass)] : [])]
  if (settled) path.push(step(settled.resolution, settled.at, settled.note, settled.by))
  return path.toSorted((a, b) => a.at - b.at)
}
