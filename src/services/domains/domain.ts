import type { CalendarDate } from '../../base/calendar.ts'
import { requireText } from '../../base/checks.ts'
import type { Minor } from '../../base/money.ts'
import type { SortOrder } from '../../base/page.ts'
import { Invalid } from '../../base/refusal.ts'
import { wholeNumber } from '../../catalog/checks.ts'
import { LONGEST_TEXT } from '../checks.ts'
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
  /** The registrar's server; null until something is asked of it. */
  serverId: number | null
  periodYears: number
  firstPayment: Minor
  recurring: Minor
  paymentMethod: string
  status: DomainStatus
  registeredOn: CalendarDate | null
  expiresOn: CalendarDate | null
  nextDueOn: CalendarDate | null
  /** The day of the month on which it is due, where months can be too short for it. */
  billingDay: number | null
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

/** By what lists of them are sorted. */
export const DOMAIN_SORTS = [
  'id',
  'name',
  'registrar',
  'status',
  'recurring',
  'expiresOn',
  'nextDueOn',
  'createdAt',
] as const
export type DomainSort = (typeof DOMAIN_SORTS)[number]
export type DomainOrder = SortOrder<DomainSort>

/** Filters combine with AND; the name is compared without regard to case. */
export type DomainFilter = {
  clientId?: number | undefined
  domainId?: number | undefined
  name?: string | undefined
  registrar?: string | undefined
  status?: DomainStatus | undefined
}

const MOST_YEARS = 10
const MOST_NAMESERVERS = 5

export function requireYears(field: string, years: number): number {
  if (wholeNumber(field, years, 1) > MOST_YEARS) throw new Invalid(field, `1 to ${MOST_YEARS} years`, years)
  return years
}

/** In order; blank ones are passed over. */
export function requireNameservers(names: readonly string[]): readonly string[] {
  const given = names.map((name) => requireText('nameservers', name, LONGEST_TEXT, 0)).filter((name) => name !== '')
  if (given.length > MOST_NAMESERVERS)
    throw new Invalid('nameservers', `at most ${MOST_NAMESERVERS} names`, given.length)
  return given
}
