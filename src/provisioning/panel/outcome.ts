/** How a module action failed, which decides what may be done about it. */
export const FAILURE_CLASSES = [
  /** The panel did not take it: it can be tried again. */
  'transient',
  /** The panel may have acted: look before repeating. */
  'unknown',
  /** The account exists and is not known to be ours. */
  'conflict',
  /** Something is set up wrongly on our side or the panel's, for everything of its kind. */
  'configuration',
  /** The panel does not accept who we are. */
  'authentication',
  /** The panel will never do this as it is asked. */
  'permanent',
] as const
export type FailureClass = (typeof FAILURE_CLASSES)[number]

/** What became of a module action. `already`: it was so before we asked, which is as good as done. */
const OUTCOME_CLASSES = ['done', 'already', ...FAILURE_CLASSES] as const
export type OutcomeClass = (typeof OUTCOME_CLASSES)[number]

/** For verbs that have nothing to tell but that they are done. */
export type Nothing = Readonly<Record<never, never>>

export type Succeeded<T> = {
  class: 'done' | 'already'
  /** The panel's own words, where it said any. */
  text: string
  value: T
}

export type Failed = {
  class: FailureClass
  /** The panel's own words, byte for byte; where it said none, what became of the call. Known secrets are masked. */
  text: string
  /** Ours, beside the panel's: what it means or what to do. May be empty. */
  explanation: string
  /**
   * What is the matter, without anything that differs from one account to the next: failures of one server with the same
   * cause are mended together. Such as `unknown package gold`.
   */
  cause: string
  /** How long the panel asks us to wait. */
  retryAfterMs: number | null
  /** What the panel will never accept, where it is one thing: `domain`, `username`, `password` … */
  field: string | null
  /** How much of the text is shown, in characters: it is cut when it is without secrets, which half of one might not be. */
  longest?: number
  /** Of `unknown`: the panel has said that it is at work on it, so nothing has failed yet. */
  underway?: true
}

export type Outcome<T = Nothing> = Succeeded<T> | Failed

export const done = <T>(value: T, text = ''): Succeeded<T> => ({ class: 'done', text, value })

/** It was so before we asked. */
export const alreadySo = <T>(value: T, text = ''): Succeeded<T> => ({ class: 'already', text, value })

type More = Partial<Omit<Failed, 'class' | 'text'>>

/** The cause is the text where none is given. */
export const failed = (
  failureClass: FailureClass,
  text: string,
  { explanation = '', cause = text, retryAfterMs = null, field = null, longest, underway }: More = {},
): Failed => ({
  class: failureClass,
  text,
  explanation,
  cause,
  retryAfterMs,
  field,
  ...(longest && { longest }),
  ...(underway && { underway }),
})

export const isFailed = (outcome: unknown): outcome is Failed =>
  typeof outcome === 'object' &&
  outcome !== null &&
  'class' in outcome &&
  (FAILURE_CLASSES as readonly unknown[]).includes(outcome.class)

/**
 * Ends a verb with a failure from however deep inside. It is how the calls to a panel report, so that a verb reads as the
 * way on which nothing fails; `runAction` turns it back into the value that it carries.
 */
export class Ended extends Error {
  readonly outcome: Failed
  constructor(outcome: Failed) {
    super(outcome.text)
    this.name = 'Ended'
    this.outcome = outcome
  }
}

/** The failure as a value, for a verb to which some failures are no failure. */
export async function outcomeOf<T>(call: Promise<T>): Promise<T | Failed> {
  try {
    return await call
  } catch (failure) {
    if (failure instanceof Ended) return failure.outcome
    throw failure
  }
}
