import { allows, applyTransition, type TransitionTable } from '../transitions.ts'

/** The life of a domain name that we registered or transferred for a client, in the words of registrars. */
export const DOMAIN_STATUSES = [
  'Pending',
  'Pending Registration',
  'Pending Transfer',
  'Active',
  'Grace',
  'Redemption',
  'Expired',
  'Transferred Away',
  'Cancelled',
  'Fraud',
] as const
export type DomainStatus = (typeof DOMAIN_STATUSES)[number]

/** The one table of legal steps. Every verb may be repeated. A renewal brings a name back until somebody else has it. */
export const DOMAIN_TRANSITIONS = {
  submitRegistration: { from: ['Pending', 'Pending Registration'], to: 'Pending Registration' },
  submitTransfer: { from: ['Pending', 'Pending Transfer'], to: 'Pending Transfer' },
  activate: { from: ['Pending', 'Pending Registration', 'Pending Transfer', 'Active'], to: 'Active' },
  renew: { from: ['Active', 'Grace', 'Redemption', 'Expired'], to: 'Active' },
  enterGrace: { from: ['Active', 'Grace'], to: 'Grace' },
  enterRedemption: { from: ['Active', 'Grace', 'Expired', 'Redemption'], to: 'Redemption' },
  expire: { from: ['Active', 'Grace', 'Redemption', 'Expired'], to: 'Expired' },
  transferAway: { from: ['Active', 'Grace', 'Redemption', 'Expired', 'Transferred Away'], to: 'Transferred Away' },
  cancel: {
    from: [
      'Pending',
      'Pending Registration',
      'Pending Transfer',
      'Active',
      'Grace',
      'Redemption',
      'Expired',
      'Cancelled',
    ],
    to: 'Cancelled',
  },
  markFraud: {
    from: ['Pending', 'Pending Registration', 'Pending Transfer', 'Active', 'Grace', 'Cancelled', 'Fraud'],
    to: 'Fraud',
  },
  reopen: {
    from: ['Pending', 'Pending Registration', 'Pending Transfer', 'Active', 'Cancelled', 'Fraud'],
    to: 'Pending',
  },
} as const satisfies TransitionTable<DomainStatus>

export type DomainTransition = keyof typeof DOMAIN_TRANSITIONS

export const domainTransition = (from: DomainStatus, verb: DomainTransition): DomainStatus =>
  applyTransition(DOMAIN_TRANSITIONS, 'domain', from, verb)

export const canDomainTransition = (from: DomainStatus, verb: DomainTransition): boolean =>
  allows(DOMAIN_TRANSITIONS, from, verb)
