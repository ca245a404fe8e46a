import type { Masker } from './mask.ts'
import { isFailed, type Outcome } from './outcome.ts'

/** All that the outcome says in the panel's words, or about them. The value of a success is for the one who asked. */
export function maskOutcome<T>(mask: Masker, outcome: Outcome<T>): Outcome<T> {
  if (!isFailed(outcome)) return { ...outcome, text: mask.values(outcome.text) }
  const { longest, ...failure } = outcome
  const text = mask.values(failure.text, longest)
  return {
    ...failure,
    text,
    explanation: mask.values(failure.explanation),
    cause: failure.cause === failure.text ? text : mask.values(failure.cause),
    field: failure.field === null ? null : mask.values(failure.field),
  }
}
