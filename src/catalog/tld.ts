import type { RecordRow } from '../access/store.ts'
import type { Minor } from '../base/money.ts'

export const TLD_LABELS = ['', 'hot', 'new', 'sale'] as const
export type TldLabel = (typeof TLD_LABELS)[number]

export const TLD_ACTIONS = ['register', 'renew', 'transfer'] as const
export type TldAction = (typeof TLD_ACTIONS)[number]

/** Currency id to years to amount. What is not priced is not offered in that currency. */
export type TldPrices = { readonly [currencyId: string]: { readonly [years: string]: Minor } }

/** A time after the end in which a name can be had back; null days: there is none. Fees by currency id. */
export type TldPeriod = { readonly days: number | null; readonly fees: { readonly [currencyId: string]: Minor } }

/** What is sold of a top-level domain such as `com` or `co.uk`. */
export type Tld = RecordRow & {
  /** In lower case, without a dot in front. */
  name: string
  idProtection: boolean
  dnsManagement: boolean
  emailForwarding: boolean
  /** Whether a transfer needs an authorisation code. */
  eppRequired: boolean
  /** The registrar module that gets what is ordered; empty for none. */
  registrar: string
  label: TldLabel
  grace: TldPeriod
  redemption: TldPeriod
  prices: { readonly [action in TldAction]: TldPrices }
  position: number
}

/** The suffixes of a name, the longest first: `b.co.uk` has `co.uk` and `uk`. */
export function suffixesOf(name: string): string[] {
  const labels = name.toLowerCase().split('.').slice(0, 20)
  return labels.slice(1).map((_, index) => labels.slice(index + 1).join('.'))
}
