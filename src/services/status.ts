import { type Cycle, isRecurring } from '../catalog/cycle.ts'
import { allows, applyTransition, type TransitionTable } from './transitions.ts'

/** The life of what a client holds. Services and add-ons share it. */
export const SERVICE_STATUSES = [
  'Pending',
  'Active',
  'Completed',
  'Suspended',
  'Terminated',
  'Cancelled',
  'Fraud',
] as const
export type ServiceStatus = (typeof SERVICE_STATUSES)[number]

/**
 * The one table of legal steps. Every verb may be repeated: a command that is delivered twice finds its work done. Only
 * `unsuspend` lifts a suspension, because a second creation must not. `terminate` is legal from everywhere: a creation
 * that failed half-way and an order that was a fraud leave something at the far side, too.
 */
export const SERVICE_TRANSITIONS = {
  activate: { from: ['Pending', 'Active', 'Terminated', 'Cancelled'], to: 'Active' },
  suspend: { from: ['Active', 'Suspended'], to: 'Suspended' },
  unsuspend: { from: ['Suspended', 'Active'], to: 'Active' },
  terminate: { from: SERVICE_STATUSES, to: 'Terminated' },
  complete: { from: ['Active', 'Completed'], to: 'Completed' },
  cancel: { from: ['Pending', 'Active', 'Suspended', 'Completed', 'Cancelled'], to: 'Cancelled' },
  markFraud: { from: ['Pending', 'Active', 'Suspended', 'Cancelled', 'Fraud'], to: 'Fraud' },
  reopen: { from: ['Pending', 'Active', 'Cancelled', 'Fraud'], to: 'Pending' },
} as const satisfies TransitionTable<ServiceStatus>

export type ServiceTransition = keyof typeof SERVICE_TRANSITIONS

/** The status after `verb`, or a refusal that names all three. */
export const serviceTransition = (noun: string, from: ServiceStatus, verb: ServiceTransition): ServiceStatus =>
  applyTransition(SERVICE_TRANSITIONS, noun, from, verb)

export const canServiceTransition = (from: ServiceStatus, verb: ServiceTransition): boolean =>
  allows(SERVICE_TRANSITIONS, from, verb)

/** What a person's correction of the record may set: anything. It is written down as a correction, not as a step. */
export const isServiceStatus = (text: string): text is ServiceStatus =>
  (SERVICE_STATUSES as readonly string[]).includes(text)

/** What has ended is prolonged no more, also where the renewal was ordered before. */
export const isRenewable = ({ status, billingCycle }: { status: ServiceStatus; billingCycle: Cycle }): boolean =>
  (status === 'Active' || status === 'Suspended') && isRecurring(billingCycle)
