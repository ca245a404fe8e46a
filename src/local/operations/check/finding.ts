import type { Opened } from '../../../open.ts'

/** What is missing, or not as it should be; with what to do about it. */
export type CheckFinding = { message: string; hint: string }

/** Looks for one thing, which may be amiss in several places. */
export type Look = (provisor: Opened) => Promise<CheckFinding | readonly CheckFinding[] | undefined>

const SHOWN = 10

export function someOf(names: readonly string[]): string {
  const rest = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : ''
  return names.slice(0, SHOWN).join(', ') + rest
}
