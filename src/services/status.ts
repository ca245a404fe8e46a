import { allows, applyTransition, type TransitionTable } from './transitions.ts'

/** The life of what a client holds. Services and add-ons share it. */
export const STATUSES = ['Pending', 'Active', 'Completed', 'Suspended', 'Terminated', 'Cancelled', 'Fraud'] as const
export type Status = (typeof STATUSES)[number]

/**
 * The one table of legal steps. Every verb may be repeated: a command that is delivered twice finds its work done. Only
 * `unsuspend` lifts a suspension, because a second creation must not. `terminate` is legal from everywhere: a creation
 * that failed half-way and an order that was a fraud leave something at the far side, too.
 */
export const TRANSITIONS = {
  activate: { from: ['Pending', 'Active', 'Terminated', 'Cancelled'], to: 'Active' },
  suspend: { from: ['Active', 'Suspended'], to: 'Suspended' },
  unsuspend: { from: ['Suspended', 'Active'], to: 'Active' },
  terminate: { from: STATUSES, to: 'Terminated' },
  complete: { from: ['Active', 'Completed'], to: 'Completed' },
  cancel: { from: ['Pending', 'Active', 'Suspended', 'Completed', 'Cancelled'], to: 'Cancelled' },
  markFraud: { from: ['Pending', 'Active', 'Suspended', 'Cancelled', 'Fraud'], to: 'Fraud' },
  reopen: { from: ['Pending', 'Active', 'Cancelled', 'Fraud'], to: 'Pending' },
} as const satisfies TransitionTable<Status>

export type Transition = keyof typeof TRANSITIONS

/** The status after `verb`, or a refusal that names all three. */
export const transition = (noun: string, from: Status, verb: Transition): Status =>
  applyTransition(TRANSITIONS, noun, from, verb)

export const canTransition = (from: Status, verb: Transition): boolean => allows(TRANSITIONS, from, verb)

/** What a person's correction of the record may set: anything. It is written down as a correction, not as a step. */
export const isStatus = (text: string): text is Status => (STATUSES as readonly string[]).includes(text)
