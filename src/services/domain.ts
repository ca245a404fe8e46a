import type { CalendarDate } from '../calendar.ts'
import type { Minor } from '../money.ts'
import type { DomainStatus } from './domain-status.ts'

export const DOMAIN_KINDS = ['Register', 'Transfer'] as const
export type DomainKind = (typeof DOMAIN_KINDS)[number]

/** A domain name that is registered for a client. Amounts are in the client's currency. */
export type DomainName = {
  id: number
  clientId: number
  orderId: number | null
  /** How it came to us. */
  kind: DomainKind
  name: string
  /** A registrar module; empty when none looks after it. */
  registrar: string
  periodYears: number
  firstPayment: Minor
  recurring: Minor
  paymentMethod: string
  status: DomainStatus
  registeredOn: CalendarDate | null
  expiresOn: CalendarDate | null
  nextDueOn: CalendarDate | null
  subscriptionId: string
  promoId: number
  dnsManagement: boolean
  emailForwarding: boolean
  idProtection: boolean
  doNotRenew: boolean
  /** In order, at most five. */
  nameservers: readonly string[]
  /** The transfer's authorisation code, as the secret box sealed it. */
  eppCodeSealed: string | null
  notes: string
  createdAt: number
  updatedAt: number
  /** Moves with every change. */
  version: number
}

export type DomainListing = DomainName & { paymentMethodName: string | null }

/** Filters combine with AND; the name is compared without regard to case. */
export type DomainFilter = {
  clientId?: number | undefined
  domainId?: number | undefined
  name?: string | undefined
}
