import { TransitionRefused } from '../refusal.ts'

/** The life of what a client holds. Services and add-ons share it. */
export const STATUSES = ['Pending', 'Active', 'Completed', 'Suspended', 'Terminated', 'Cancelled', 'Fraud'] as const
export type Status = (typeof STATUSES)[number]

/** The one table of legal steps: which verb leads from where to where. */
export const TRANSITIONS = {
  activate: { from: ['Pending', 'Active', 'Suspended', 'Terminated', 'Cancelled'], to: 'Active' },
  suspend: { from: ['Active', 'Suspended'], to: 'Suspended' },
  unsuspend: { from: ['Suspended', 'Active'], to: 'Active' },
  terminate: { from: ['Active', 'Suspended', 'Completed', 'Terminated'], to: 'Terminated' },
  complete: { from: ['Active'], to: 'Completed' },
  cancel: { from: ['Pending', 'Active', 'Suspended', 'Cancelled'], to: 'Cancelled' },
  markFraud: { from: ['Pending', 'Active', 'Fraud'], to: 'Fraud' },
  reopen: { from: ['Active', 'Cancelled', 'Fraud', 'Pending'], to: 'Pending' },
} as const satisfies Record<string, { from: readonly Status[]; to: Status }>

export type Transition = keyof typeof TRANSITIONS

/** The status after `verb`, or a refusal that names all three. */
export function transition(noun: string, from: Status, verb: Transition): Status {
  const { from: allowed, to } = TRANSITIONS[verb]
  if (!(allowed as readonly Status[]).includes(from)) throw new TransitionRefused(noun, from, verb)
  return to
}

/** What a person's correction of the record may set: anything. It is written down as a correction, not as a step. */
export const isStatus = (text: string): text is Status => (STATUSES as readonly string[]).includes(text)
